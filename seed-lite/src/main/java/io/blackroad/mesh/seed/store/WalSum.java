package io.blackroad.mesh.seed.store;

import java.nio.ByteBuffer;

/**
 * The running checksum of SQLite's write-ahead log: two sums that feed each other, over pairs of
 * 32-bit words (<a href="https://sqlite.org/fileformat2.html#checksum_algorithm">file format
 * 4.2</a>).
 */
final class WalSum {
  private int first;
  private int second;

  /** Adds bytes {@code from} to {@code to}, a multiple of 8, in the byte order of {@code bytes}. */
  void add(ByteBuffer bytes, int from, int to) {
    for (int at = from; at < to; at += 8) {
      first += bytes.getInt(at) + second;
      second += bytes.getInt(at + 4) + first;
    }
  }

  /** Whether the sums so far are these two. */
  boolean is(int wantedFirst, int wantedSecond) {
    return first == wantedFirst && second == wantedSecond;
  }
}
