package io.blackroad.mesh.commit;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Utf8;
import io.blackroad.mesh.log.Domain;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.task.Tensor;

/** The hashes that bind a node to a result (spec/ps-sha-infinity.md 6). */
public final class Commitment {
  /** Bytes of the nonce that hides an output until it is revealed. */
  public static final int NONCE_BYTES = 32;

  private Commitment() {}

  /** The hash that a node sends before it reveals {@code output}: 64 digits. */
  public static String of(String nodeId, byte[] nonce, Tensor output, Digest digest) {
    if (nonce.length != NONCE_BYTES) {
      throw new IllegalArgumentException(
          "a nonce of " + nonce.length + " bytes, wanted " + NONCE_BYTES);
    }
    byte[] node = Utf8.bytes(nodeId);
    return Hex.of(digest.sha256(Domain.COMMIT.separate(node, nonce, output.bytes())));
  }

  /** {@code input_hash} of a task: {@code sha256:} and 64 digits. */
  public static String inputHash(Tensor input, Digest digest) {
    return "sha256:" + Hex.of(digest.sha256(Domain.INPUT.separate(input.bytes())));
  }

  /** {@code output_hash} of a result: {@code sha256:} and 64 digits. */
  public static String outputHash(Tensor output, Digest digest) {
    return "sha256:" + Hex.of(digest.sha256(Domain.OUTPUT.separate(output.bytes())));
  }
}
