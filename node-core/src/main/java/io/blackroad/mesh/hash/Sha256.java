package io.blackroad.mesh.hash;

import io.blackroad.mesh.port.Digest;
import java.util.Arrays;

/**
 * SHA-256 (FIPS 180-4) in plain Java, because TeaVM has no {@code MessageDigest}. As a {@link
 * Digest} it takes bytes that are at hand; {@link #update} and {@link #digest} take them in pieces.
 * One instance serves one thread and keeps its buffers.
 */
public final class Sha256 implements Digest {
  /** Length of a digest in bytes. */
  public static final int BYTES = 32;

  private static final int BLOCK_BYTES = 64;

  /** Where the 64-bit length begins in the last block. */
  private static final int LENGTH_AT = 56;

  private final int[] state = new int[8];
  private final byte[] pending = new byte[BLOCK_BYTES];
  private final Sha256Block block = new Sha256Block();
  private int pendingBytes;
  private long totalBytes;

  public Sha256() {
    reset();
  }

  /** {@inheritDoc} Whatever {@link #update} had taken before is forgotten. */
  @Override
  public byte[] sha256(byte[] data) {
    reset();
    update(data, 0, data.length);
    return digest();
  }

  /** Takes {@code length} bytes of {@code data} from {@code from} on. */
  public void update(byte[] data, int from, int length) {
    if (from < 0 || length < 0 || length > data.length - from) {
      throw new IllegalArgumentException(
          "bytes " + from + " to " + ((long) from + length) + " of " + data.length);
    }
    totalBytes += length;
    int at = from;
    int end = from + length;
    if (pendingBytes > 0) {
      int fill = Math.min(BLOCK_BYTES - pendingBytes, length);
      System.arraycopy(data, at, pending, pendingBytes, fill);
      pendingBytes += fill;
      at += fill;
      if (pendingBytes < BLOCK_BYTES) {
        return;
      }
      block.compress(state, pending, 0);
      pendingBytes = 0;
    }
    for (; end - at >= BLOCK_BYTES; at += BLOCK_BYTES) {
      block.compress(state, data, at);
    }
    System.arraycopy(data, at, pending, 0, end - at);
    pendingBytes = end - at;
  }

  /** The 32 bytes for all that was taken; then begins anew. */
  public byte[] digest() {
    long bits = totalBytes << 3;
    pending[pendingBytes] = (byte) 0x80;
    Arrays.fill(pending, pendingBytes + 1, BLOCK_BYTES, (byte) 0);
    if (pendingBytes >= LENGTH_AT) {
      block.compress(state, pending, 0);
      Arrays.fill(pending, (byte) 0);
    }
    for (int i = 0; i < 8; i++) {
      pending[LENGTH_AT + i] = (byte) (bits >>> (LENGTH_AT - 8 * i));
    }
    block.compress(state, pending, 0);
    byte[] digest = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      digest[i] = (byte) (state[i >> 2] >>> (24 - 8 * (i & 3)));
    }
    reset();
    return digest;
  }

  /** FIPS 180-4 5.3.3: the first 32 bits of the fractions of the square roots of 2 to 19. */
  private void reset() {
    state[0] = 0x6a09e667;
    state[1] = 0xbb67ae85;
    state[2] = 0x3c6ef372;
    state[3] = 0xa54ff53a;
    state[4] = 0x510e527f;
    state[5] = 0x9b05688c;
    state[6] = 0x1f83d9ab;
    state[7] = 0x5be0cd19;
    pendingBytes = 0;
    totalBytes = 0;
  }
}
