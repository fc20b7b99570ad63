package io.blackroad.mesh.merkle;

import io.blackroad.mesh.port.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Makes roots and proofs of a log from the hashes of its perfect subtrees (RFC 6962 2.1), reading
 * O(log n) of them for each.
 */
public final class TreeProver {
  private final TreeHashes hashes;
  private final Digest digest;

  public TreeProver(TreeHashes hashes, Digest digest) {
    this.hashes = hashes;
    this.digest = digest;
  }

  /** The root hash of the first {@code size} leaves; of none, SHA-256 of no bytes. */
  public byte[] root(long size) {
    return size == 0 ? digest.sha256(new byte[0]) : range(0, size);
  }

  /**
   * That the leaf at {@code index} is in the log of {@code size} leaves.
   *
   * @throws IllegalArgumentException unless {@code 0 <= index < size}
   */
  public InclusionProof inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " of a log of " + size);
    }
    List<byte[]> fromTop = new ArrayList<>();
    long low = 0;
    long high = size;
    while (high - low > 1) {
      long middle = low + leftLeaves(high - low);
      if (index < middle) {
        fromTop.add(range(middle, high));
        high = middle;
      } else {
        fromTop.add(range(low, middle));
        low = middle;
      }
    }
    Collections.reverse(fromTop);
    return new InclusionProof(index, size, fromTop);
  }

  /**
   * That the log of {@code size1} leaves is the beginning of the log of {@code size2}.
   *
   * @throws IllegalArgumentException unless {@code 1 <= size1 <= size2}
   */
  public ConsistencyProof consistency(long size1, long size2) {
    if (size1 < 1 || size1 > size2) {
      throw new IllegalArgumentException("a log of " + size1 + " leaves within one of " + size2);
    }
    List<byte[]> fromTop = new ArrayList<>();
    long low = 0;
    long high = size2;
    while (high != size1) {
      long middle = low + leftLeaves(high - low);
      if (size1 <= middle) {
        fromTop.add(range(middle, high));
        high = middle;
      } else {
        fromTop.add(range(low, middle));
        low = middle;
      }
    }
    if (low > 0) {
      // The first log is no perfect subtree: its last part has to be named as well.
      fromTop.add(range(low, high));
    }
    Collections.reverse(fromTop);
    return new ConsistencyProof(size1, size2, fromTop);
  }

  /**
   * The root of the leaves from {@code low} to {@code high}; {@code low} is where a subtree begins.
   */
  private byte[] range(long low, long high) {
    long count = high - low;
    if ((count & (count - 1)) == 0) {
      int level = Long.numberOfTrailingZeros(count);
      return hashes.subtree(level, low >> level);
    }
    long middle = low + leftLeaves(count);
    return MerkleTree.nodeHash(range(low, middle), range(middle, high), digest);
  }

  /** The largest power of two below {@code count}, which is at least 2. */
  private static long leftLeaves(long count) {
    return Long.highestOneBit(count - 1);
  }
}
