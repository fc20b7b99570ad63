package io.blackroad.mesh.merkle;

/**
 * Where the hashes of a growing log's perfect subtrees are read from: memory, tiles on disk, tiles
 * of a server. A hash never changes once its leaves are there. May block where its bytes are slow.
 */
public interface TreeHashes {
  /**
   * The root, 32 bytes, of the leaves from {@code index << level} up to, and without, {@code (index
   * + 1) << level}, all of which the log has.
   *
   * @throws IllegalArgumentException when it does not hold these leaves (any more)
   */
  byte[] subtree(int level, long index);
}
