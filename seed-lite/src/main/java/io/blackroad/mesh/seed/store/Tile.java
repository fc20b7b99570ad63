package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.merkle.MerkleTree;
import io.blackroad.mesh.port.Digest;
import java.util.Arrays;

/**
 * One stored tile: at most 256 neighbouring hashes of every eighth height of the tree over the log
 * (C2SP tlog-tiles, "Merkle Tree").
 *
 * @param level height of its hashes divided by 8
 * @param index position among the tiles of that level
 */
record Tile(int level, long index) {
  /** Height of a tile: the root of a full one is one hash of the level above. */
  static final int HEIGHT = 8;

  /** Hashes of a full tile. */
  static final int WIDTH = 1 << HEIGHT;

  /** Bytes of a hash. */
  static final int HASH_BYTES = Sha256.BYTES;

  /** Levels that a log can have: its size is a positive {@code long}. */
  static final int LEVELS = 8;

  /** Bits of a tile's position in its row's number: 2^56 leaves, more than any disk holds. */
  private static final int INDEX_BITS = 48;

  /** Whether there can be such a tile at all. */
  boolean possible() {
    return level >= 0 && level < LEVELS && index >= 0 && index >> INDEX_BITS == 0;
  }

  /** The number of its row. */
  long id() {
    return (long) level << INDEX_BITS | index;
  }

  /** The hash {@code at} of a tile's bytes. */
  static byte[] hash(byte[] hashes, int at) {
    return Arrays.copyOfRange(hashes, at * HASH_BYTES, (at + 1) * HASH_BYTES);
  }

  /** The root of {@code count} hashes from number {@code from} on; {@code count} a power of two. */
  static byte[] root(byte[] hashes, int from, int count, Digest digest) {
    byte[][] nodes = new byte[count][];
    for (int i = 0; i < count; i++) {
      nodes[i] = hash(hashes, from + i);
    }
    for (int width = count >> 1; width > 0; width >>= 1) {
      for (int i = 0; i < width; i++) {
        nodes[i] = MerkleTree.nodeHash(nodes[2 * i], nodes[2 * i + 1], digest);
      }
    }
    return nodes[0];
  }
}
