package io.blackroad.mesh.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.schedule.SessionSurvival;
import io.blackroad.mesh.schedule.VerificationBudget;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.task.Confidence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
  private final Scheduler scheduler =
      new Scheduler(new SessionSurvival(), new VerificationBudget(VerificationBudget.PER_MILLE));
  private final List<Integer> copiesDrawn = new ArrayList<>();
  private long point;
  private final Checks checks =
      new Checks(
          scheduler,
          (taskId, copy) -> {
            assertEquals("t_1", taskId);
            copiesDrawn.add(copy);
            return point;
          });

  /** A point is for one in a thousand each: twice the number that it stands for. */
  @ParameterizedTest
  @CsvSource({"0, true", "29, true", "30, false", "999, false", "1029, true"})
  void aLoneWordIsCheckedForThirtyPointsOfAThousand(long drawn, boolean checked) {
    point = 2 * drawn;
    Booth booth = new Booth(Confidence.STANDARD);
    booth.assign("n_a", Booth.PROVEN);
    booth.commit("n_a", Booth.RIGHT);
    assertFalse(checks.committed(booth.ballot), "there is no seed to check it");
    assertEquals(List.of(0), copiesDrawn);
    booth.ballot.open();
    booth.reveal("n_a", Booth.RIGHT);
    assertEquals(checked, booth.ballot.verdict() instanceof Verdict.Pending);
  }

  @ParameterizedTest
  @CsvSource({"99, true", "100, false"})
  void theSeedChecksTheShareThatTheSubmitterWants(long drawn, boolean bySeed) {
    point = 2 * drawn;
    Booth booth = new Booth(Confidence.SPOT_CHECK);
    booth.assign("n_a", Booth.UNKNOWN);
    booth.commit("n_a", Booth.RIGHT);
    assertEquals(bySeed, checks.committed(booth.ballot));
    booth.ballot.open();
    booth.reveal("n_a", Booth.RIGHT);
    assertEquals(bySeed, booth.ballot.verdict() instanceof Verdict.Pending);
  }

  @Test
  void nothingIsDrawnForWhoWantsNoChecksOrHasThemAlready() {
    Booth off = new Booth(Confidence.OFF);
    off.assign("n_a", Booth.UNKNOWN);
    off.commit("n_a", Booth.RIGHT);
    assertFalse(checks.committed(off.ballot));
    Booth checked = new Booth(Confidence.STANDARD);
    checked.assign("n_a", Booth.PROVEN);
    checked.assignSeed(CopyKind.CHECK);
    checked.commit("n_a", Booth.RIGHT);
    assertFalse(checks.committed(checked.ballot));
    assertEquals(List.of(), copiesDrawn);
  }

  @Test
  void anUnknownNodeIsConfirmedByAProvenOneAndAProvenOneByAnUnknown() {
    join("n_unknown", false);
    join("n_proven", true);
    assertEquals("n_proven", checkerOf("n_unknown"));
    assertEquals("n_unknown", checkerOf("n_proven"));
    assertEquals(List.of(2, 2), copiesDrawn);
  }

  @Test
  void fromTheThirdCopyOnProvenNodesAreDrawnAgain() {
    join("n_unknown", false);
    join("n_proven", true);
    join("n_other", true);
    join("n_newcomer", false);
    assertEquals("n_other", checkerOf("n_proven", "n_unknown"));
  }

  @Test
  void nobodyIsDrawnToCheckHimself() {
    join("n_a", true);
    Booth booth = boothOf("n_a");
    assertNull(checks.drawn(booth.ballot, booth.ballot.holders()));
  }

  @Test
  void whoIsDrawnIsAsLikelyWrongAsTheKindThatIsDrawn() {
    join("n_unknown", false);
    assertEquals(Booth.UNKNOWN, checks.checkerErrorChance(boothOf("n_unknown").ballot));
    join("n_proven", true);
    assertEquals(
        Credibility.PROVEN_ERROR_MAX, checks.checkerErrorChance(boothOf("n_unknown").ballot));
    assertEquals(Booth.UNKNOWN, checks.checkerErrorChance(boothOf("n_proven").ballot));
  }

  private void join(String nodeId, boolean proven) {
    Worker worker = new Worker(new Worker.Claim(nodeId, "wasm", "", false, 0), 0);
    assertTrue(scheduler.join(worker, 0));
    worker.load("m");
    worker.loaded();
    worker.credibility(proven ? Booth.PROVEN : Booth.UNKNOWN, proven);
    scheduler.update(worker, 0);
  }

  private static Booth boothOf(String... nodeIds) {
    Booth booth = new Booth(Confidence.STANDARD);
    for (String nodeId : nodeIds) {
      booth.assign(nodeId, Booth.UNKNOWN);
    }
    return booth;
  }

  private String checkerOf(String... nodeIds) {
    Booth booth = boothOf(nodeIds);
    Worker drawn = checks.drawn(booth.ballot, booth.ballot.holders());
    assertNotNull(drawn);
    return drawn.nodeId();
  }
}
