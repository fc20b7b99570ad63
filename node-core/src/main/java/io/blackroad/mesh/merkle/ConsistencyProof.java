package io.blackroad.mesh.merkle;

import io.blackroad.mesh.port.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * That the log of {@code size1} leaves is the beginning of the log of {@code size2} (RFC 6962
 * 2.1.2).
 *
 * @param path hashes of subtrees, 32 bytes each
 */
public record ConsistencyProof(long size1, long size2, List<byte[]> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /**
   * Whether the log with {@code root2} continues the one with {@code root1} (RFC 9162 2.1.4.2).
   * False for an empty first log, about which there is nothing to prove.
   */
  public boolean verify(byte[] root1, byte[] root2, Digest digest) {
    if (size1 < 1 || size1 > size2) {
      return false;
    }
    if (size1 == size2) {
      return path.isEmpty() && Arrays.equals(root1, root2);
    }
    List<byte[]> hashes = new ArrayList<>(path);
    if ((size1 & (size1 - 1)) == 0) {
      // The first log is one perfect subtree: its root is known, and left out of the proof.
      hashes.add(0, root1);
    }
    return !hashes.isEmpty() && climb(hashes, root1, root2, digest);
  }

  private boolean climb(List<byte[]> hashes, byte[] root1, byte[] root2, Digest digest) {
    int start = Long.numberOfTrailingZeros(size1);
    long node = (size1 - 1) >> start;
    long last = (size2 - 1) >> start;
    byte[] first = hashes.get(0);
    byte[] second = first;
    for (byte[] sibling : hashes.subList(1, hashes.size())) {
      if (last == 0) {
        return false;
      }
      boolean right = (node & 1) == 1 || node == last;
      int up = right ? Levels.toRightChild(node) : 0;
      if (right) {
        first = MerkleTree.nodeHash(sibling, first, digest);
        second = MerkleTree.nodeHash(sibling, second, digest);
      } else {
        second = MerkleTree.nodeHash(second, sibling, digest);
      }
      node >>= up + 1;
      last >>= up + 1;
    }
    return last == 0 && Arrays.equals(first, root1) && Arrays.equals(second, root2);
  }
}
