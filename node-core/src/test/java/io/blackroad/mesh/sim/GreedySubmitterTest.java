package io.blackroad.mesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.admit.Admission;
import io.blackroad.mesh.sim.Mix.Habits;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A submitter who floods the seed and reads nothing harms neither its memory nor its neighbours.
 */
class GreedySubmitterTest {
  private static final int NODES = 40;
  private static final int FLOOD_TEXTS = 20_000;

  private final Oracle oracle = new Oracle();
  private final SimBooks books = new SimBooks(oracle, false);
  private final Simulation simulation = new Simulation(21, oracle, books);
  private final SimRandom random = new SimRandom(22);
  private final int[] text = text();
  private int jobs;

  private int[] text() {
    int[] ids = new int[64];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = random.below(30_000);
    }
    oracle.add(ids);
    return ids;
  }

  private Admission submit(String submitter, int texts) {
    List<int[]> sequences = new ArrayList<>();
    for (int i = 0; i < texts; i++) {
      sequences.add(text);
    }
    return simulation.submit(
        new Job(
            "j_" + "%016x".formatted(jobs++),
            Simulation.MODEL.name(),
            Confidence.STANDARD,
            false,
            "a test",
            submitter,
            NodeLimits.TASK_TOKENS_MAX,
            new TokenBatch(sequences)));
  }

  @Test
  void aFloodEndsInAClearAnswerAndTheNextSubmitterIsServed() {
    Mix mix = Mix.of("calm", Habits.CALM);
    new Visitors(simulation, random, mix, NODES).arrive();
    simulation.run(5_000);
    long tokens = 0;
    Admission answer = submit("greedy", FLOOD_TEXTS);
    while (answer instanceof Admission.Admitted) {
      tokens += (long) FLOOD_TEXTS * text.length;
      answer = submit("greedy", FLOOD_TEXTS);
    }
    assertTrue(tokens <= NodeLimits.QUEUED_TOKENS_MAX / 2, tokens + " tokens");
    Admission.Refused refused = (Admission.Refused) answer;
    assertTrue(refused.reason().startsWith("your half of the queue is full"), refused.reason());
    assertTrue(refused.retryAfterMillis() > 0, "when to come back");
    long before = books.jobs.ended();
    Admission small = submit("modest", 60);
    assertEquals(Admission.Admitted.class, small.getClass(), small.toString());
    assertTrue(
        simulation.runUntil(() -> books.jobs.ended() > before, 60_000),
        "the modest submitter waits behind the flood");
    assertEquals("", books.problem());
  }
}
