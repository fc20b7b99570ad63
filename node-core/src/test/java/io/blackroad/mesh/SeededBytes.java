package io.blackroad.mesh;

import io.blackroad.mesh.port.Entropy;

/**
 * A stream of bytes that its seed fixes, the same on the JVM and in WebAssembly (xorshift64*, G.
 * Marsaglia 2003 and S. Vigna 2016). For tests only.
 */
public final class SeededBytes implements Entropy {
  private long state;

  public SeededBytes(long seed) {
    // Zero is the generator's one fixed point.
    state = seed == 0 ? 1 : seed;
    next();
  }

  /** The next 64 bits. */
  public long next() {
    state ^= state >>> 12;
    state ^= state << 25;
    state ^= state >>> 27;
    return state * 0x2545F4914F6CDD1DL;
  }

  /** A number from 0 to {@code bound - 1}. */
  public int below(int bound) {
    return (int) (((next() >>> 33) * bound) >>> 31);
  }

  /** The next {@code length} bytes. */
  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    fill(bytes);
    return bytes;
  }

  @Override
  public void fill(byte[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = (byte) (next() >>> 56);
    }
  }
}
