package io.blackroad.mesh.verify;

import static io.blackroad.mesh.verify.Booth.NONCE;
import static io.blackroad.mesh.verify.Booth.PROVEN;
import static io.blackroad.mesh.verify.Booth.RIGHT;
import static io.blackroad.mesh.verify.Booth.UNKNOWN;
import static io.blackroad.mesh.verify.Booth.WRONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When copies are opened, and what nodes can do wrong between commitment and reveal. */
class BallotOpeningTest {
  private final Booth booth = new Booth(Confidence.STANDARD);
  private final Booth pair = new Booth(Confidence.QUORUM);

  private static Verdict.Agreed agreed(Verdict verdict) {
    return assertInstanceOf(Verdict.Agreed.class, verdict);
  }

  @Test
  void nobodyRevealsBeforeEnoughHaveCommitted() {
    pair.assign("n_a", UNKNOWN);
    pair.assign("n_b", UNKNOWN);
    pair.commit("n_a", RIGHT);
    assertEquals(List.of(), pair.ballot.open().reveal());
    assertInstanceOf(Ballot.Reveal.Unasked.class, pair.reveal("n_a", RIGHT));
    pair.commit("n_b", RIGHT);
    assertEquals(List.of("n_a", "n_b"), pair.ballot.open().reveal());
    assertEquals(List.of(), pair.ballot.open().reveal());
  }

  @Test
  void stragglerIsWithdrawnWhenTheOthersSufficeAndCommitsNoMore() {
    pair.assign("n_a", UNKNOWN);
    pair.assign("n_b", UNKNOWN);
    pair.assign("n_late", UNKNOWN);
    pair.commit("n_a", RIGHT);
    pair.commit("n_b", RIGHT);
    assertEquals(new Ballot.Opening(List.of("n_a", "n_b"), List.of("n_late")), pair.ballot.open());
    assertFalse(pair.commit("n_late", RIGHT));
    assertFalse(pair.ballot.has("n_late"));
  }

  @Test
  void checkDelaysTheVerdictButNotTheOpening() {
    booth.assign("n_a", PROVEN);
    booth.commit("n_a", RIGHT);
    booth.ballot.check();
    assertEquals(new Verdict.Pending(1), booth.ballot.verdict());
    assertEquals(List.of("n_a"), booth.ballot.open().reveal());
    booth.reveal("n_a", RIGHT);
    booth.ballot.check();
    assertEquals(new Verdict.Pending(1), booth.ballot.verdict());
    Verdict.Agreed agreed = agreed(booth.computes("n_b", RIGHT));
    assertEquals(Verdict.Method.QUORUM, agreed.method());
    assertEquals("", agreed.soleNode());
  }

  @Test
  void copyThatACheckWaitsForIsNotWithdrawn() {
    booth.assign("n_a", PROVEN);
    booth.assign("n_b", UNKNOWN);
    booth.commit("n_a", RIGHT);
    booth.ballot.check();
    assertEquals(new Ballot.Opening(List.of("n_a"), List.of()), booth.ballot.open());
    booth.reveal("n_a", RIGHT);
    assertTrue(booth.commit("n_b", RIGHT));
    assertEquals(List.of("n_a", "n_b"), agreed(booth.openAndReveal()).agreeing());
  }

  @Test
  void copyOfANeighboursAnswerIsNotTheOneCommittedTo() {
    pair.assign("n_a", UNKNOWN);
    pair.assign("n_b", UNKNOWN);
    pair.commit("n_a", RIGHT);
    pair.commit("n_b", WRONG);
    pair.ballot.open();
    assertInstanceOf(Ballot.Reveal.Taken.class, pair.reveal("n_a", RIGHT));
    assertEquals(
        new Ballot.Reveal.Faulty("the output is not the one committed to"),
        pair.reveal("n_b", RIGHT));
    assertFalse(pair.ballot.has("n_b"));
  }

