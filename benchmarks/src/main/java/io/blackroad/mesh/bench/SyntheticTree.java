package io.blackroad.mesh.bench;

import io.blackroad.mesh.merkle.MerkleTree;
import io.blackroad.mesh.merkle.TreeHashes;
import io.blackroad.mesh.port.Digest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree over a log whose entries' hashes are those of their numbers. Keeps the roots of blocks
 * of 4,096 entries and computes what is below anew, so that 10 million entries fit into memory.
 */
final class SyntheticTree implements TreeHashes {
  private static final int BLOCK_LEVEL = 12;

  private final Digest digest;

  /** Roots of full subtrees, by height above a block's. */
  private final List<List<byte[]>> upper = new ArrayList<>();

  SyntheticTree(long entries, Digest digest) {
    this.digest = digest;
    List<byte[]> level = new ArrayList<>();
    for (long block = 0; block < entries >> BLOCK_LEVEL; block++) {
      level.add(computed(BLOCK_LEVEL, block));
    }
    while (!level.isEmpty()) {
      upper.add(level);
      List<byte[]> above = new ArrayList<>();
      for (int i = 0; i + 1 < level.size(); i += 2) {
        above.add(MerkleTree.nodeHash(level.get(i), level.get(i + 1), digest));
      }
      level = above;
    }
  }

  /** The content of a leaf: 32 bytes, as an entry's hash has. */
  byte[] leaf(long index) {
    return digest.sha256(ByteBuffer.allocate(Long.BYTES).putLong(index).array());
  }

  @Override
  public byte[] subtree(int level, long index) {
    return level < BLOCK_LEVEL
        ? computed(level, index)
        : upper.get(level - BLOCK_LEVEL).get((int) index);
  }

  private byte[] computed(int level, long index) {
    return level == 0
        ? MerkleTree.leafHash(leaf(index), digest)
        : MerkleTree.nodeHash(
            computed(level - 1, 2 * index), computed(level - 1, 2 * index + 1), digest);
  }
}
