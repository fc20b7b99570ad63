package io.blackroad.mesh.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private final FairQueue queue = new FairQueue();

  private Task poll() {
    return Objects.requireNonNull(queue.poll());
  }

  private void submit(String submitter, int tasks, int tokens) {
    for (int shard = 0; shard < tasks; shard++) {
      queue.add(Sample.task(submitter, "j-" + submitter, shard, tokens));
    }
  }

  private Map<String, Integer> tokensOf(int polls) {
    TreeMap<String, Integer> tokens = new TreeMap<>();
    for (int poll = 0; poll < polls; poll++) {
      Task task = poll();
      tokens.merge(task.submitter(), task.inputs().tokens(), Integer::sum);
    }
    return tokens;
  }

  @Test
  void keepsTheOrderOfOneSubmitter() {
    submit("a", 20, 100);
    for (int shard = 0; shard < 20; shard++) {
      assertEquals(shard, poll().shard());
    }
    assertNull(queue.poll());
  }

  @Test
  void sharesByTokensHoweverManyTasksEachHasWaiting() {
    submit("many", 5_000, 50);
    submit("large", 200, 300);
    submit("few", 400, 100);
    Map<String, Integer> tokens = tokensOf(900);
    int least = tokens.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
    int most = tokens.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    assertEquals(3, tokens.size());
    assertTrue(most - least <= 300, "apart by at most the largest task: " + tokens);
  }

  @Test
  void givesNoCreditForAnAbsence() {
    submit("steady", 3_000, 100);
    submit("guest", 10, 100);
    tokensOf(1_000);
    submit("guest", 500, 100);
    Map<String, Integer> tokens = tokensOf(200);
    assertEquals(10_000, tokens.getOrDefault("guest", 0), 200, tokens.toString());
  }

  @Test
  void doesNotLetOneWhoComesAgainAndAgainForgetWhatItHad() {
    submit("steady", 1_000, 100);
    TreeMap<String, Integer> tokens = new TreeMap<>();
    submit("sneak", 1, 100);
    for (int poll = 0; poll < 400; poll++) {
      Task task = poll();
      tokens.merge(task.submitter(), 1, Integer::sum);
      if (task.submitter().equals("sneak")) {
        submit("sneak", 1, 100);
      }
    }
    assertTrue(tokens.getOrDefault("sneak", 0) <= 201, tokens.toString());
  }

  @Test
  void letsThoseWhoWaitPassAStreamOfNewNames() {
    submit("patient", 100, 100);
    int served = 0;
    for (int name = 0; name < 2_000; name++) {
      submit("new-" + name, 1, 100);
      submit("newer-" + name, 1, 100);
      served += poll().submitter().equals("patient") ? 1 : 0;
    }
    assertTrue(served > 3, served + " of 100 in 2,000 turns beside ever more names");
  }

  @Test
  void forgetsSubmittersThatHaveNothingWaiting() {
    submit("steady", 4_000, 100);
    for (int name = 0; name < 1_000; name++) {
      submit("new-" + name, 1, 100);
      poll();
      poll();
    }
    assertTrue(queue.submitters().size() < 20, queue.submitters().size() + " remembered");
  }

  @Test
  void placesInteractiveTasksFirstAndBulkWorkOnceInEight() {
    for (int shard = 0; shard < 100; shard++) {
      queue.add(Sample.task("bulk", "b", shard, 100));
      queue.add(Sample.interactive("person", "p", shard, 100));
    }
    int batch = 0;
    for (int poll = 0; poll < 64; poll++) {
      boolean interactive = poll().interactive();
      batch += interactive ? 0 : 1;
      assertEquals(poll % FairQueue.BATCH_EVERY != FairQueue.BATCH_EVERY - 1, interactive);
    }
    assertEquals(64 / FairQueue.BATCH_EVERY, batch);
  }

  @Test
  void placesATaskThatWasTakenBackBeforeAllOthersAndChargesItOnce() {
    submit("a", 10, 100);
    submit("b", 10, 100);
    Task first = poll();
    queue.again(first);
    assertEquals(first, poll());
    assertEquals("b", poll().submitter());
  }

  @Test
  void dropsAJobWholeWithWhatWasTakenBackOfIt() {
    submit("a", 10, 100);
    submit("b", 10, 100);
    Task begun = poll();
    Task other = poll();
    queue.again(begun);
    queue.again(other);
    assertEquals(10, queue.sizeOf("j-a"));
    queue.removeJob("j-a");
    queue.removeJob("never was");
    assertEquals(0, queue.sizeOf("j-a"));
    assertEquals(10, queue.size());
    for (int task = 0; task < 10; task++) {
      assertEquals("j-b", poll().jobId());
    }
    assertNull(queue.poll());
  }

  @Test
  void losesAndInventsNothingUnderChurn() {
    Random random = new Random(11);
    List<Task> waiting = new ArrayList<>();
    List<Task> begun = new ArrayList<>();
    for (int step = 0; step < 40_000; step++) {
      String job = "j" + random.nextInt(30);
      switch (random.nextInt(12)) {
        case 0 -> {
          queue.removeJob(job);
          waiting.removeIf(task -> task.jobId().equals(job));
        }
        case 1 -> {
          if (!begun.isEmpty()) {
            Task back = begun.remove(random.nextInt(begun.size()));
            queue.again(back);
            waiting.add(back);
          }
        }
        case 2, 3, 4, 5, 6 -> {
          Task task = queue.poll();
          assertEquals(waiting.isEmpty(), task == null);
          if (task != null) {
            assertTrue(waiting.remove(task), "step " + step + ": " + task.id());
            begun.add(task);
          }
        }
        default -> {
          Task task = Sample.task("s" + job.charAt(1), job, step, 1 + random.nextInt(384));
          queue.add(task);
          waiting.add(task);
        }
      }
      assertEquals(waiting.size(), queue.size(), "step " + step);
      assertEquals(waiting.stream().filter(t -> t.jobId().equals(job)).count(), queue.sizeOf(job));
    }
  }
}
