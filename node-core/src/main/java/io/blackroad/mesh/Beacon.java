package io.blackroad.mesh;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.Entropy;
import io.blackroad.mesh.port.Signer;
import io.blackroad.mesh.schedule.Draw;
import io.blackroad.mesh.witness.Checkpoint;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Chance for draws that a node cannot foresee and the seed cannot choose: the hash of the seed's
 * signature of the last checkpoint's root. Ed25519 signatures are deterministic (RFC 8032 5.1.6),
 * so there is one for each root; it is kept back until the next checkpoint and then logged, so that
 * anybody can draw again. The root alone would tell a node beforehand whether its task is checked.
 */
final class Beacon {
  private static final byte[] LABEL = "mesh-draw:v1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SECRET_BYTES = 32;

  private final Digest digest;
  private final Signer signer;
  private byte[] secret = new byte[SECRET_BYTES];
  private boolean used;
  private long treeSize;
  private String signature = "";

  /** Before the first checkpoint of this process, its own entropy serves. */
  Beacon(Digest digest, Signer signer, Entropy entropy) {
    this.digest = digest;
    this.signer = signer;
    entropy.fill(secret);
  }

  /** Where a draw for copy number {@code copy} of a task falls. */
  long point(String taskId, int copy) {
    used = true;
    return Draw.point(secret, taskId, copy, digest);
  }

  /** What is to be logged of the draws so far; null when there is nothing to show. */
  @Nullable Json reveal() {
    return used && !signature.isEmpty() ? Payloads.draw(treeSize, signature) : null;
  }

  /** From now on draws follow from that checkpoint. */
  void renew(Checkpoint checkpoint) {
    byte[] root = Hex.require(checkpoint.root());
    byte[] signed = new byte[LABEL.length + root.length];
    System.arraycopy(LABEL, 0, signed, 0, LABEL.length);
    System.arraycopy(root, 0, signed, LABEL.length, root.length);
    signer.sign(
        signed,
        made -> {
          secret = digest.sha256(made);
          signature = Hex.of(made);
          treeSize = checkpoint.treeSize();
          used = false;
        });
  }
}
