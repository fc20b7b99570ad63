package io.blackroad.mesh.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.schedule.Assignment;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class BallotTest {
  private static final byte[] NONCE = new byte[32];
  private static final Sha256 DIGEST = new Sha256();
  private static final Tensor RIGHT = vector(0.6f, 0.8f);
  private static final Tensor WRONG = vector(0.8f, 0.6f);

  private final Ballot ballot = ballot(Confidence.QUORUM);

  private static Tensor vector(float... values) {
    return Tensor.ofVectors(values, 2);
  }

  private static Ballot ballot(Confidence confidence) {
    TokenBatch one = new TokenBatch(List.of(new int[] {1, 2}));
    Task task = new Task("t_1", "j_1", 0, 0, "m", confidence, false, "", "", one);
    return new Ballot(task, 2, new Tolerance(0.9999, 1e-4));
  }

  private void assign(String node, String engineClass, boolean trusted) {
    ballot.assign(new Assignment(ballot.task(), node, engineClass, trusted, 1_000));
  }

  private void commit(String node, Tensor output) {
    assertTrue(ballot.commit(node, Commitment.of(node, NONCE, output, DIGEST)));
  }

  private void computes(String node, Tensor output) {
    assign(node, "wasm", false);
    commit(node, output);
    ballot.open();
    if (ballot.nodes().size() > 1) {
      for (String waiting : ballot.nodes()) {
        if (ballot.outputOf(waiting) == null) {
          ballot.reveal(waiting, NONCE, waiting.equals(node) ? output : RIGHT, DIGEST);
        }
      }
    }
  }

  @Test
  void wantsTwoCopiesAndAThirdOnlyWhenTheyDiffer() {
    assertEquals(new Verdict.Pending(2), ballot.verdict());
    computes("n_a", RIGHT);
    assertEquals(new Verdict.Pending(1), ballot.verdict());
    computes("n_b", WRONG);
    assertEquals(new Verdict.Pending(1), ballot.verdict());
    computes("n_c", RIGHT);
    Verdict.Agreed agreed = assertInstanceOf(Verdict.Agreed.class, ballot.verdict());
    assertEquals(List.of("n_a", "n_c"), agreed.agreeing());
    assertEquals(List.of("n_b"), agreed.dissenting());
    assertEquals(RIGHT, agreed.output());
  }

  @Test
  void threeDifferentAnswersAreDisputed() {
    computes("n_a", RIGHT);
    computes("n_b", WRONG);
    computes("n_c", vector(1f, 0f));
    assertEquals(new Verdict.Disputed(List.of("n_a", "n_b", "n_c")), ballot.verdict());
  }

  @Test
  void nobodyRevealsBeforeAllHaveCommitted() {
    assign("n_a", "wasm", false);
    assign("n_b", "wasm", false);
    commit("n_a", RIGHT);
    assertEquals(List.of(), ballot.open());
    assertNotNull(ballot.reveal("n_a", NONCE, RIGHT, DIGEST));
    commit("n_b", RIGHT);
    assertEquals(List.of("n_a", "n_b"), ballot.open());
    assertEquals(List.of(), ballot.open());
  }

  @Test
  void copyOfANeighboursAnswerIsNotTheOneCommittedTo() {
    assign("n_a", "wasm", false);
    assign("n_b", "wasm", false);
    commit("n_a", RIGHT);
    commit("n_b", WRONG);
    ballot.open();
    assertNull(ballot.reveal("n_a", NONCE, RIGHT, DIGEST));
    assertEquals(
        "the output is not the one committed to", ballot.reveal("n_b", NONCE, RIGHT, DIGEST));
  }

  @Test
  void commitmentOfAnotherNodeIsWorthNothing() {
    assign("n_a", "wasm", false);
    assign("n_b", "wasm", false);
    commit("n_a", RIGHT);
    assertTrue(ballot.commit("n_b", Commitment.of("n_a", NONCE, RIGHT, DIGEST)));
    ballot.open();
    assertNotNull(ballot.reveal("n_b", NONCE, RIGHT, DIGEST));
  }

  @Test
  void secondCommitmentIsIgnored() {
    assign("n_a", "wasm", false);
    commit("n_a", RIGHT);
    assertFalse(ballot.commit("n_a", Commitment.of("n_a", NONCE, WRONG, DIGEST)));
  }

  @Test
  void wrongShapeIsRefused() {
    assign("n_a", "wasm", false);
    assign("n_b", "wasm", false);
    Tensor long3 = Tensor.ofVectors(new float[] {1, 0, 0}, 3);
    commit("n_a", long3);
    commit("n_b", RIGHT);
    ballot.open();
    assertNotNull(ballot.reveal("n_a", NONCE, long3, DIGEST));
  }

  @Test
  void waitsForEveryCopyThatWasAskedToReveal() {
    assign("n_a", "wasm", false);
    assign("n_s", "native", true);
    commit("n_a", RIGHT);
    commit("n_s", RIGHT);
    ballot.open();
    assertNull(ballot.reveal("n_s", NONCE, RIGHT, DIGEST));
    assertEquals(new Verdict.Pending(0), ballot.verdict());
    assertNull(ballot.reveal("n_a", NONCE, RIGHT, DIGEST));
    Verdict.Agreed agreed = assertInstanceOf(Verdict.Agreed.class, ballot.verdict());
    assertEquals(Verdict.Method.SEED, agreed.method());
    assertEquals(List.of("n_a", "n_s"), agreed.agreeing());
  }

  @Test
  void seedIsRightWhenAVisitorDiffers() {
    assign("n_a", "wasm", false);
    assign("n_s", "native", true);
    commit("n_a", WRONG);
    commit("n_s", RIGHT);
    ballot.open();
    ballot.reveal("n_a", NONCE, WRONG, DIGEST);
    ballot.reveal("n_s", NONCE, RIGHT, DIGEST);
    Verdict.Agreed agreed = assertInstanceOf(Verdict.Agreed.class, ballot.verdict());
    assertEquals(List.of("n_s"), agreed.agreeing());
    assertEquals(List.of("n_a"), agreed.dissenting());
  }

  @Test
  void differentBitsOfOneClassDoNotAgreeHoweverClose() {
    computes("n_a", RIGHT);
    computes("n_b", vector(0.6f, Math.nextUp(0.8f)));
    assertEquals(new Verdict.Pending(1), ballot.verdict());
  }

  @Test
  void anotherEngineClassBuysAVisitorNoTolerance() {
    assign("n_a", "made-up", false);
    assign("n_b", "wasm", false);
    Tensor close = vector(0.60001f, 0.79999f);
    commit("n_a", close);
    commit("n_b", RIGHT);
    ballot.open();
    assertNull(ballot.reveal("n_a", NONCE, close, DIGEST));
    assertNull(ballot.reveal("n_b", NONCE, RIGHT, DIGEST));
    assertEquals(new Verdict.Pending(1), ballot.verdict());
  }

  @Test
  void whatTheSeedComputedItselfIsWhatIsKept() {
    assign("n_a", "wasm", false);
    assign("n_s", "native", true);
    Tensor close = vector(0.60001f, 0.79999f);
    commit("n_a", close);
    commit("n_s", RIGHT);
    ballot.open();
    ballot.reveal("n_a", NONCE, close, DIGEST);
    ballot.reveal("n_s", NONCE, RIGHT, DIGEST);
    Verdict.Agreed agreed = assertInstanceOf(Verdict.Agreed.class, ballot.verdict());
    assertEquals(List.of("n_a", "n_s"), agreed.agreeing());
    assertEquals(RIGHT, agreed.output());
  }

  @Test
  void lostCopyIsReplaced() {
    assign("n_a", "wasm", false);
    assign("n_b", "wasm", false);
    commit("n_a", RIGHT);
    assertEquals(List.of("n_a", "n_b"), ballot.overdue(1_000));
    ballot.drop("n_b");
    assertEquals(new Verdict.Pending(1), ballot.verdict());
    assertEquals(List.of(), ballot.open());
  }

  @Test
  void singleCopyIsTakenAtItsWordWhenNoCheckIsWanted() {
    Ballot unchecked = ballot(Confidence.OFF);
    unchecked.assign(new Assignment(unchecked.task(), "n_a", "wasm", false, 1_000));
    unchecked.commit("n_a", Commitment.of("n_a", NONCE, RIGHT, DIGEST));
    assertEquals(List.of("n_a"), unchecked.open());
    assertNull(unchecked.reveal("n_a", NONCE, RIGHT, DIGEST));
    Verdict.Agreed agreed = assertInstanceOf(Verdict.Agreed.class, unchecked.verdict());
    assertEquals(Verdict.Method.UNCHECKED, agreed.method());
  }
}
