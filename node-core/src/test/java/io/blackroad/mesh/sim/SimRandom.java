package io.blackroad.mesh.sim;

import io.blackroad.mesh.port.Entropy;

/** SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every platform. */
public final class SimRandom implements Entropy {
  private long state;

  public SimRandom(long seed) {
    this.state = seed;
  }

  public long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, bound). */
  public int below(int bound) {
    return (int) ((nextLong() >>> 33) % bound);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  public boolean chance(int percent) {
    return below(100) < percent;
  }

  @Override
  public void fill(byte[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = (byte) nextLong();
    }
  }
}
