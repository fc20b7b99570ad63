package io.blackroad.mesh.merkle;

import io.blackroad.mesh.port.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing log with its newest leaves: enough to prove, without reading anything
 * back, that a recent leaf is in the log and that the log of a recent size is the beginning of a
 * later one. Adding a leaf costs O(1) hashes on average; memory does not grow with the log.
 *
 * <p>Holds every subtree that ends behind the leaf {@link #base}, and the largest ones before it.
 */
public final class TreeTail implements TreeHashes {
  private final Digest digest;
  private final List<Level> levels = new ArrayList<>();
  private long base;
  private long size;

  /**
   * The subtrees of one height that are held; the first of them is the {@code first} of its height.
   */
  private static final class Level {
    private final List<byte[]> hashes = new ArrayList<>();
    private long first;
  }

  private TreeTail(Digest digest) {
    this.digest = digest;
  }

  /** The tail of the log of {@code size} leaves in {@code hashes}, of which it reads O(log n). */
  public static TreeTail at(long size, TreeHashes hashes, Digest digest) {
    TreeTail tail = new TreeTail(digest);
    tail.base = size;
    tail.size = size;
    for (int height = 0; size >> height > 0; height++) {
      Level level = tail.level(height);
      level.first = firstNeeded(height, size);
      if (endsIn(height, size)) {
        level.hashes.add(hashes.subtree(height, level.first));
      }
    }
    return tail;
  }

  /** The tail of an empty log. */
  public static TreeTail empty(Digest digest) {
    return new TreeTail(digest);
  }

  /** Adds a leaf with the content {@code leaf}. */
  public void append(byte[] leaf) {
    byte[] hash = MerkleTree.leafHash(leaf, digest);
    long index = size++;
    for (int height = 0; ; height++, index >>= 1) {
      Level level = level(height);
      level.hashes.add(hash);
      if ((index & 1) == 0) {
        return;
      }
      hash = MerkleTree.nodeHash(level.hashes.get(level.hashes.size() - 2), hash, digest);
    }
  }

  /** Forgets what only proofs about leaves before {@code newBase}, or smaller logs, would need. */
  public void forgetBefore(long newBase) {
    if (newBase <= base || newBase > size) {
      return;
    }
    base = newBase;
    for (int height = 0; height < levels.size(); height++) {
      Level level = levels.get(height);
      int gone = (int) (firstNeeded(height, newBase) - level.first);
      if (gone > 0) {
        level.hashes.subList(0, gone).clear();
        level.first += gone;
      }
    }
  }

  /** The oldest size that can be proved consistent, and the oldest leaf that can be proved. */
  public long base() {
    return base;
  }

  /** Leaves so far. */
  public long size() {
    return size;
  }

  @Override
  public byte[] subtree(int level, long index) {
    if (level < levels.size()) {
      long at = index - levels.get(level).first;
      if (at >= 0 && at < levels.get(level).hashes.size()) {
        return levels.get(level).hashes.get((int) at);
      }
    }
    throw new IllegalArgumentException(
        "subtree " + index + " of height " + level + ", behind leaf " + base + " of " + size);
  }

  private Level level(int height) {
    while (levels.size() <= height) {
      Level level = new Level();
      level.first = firstNeeded(levels.size(), base);
      levels.add(level);
    }
    return levels.get(height);
  }

  /** Whether a log of {@code size} leaves ends in a largest subtree of that height. */
  private static boolean endsIn(int height, long size) {
    return (size >> height & 1) == 1;
  }

  private static long firstNeeded(int height, long size) {
    return (size >> height) - (endsIn(height, size) ? 1 : 0);
  }
}
