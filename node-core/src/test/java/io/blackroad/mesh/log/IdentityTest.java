package io.blackroad.mesh.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.task.Tensor;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private final Sha256 sha = new Sha256();

  @Test
  void namesTasksTheSameAgain() {
    String job = Identity.jobId(new SeededBytes(1));
    assertTrue(job.matches("j_[0-9a-f]{16}"), job);
    assertTrue(Identity.taskId(job, 0, sha).matches("t_[0-9a-f]{16}"));
    assertEquals(Identity.taskId(job, 7, sha), Identity.taskId(job, 7, new Sha256()));
    assertNotEquals(Identity.taskId(job, 1, sha), Identity.taskId(job, 11, sha));
  }

  @Test
  void separatesTheLabelFromTheBytes() {
    byte[] separated = Domain.INPUT.separate(new byte[] {1}, new byte[] {2, 3});
    byte[] label = "BR-PS-SHA\u221e-mesh-input:v1\n".getBytes(StandardCharsets.UTF_8);
    assertEquals(label.length + 3, separated.length);
    assertEquals(3, separated[separated.length - 1]);
    for (int i = 0; i < label.length; i++) {
      assertEquals(label[i], separated[i]);
    }
  }

  @Test
  void refusesKeysNoncesAndLaddersOfAnotherSize() {
    Tensor output = Tensor.ofVectors(new float[] {1}, 1);
    assertThrows(IllegalArgumentException.class, () -> Identity.nodeId(new byte[31], sha));
    assertThrows(IllegalArgumentException.class, () -> Identity.seedId(new byte[33], sha));
    assertThrows(
        IllegalArgumentException.class, () -> Commitment.of("n_", new byte[31], output, sha));
    assertThrows(IllegalArgumentException.class, () -> Ladder.climb(new byte[0], 0, sha));
  }

  @Test
  void bindsNodeNonceAndOutput() {
    Tensor output = Tensor.ofVectors(new float[] {1, 2}, 2);
    Tensor reshaped = Tensor.ofVectors(new float[] {1, 2}, 1);
    byte[] nonce = new byte[Commitment.NONCE_BYTES];
    byte[] other = new byte[Commitment.NONCE_BYTES];
    other[31] = 1;
    String commitment = Commitment.of("n_a", nonce, output, sha);
    assertEquals(commitment, Commitment.of("n_a", nonce, output, sha));
    assertNotEquals(commitment, Commitment.of("n_b", nonce, output, sha));
    assertNotEquals(commitment, Commitment.of("n_a", other, output, sha));
    assertNotEquals(commitment, Commitment.of("n_a", nonce, reshaped, sha));
    assertNotEquals(Commitment.inputHash(output, sha), Commitment.outputHash(output, sha));
  }
}
