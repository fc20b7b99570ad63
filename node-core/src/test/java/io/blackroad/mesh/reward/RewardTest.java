package io.blackroad.mesh.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackroad.mesh.reward.IdleRoll.Present;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import io.blackroad.mesh.verify.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewardTest {
  /** Pays a unit a millisecond, so that units show the work. */
  private static final Reward.Till TILL = (nodeId, rate, workMillis) -> workMillis;

  private static final Work WORK =
      new Work(
          new Task(
              "t_1",
              "j_1",
              0,
              0,
              "m",
              Confidence.STANDARD,
              false,
              "",
              "",
              new TokenBatch(List.of(new int[300], new int[84]))),
          100,
          Rate.ACTIVE);

  private static Carried carried(String carrierPrefix, long asked, long confirmed) {
    return new Carried(
        Reward.Kind.RELAY,
        "x_1",
        new Carried.Party("n_a", carrierPrefix),
        new Carried.Party("n_b", "203.0.113"),
        asked,
        confirmed);
  }

  @Test
  void taskIsPaidByItsTokensAtTheReferenceCost() {
    Verdict.Agreed verdict =
        new Verdict.Agreed(
            Verdict.Method.QUORUM,
            Tensor.ofVectors(new float[] {1}, 1),
            List.of("n_a", "n_b"),
            List.of("n_x"),
            List.of(),
            new Verdict.Certainty(1e-5, 2));
    Reward reward = Reward.of(verdict, "n_a", WORK, TILL);
    assertEquals(38, reward.workMillis());
    assertEquals(38, reward.units());
    assertEquals("reward/t_1/n_a", reward.idempotencyKey());
    assertThrows(IllegalArgumentException.class, () -> Reward.of(verdict, "n_x", WORK, TILL));
  }

  @Test
  void hourAtTenMegabitsIsAnHourOfTheLightRate() {
    Reward reward = Reward.of(carried("", 4_500_000_000L, 4_500_000_000L), TILL);
    assertEquals(3_600_000, reward.workMillis());
    assertEquals(Rate.LIGHT, reward.rate());
    assertEquals("relay/x_1/n_a", reward.idempotencyKey());
  }

  @Test
  void onlyBytesThatWereAskedForAndArrivedCount() {
    assertEquals(1_000, carried("", 1_250_000, 9_000_000).millis());
    assertEquals(1_000, carried("", 9_000_000, 1_250_000).millis());
    assertEquals(0, carried("", 9_000_000, 0).millis());
  }

  @Test
  void movingBytesWithinOneHomeEarnsNothing() {
    assertEquals(0, carried("203.0.113", 9_000_000, 9_000_000).millis());
    Carried.Party self = new Carried.Party("n_a", "");
    Carried toItself = new Carried(Reward.Kind.CACHE, "x_1", self, self, 9_000, 9_000);
    assertEquals(0, toItself.millis());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Carried(Reward.Kind.IDLE, "x_1", self, self, 1, 1));
  }

  @Test
  void presenceIsPaidToCredibleNodesOncePerPrefix() {
    List<Reward> rewards =
        IdleRoll.call(
            77,
            List.of(
                new Present("n_new", "192.0.2", false, 600_000),
                new Present("n_a", "203.0.113", true, 100_000),
                new Present("n_b", "203.0.113", true, 500_000),
                new Present("n_c", "203.0.113", true, 500_000),
                new Present("n_d", "198.51.100", true, 700_000),
                new Present("n_e", "", true, 1),
                new Present("n_f", "", true, 2)),
            TILL);
    assertEquals(
        List.of("idle/77/n_b", "idle/77/n_d", "idle/77/n_e", "idle/77/n_f"),
        rewards.stream().map(Reward::idempotencyKey).toList());
    assertEquals(
        List.of(500_000L, IdleRoll.INTERVAL_MILLIS, 1L, 2L),
        rewards.stream().map(Reward::units).toList());
  }
}
