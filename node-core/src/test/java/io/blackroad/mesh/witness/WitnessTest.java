package io.blackroad.mesh.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.merkle.TreeTail;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.sim.SimKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signatures that take their time, links that break in between, and seeds that lie. */
class WitnessTest {
  private static final int SIZE_MAX = 40;

  private final Sha256 sha = new Sha256();
  private final SimKey key = new SimKey(new byte[32]);
  private final String seedId = Identity.seedId(key.publicKey(), sha);
  private final TreeTail tree = TreeTail.empty(sha);
  private final Deque<Runnable> checks = new ArrayDeque<>();
  private final List<long[]> demands = new ArrayList<>();
  private final List<Witness.Outcome> outcomes = new ArrayList<>();

  /** Judges later, when the test says so: as WebCrypto does. */
  private final SignatureCheck slow =
      (publicKey, message, signature, done) ->
          checks.add(() -> SimKey.CHECK.verify(publicKey, message, signature, done));

  private final Witness witness =
      new Witness(
          seedId,
          null,
          new Witness.Ports(sha, slow, (from, to) -> demands.add(new long[] {from, to})));

  WitnessTest() {
    SeededBytes random = new SeededBytes(4);
    for (int i = 0; i < SIZE_MAX; i++) {
      tree.append(random.bytes(32));
    }
  }

  private SignedCheckpoint checkpoint(long size) {
    return checkpoint(size, size, Hex.of(new TreeProver(tree, sha).root(size)));
  }

  private SignedCheckpoint checkpoint(long size, long timeNanos, String root) {
    Checkpoint said = new Checkpoint("mesh/" + seedId, size, root, "ab".repeat(32), timeNanos);
    List<byte[]> signature = new ArrayList<>();
    key.sign(said.signedBytes(), signature::add);
    return new SignedCheckpoint(said, Hex.of(key.publicKey()), Hex.of(signature.get(0)));
  }

  private void offer(SignedCheckpoint checkpoint) {
    witness.offer(checkpoint, outcomes::add);
  }

  private void judgeAll() {
    while (!checks.isEmpty()) {
      checks.remove().run();
    }
  }

  private void prove(long size1, long size2) {
    List<String> path = new ArrayList<>();
    new TreeProver(tree, sha).consistency(size1, size2).path().forEach(h -> path.add(Hex.of(h)));
    witness.proof(size1, size2, path);
  }

  private long held() {
    SignedCheckpoint held = witness.held();
    return held == null ? 0 : held.checkpoint().treeSize();
  }

  @Test
  void dealsWithCheckpointsInTheOrderInWhichTheyCame() {
    offer(checkpoint(5));
    offer(checkpoint(9));
    offer(checkpoint(7));
    judgeAll();
    assertEquals(1, outcomes.size());
    prove(5, 9);
    judgeAll();
    assertEquals(9, held());
    prove(7, 9);
    assertEquals(3, outcomes.size());
    outcomes.forEach(outcome -> assertInstanceOf(Witness.Outcome.Consistent.class, outcome));
    assertEquals(9, held(), "an older one is consistent, and not taken");
  }

  @Test
  void signatureThatIsJudgedAfterTheLinkBrokeCountsForNothing() {
    offer(checkpoint(5));
    witness.forgetOffers();
    offer(checkpoint(6));
    judgeAll();
    assertEquals(1, outcomes.size());
    assertEquals(6, held());
  }

  @Test
  void proofOfOtherSizesIsIgnored() {
    offer(checkpoint(5));
    judgeAll();
    offer(checkpoint(9));
    judgeAll();
    prove(4, 9);
    prove(5, 8);
    assertEquals(5, held());
    assertTrue(witness.demands());
    prove(5, 9);
    assertEquals(9, held());
    prove(5, 9);
    assertEquals(2, outcomes.size());
  }

  @Test
  void convictsWithBothCheckpoints() {
    SignedCheckpoint five = checkpoint(5);
    offer(five);
    judgeAll();
    SignedCheckpoint split = checkpoint(5, 5, "cd".repeat(32));
    offer(split);
    SignedCheckpoint backwards = checkpoint(9, 4, "cd".repeat(32));
    offer(backwards);
    SignedCheckpoint other = checkpoint(9, 9, "cd".repeat(32));
    offer(other);
    judgeAll();
    prove(5, 9);
    List<Evidence> found = new ArrayList<>();
    for (Witness.Outcome outcome : outcomes.subList(1, 4)) {
      found.add(((Witness.Outcome.Irreconcilable) outcome).evidence());
    }
    assertEquals(
        List.of(
            new Evidence(Evidence.Kind.SPLIT, five, split),
            new Evidence(Evidence.Kind.TIME_BACKWARDS, five, backwards),
            new Evidence(Evidence.Kind.NOT_CONTINUED, five, other)),
        found);
    for (Evidence evidence : found) {
      assertEquals(evidence, Evidence.fromJson(evidence.toJson()));
    }
    assertEquals(5, held());
  }

  @Test
  void refusesTheWordOfOthersAndMoreThanItCanDealWith() {
    SignedCheckpoint five = checkpoint(5);
    offer(new SignedCheckpoint(five.checkpoint(), five.publicKey(), "00".repeat(64)));
    offer(new SignedCheckpoint(five.checkpoint(), "11".repeat(32), five.signature()));
    judgeAll();
    assertEquals(2, outcomes.size());
    outcomes.forEach(outcome -> assertInstanceOf(Witness.Outcome.Refused.class, outcome));
    assertNull(witness.held());
    for (int i = 0; i < Witness.WAITING_MAX + 1; i++) {
      offer(checkpoint(5 + i % 2));
    }
    assertEquals(2, outcomes.size(), "all but the one at work wait");
    offer(five);
    assertEquals(3, outcomes.size());
    assertInstanceOf(Witness.Outcome.Refused.class, outcomes.get(2));
  }
}
