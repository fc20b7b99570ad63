package io.blackroad.mesh.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ballots under nodes that come, lie, leave and keep silent in every order. */
class BallotLifeTest {
  private static final List<Confidence> CONFIDENCES =
      List.of(Confidence.STANDARD, Confidence.QUORUM, Confidence.SPOT_CHECK, Confidence.OFF);
  private static final int STEPS_MAX = 5_000;

  @Test
  void everyBallotEndsWhateverNodesDoUnlessNobodyComes() {
    for (long seed = 0; seed < 2_000; seed++) {
      new Life(seed).play();
    }
  }

  /** One ballot and its crowd. */
  private static final class Life {
    private final String name;
    private final SimRandom random;
    private final Booth booth;
    private final List<String> assigned = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private final Map<String, Tensor> outputs = new LinkedHashMap<>();
    private final Confidence confidence;
    private int nodes;

    Life(long seed) {
      this.name = "seed " + seed;
      this.random = new SimRandom(seed);
      this.confidence = CONFIDENCES.get(below(CONFIDENCES.size()));
      this.booth = new Booth(confidence);
    }

    private int below(int bound) {
      return random.below(bound);
    }

    void play() {
      for (int step = 0; step < STEPS_MAX; step++) {
        Verdict verdict = booth.ballot.verdict();
        if (verdict instanceof Verdict.Agreed agreed) {
          assertTrue(agreed.errorChance() <= confidence.errorMax(), name);
          return;
        }
        if (verdict instanceof Verdict.Disputed disputed) {
          assertEquals(Ballot.COPIES_MAX, disputed.nodes().size(), name);
          return;
        }
        step(((Verdict.Pending) verdict).wanted());
      }
      throw new AssertionError(name + ": no end in " + STEPS_MAX + " steps");
    }

    /** One thing happens; when nothing is wanted, assigned or opened, nothing ever could. */
    private void step(int wanted) {
      assertTrue(wanted + assigned.size() + opened.size() > 0, name + ": waits for nobody at all");
      assertTrue(booth.ballot.nodes().size() + wanted <= Ballot.COPIES_MAX, name);
      int choice = below(10);
      if (wanted > 0 && choice < 5) {
        join();
      } else if (!opened.isEmpty() && choice < 7) {
        answer(opened.remove(below(opened.size())));
      } else if (!assigned.isEmpty()) {
        compute(assigned.remove(below(assigned.size())));
      }
    }

    private void join() {
      String node = "n_" + nodes++;
      double errorChance = Credibility.DEFAULT.errorChance(below(3) == 0 ? 2_000 : below(30));
      String prefix = below(3) == 0 ? "p" + below(4) : "";
      booth.assign(node, new Voice(prefix, errorChance), "wasm", false);
      assigned.add(node);
    }

    private void compute(String node) {
      if (below(10) == 0) {
        booth.ballot.drop(node);
        open();
        return;
      }
      Tensor output = below(5) == 0 ? Booth.vector(below(3), 1) : Booth.RIGHT;
      outputs.put(node, output);
      assertTrue(booth.commit(node, output), name);
      if (below(20) == 0) {
        booth.ballot.check();
      }
      open();
    }

    private void open() {
      Ballot.Opening opening = booth.ballot.open();
      opened.addAll(opening.reveal());
      assigned.removeAll(opening.withdrawn());
    }

    private void answer(String node) {
      Tensor output = outputs.get(node);
      if (output == null || below(10) == 0) {
        assertTrue(booth.ballot.drop(node), name);
      } else {
        assertTrue(booth.reveal(node, output) instanceof Ballot.Reveal.Taken, name);
      }
      open();
    }
  }
}
