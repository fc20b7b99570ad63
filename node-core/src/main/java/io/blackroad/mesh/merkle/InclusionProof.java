package io.blackroad.mesh.merkle;

import io.blackroad.mesh.port.Digest;
import java.util.Arrays;
import java.util.List;

/**
 * That a leaf stands at {@code index} of the log of {@code size} leaves (RFC 6962 2.1.1).
 *
 * @param path hashes of the siblings from the leaf up, 32 bytes each
 */
public record InclusionProof(long index, long size, List<byte[]> path) {
  public InclusionProof {
    path = List.copyOf(path);
  }

  /**
   * Whether {@code leaf} is there in the log with that {@code root} (RFC 9162 2.1.3.2). The size is
   * bound only as far as it shapes the path: take it from a signed checkpoint.
   */
  public boolean verify(byte[] leaf, byte[] root, Digest digest) {
    if (index < 0 || index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    byte[] hash = MerkleTree.leafHash(leaf, digest);
    for (byte[] sibling : path) {
      if (last == 0) {
        return false;
      }
      boolean right = (node & 1) == 1 || node == last;
      hash =
          right
              ? MerkleTree.nodeHash(sibling, hash, digest)
              : MerkleTree.nodeHash(hash, sibling, digest);
      int up = right ? Levels.toRightChild(node) : 0;
      node >>= up + 1;
      last >>= up + 1;
    }
    return last == 0 && Arrays.equals(hash, root);
  }
}
