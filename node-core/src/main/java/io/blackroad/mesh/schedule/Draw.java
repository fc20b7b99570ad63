package io.blackroad.mesh.schedule;

import io.blackroad.mesh.port.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Chance that nobody chooses: fixed by the root of a checkpoint, which no node can foresee, and the
 * task. Point = first 8 bytes of SHA-256("mesh-draw" 0x0A || root || task id || copy), copy as four
 * bytes, high byte first.
 */
public final class Draw {
  private static final byte[] LABEL = "mesh-draw\n".getBytes(StandardCharsets.US_ASCII);

  private Draw() {}

  /** Where on the ring copy number {@code copy} of a task falls, an unsigned 64-bit number. */
  public static long point(byte[] checkpointRoot, String taskId, int copy, Digest digest) {
    byte[] task = taskId.getBytes(StandardCharsets.UTF_8);
    byte[] drawn =
        ByteBuffer.allocate(LABEL.length + checkpointRoot.length + task.length + Integer.BYTES)
            .put(LABEL)
            .put(checkpointRoot)
            .put(task)
            .putInt(copy)
            .array();
    return ByteBuffer.wrap(digest.sha256(drawn)).getLong();
  }

  /** Whether a draw that comes up for {@code perMille} of all points comes up for this one. */
  public static boolean chosen(long point, int perMille) {
    return (point >>> 1) % 1_000 < perMille;
  }
}
