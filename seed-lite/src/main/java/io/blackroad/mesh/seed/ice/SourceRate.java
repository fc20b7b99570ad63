package io.blackroad.mesh.seed.ice;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bounds how many answers go to one network (IPv4 /24, IPv6 /48) and to all, second by second. Two
 * rows of counters, reached by different secret hashes, instead of a table of networks (a count-min
 * sketch): its memory is fixed whatever addresses are forged, and a network is held up by others
 * only where both its counters are theirs. One thread.
 */
final class SourceRate {
  /** Ten browsers' gathering at once, or a thousand behind one address that keep theirs open. */
  static final int NETWORK_MAX = 100;

  /** Less than 1 MB/s of answers. */
  static final int ALL_MAX = 10_000;

  private static final long SECOND_NANOS = 1_000_000_000;
  private static final int COLUMN_BITS = 13;
  private static final int IPV4_BYTES = 4;

  private final short[] first = new short[1 << COLUMN_BITS];
  private final short[] second = new short[1 << COLUMN_BITS];
  private final long firstKey;
  private final long secondKey;
  private long beganNanos;
  private int all;

  /**
   * @param firstKey secret and random, as {@code secondKey}: who knew them could hold others up
   */
  SourceRate(long firstKey, long secondKey, long nowNanos) {
    this.firstKey = firstKey;
    this.secondKey = secondKey;
    this.beganNanos = nowNanos;
  }

  /** Whether {@code source} may be answered now; counts that it is. */
  boolean take(InetAddress source, long nowNanos) {
    if (nowNanos - beganNanos >= SECOND_NANOS) {
      Arrays.fill(first, (short) 0);
      Arrays.fill(second, (short) 0);
      all = 0;
      beganNanos = nowNanos;
    }
    long network = network(source.getAddress());
    int one = column(network, firstKey);
    int two = column(network, secondKey);
    if (all >= ALL_MAX || Math.min(first[one], second[two]) >= NETWORK_MAX) {
      return false;
    }
    all++;
    first[one]++;
    second[two]++;
    return true;
  }

  /** The first 24 or 48 bits; no IPv6 network in use begins with 24 zeros. */
  private static long network(byte[] address) {
    return address.length == IPV4_BYTES
        ? ByteBuffer.wrap(address).getInt() >>> 8
        : ByteBuffer.wrap(address).getLong() >>> 16;
  }

  /** Stafford's mix 13, as in SplitMix64. */
  private static int column(long network, long key) {
    long mixed = network ^ key;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return (int) ((mixed ^ (mixed >>> 31)) >>> (Long.SIZE - COLUMN_BITS));
  }
}