  @Test
  void commitmentOfAnotherNodeIsWorthNothing() {
    booth.assign("n_b", PROVEN);
    assertTrue(booth.ballot.commit("n_b", Commitment.of("n_a", NONCE, RIGHT, Booth.DIGEST)));
    booth.ballot.open();
    assertInstanceOf(Ballot.Reveal.Faulty.class, booth.reveal("n_b", RIGHT));
  }

  @Test
  void secondCommitmentAndAStrangersAreIgnored() {
    booth.assign("n_a", PROVEN);
    assertTrue(booth.commit("n_a", RIGHT));
    assertFalse(booth.commit("n_a", WRONG));
    assertFalse(booth.commit("n_stranger", RIGHT));
  }

  @Test
  void wrongShapeIsFaulty() {
    Tensor long3 = Tensor.ofVectors(new float[] {1, 0, 0}, 3);
    booth.assign("n_a", PROVEN);
    booth.commit("n_a", long3);
    booth.ballot.open();
    assertInstanceOf(Ballot.Reveal.Faulty.class, booth.reveal("n_a", long3));
  }

  @Test
  void checkOfTheSeedWaitsForTheVisitorButItsDuplicateDoesNot() {
    for (CopyKind kind : List.of(CopyKind.CHECK, CopyKind.DUPLICATE)) {
      Booth slow = new Booth(Confidence.STANDARD);
      slow.assign("n_a", UNKNOWN);
      slow.assignSeed(kind);
      slow.commit("n_seed", RIGHT);
      Ballot.Opening opening = slow.ballot.open();
      boolean waits = kind == CopyKind.CHECK;
      assertEquals(waits ? List.of() : List.of("n_seed"), opening.reveal());
      assertEquals(waits ? List.of() : List.of("n_a"), opening.withdrawn());
      slow.ballot.drop("n_a");
      assertEquals(List.of("n_seed"), agreed(slow.openAndReveal()).agreeing());
    }
  }

  @Test
  void waitsForEveryCopyThatWasAskedToReveal() {
    pair.assign("n_a", PROVEN);
    pair.assign("n_b", PROVEN);
    pair.commit("n_a", RIGHT);
    pair.commit("n_b", RIGHT);
    pair.ballot.open();
    pair.reveal("n_a", RIGHT);
    assertEquals(new Verdict.Pending(0), pair.ballot.verdict());
    pair.reveal("n_b", RIGHT);
    agreed(pair.ballot.verdict());
  }

  @Test
  void leaseThatRanOutIsLostWithoutBlameAndACommitmentWaits() {
    pair.assign("n_a", UNKNOWN);
    pair.assign("n_b", UNKNOWN);
    pair.commit("n_a", RIGHT);
    assertFalse(pair.ballot.drop("n_b"));
    assertEquals(new Verdict.Pending(1), pair.ballot.verdict());
    assertTrue(pair.ballot.has("n_a"));
  }

  @Test
  void withheldRevealIsReportedAndTheCopyReplaced() {
    booth.assign("n_a", PROVEN);
    booth.commit("n_a", RIGHT);
    booth.ballot.open();
    assertTrue(booth.ballot.drop("n_a"));
    assertEquals(new Verdict.Pending(1), booth.ballot.verdict(PROVEN));
    assertInstanceOf(Ballot.Reveal.Unasked.class, booth.reveal("n_a", RIGHT));
  }

  @Test
  void leavingCountsAsWithholdingOnlyBetweenOpeningAndReveal() {
    for (int step = 0; step < 4; step++) {
      Booth leaving = new Booth(Confidence.STANDARD);
      leaving.assign("n_a", PROVEN);
      if (step > 0) {
        leaving.commit("n_a", RIGHT);
      }
      if (step > 1) {
        leaving.ballot.open();
      }
      if (step > 2) {
        leaving.reveal("n_a", RIGHT);
      }
      assertEquals(step == 2, leaving.ballot.drop("n_a"), "left at step " + step);
    }
  }
}
