package io.blackroad.mesh.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proofs by the recursive definitions of RFC 6962, checked for every size up to 40. */
class MerkleProofTest {
  private static final int SIZE_MAX = 40;

  private final Sha256 sha = new Sha256();
  private final List<byte[]> leaves = new ArrayList<>();
  private final List<byte[]> roots = new ArrayList<>();

  MerkleProofTest() {
    SeededBytes random = new SeededBytes(20_260_105);
    MerkleTree tree = new MerkleTree(sha);
    roots.add(tree.root());
    for (int i = 0; i < SIZE_MAX; i++) {
      leaves.add(random.bytes(32));
      tree.append(leaves.get(i));
      roots.add(tree.root());
    }
  }

  @Test
  void growsTheRootOfTheRecursiveDefinition() {
    for (int size = 1; size <= SIZE_MAX; size++) {
      assertArrayEquals(root(leaves.subList(0, size)), roots.get(size), "size " + size);
    }
  }

  @Test
  void acceptsEveryInclusionAndOnlyAtItsIndex() {
    for (int size = 1; size <= SIZE_MAX; size++) {
      for (int index = 0; index < size; index++) {
        List<byte[]> path = path(index, leaves.subList(0, size));
        for (int claimed = 0; claimed < size; claimed++) {
          boolean holds = inclusion(claimed, size, path, leaves.get(index));
          assertTrue(holds == (claimed == index), index + " as " + claimed + " of " + size);
        }
        assertFalse(inclusion(index, size, path, leaves.get((index + 1) % SIZE_MAX)));
      }
    }
  }

  @Test
  void refusesAnIndexOutsideTheLog() {
    List<byte[]> path = path(0, leaves.subList(0, 1));
    assertTrue(inclusion(0, 1, path, leaves.get(0)));
    assertFalse(inclusion(1, 1, path, leaves.get(0)));
    assertFalse(inclusion(-1, 1, path, leaves.get(0)));
    assertFalse(inclusion(0, 0, path, leaves.get(0)));
    assertFalse(inclusion(Long.MAX_VALUE - 1, Long.MAX_VALUE, path, leaves.get(0)));
  }

  /** The root of two leaves is no proof about a log of one, though the hashes would fit. */
  @Test
  void refusesAPathThatGoesPastTheTop() {
    List<byte[]> path = List.of(MerkleTree.leafHash(leaves.get(0), sha));
    InclusionProof proof = new InclusionProof(0, 1, path);
    assertFalse(proof.verify(leaves.get(1), roots.get(2), sha));
    assertTrue(new InclusionProof(1, 2, path).verify(leaves.get(1), roots.get(2), sha));
  }

  @Test
  void acceptsEveryConsistencyAndNoChangedPath() {
    for (int size2 = 1; size2 <= SIZE_MAX; size2++) {
      for (int size1 = 1; size1 <= size2; size1++) {
        List<byte[]> path = consistency(size1, leaves.subList(0, size2), true);
        assertTrue(consistent(size1, size2, path), size1 + " in " + size2);
        for (int i = 0; i < path.size(); i++) {
          List<byte[]> bent = new ArrayList<>(path);
          bent.set(i, leaves.get(0));
          assertFalse(consistent(size1, size2, bent), size1 + " in " + size2 + ", hash " + i);
          List<byte[]> shorter = new ArrayList<>(path);
          shorter.remove(i);
          assertFalse(consistent(size1, size2, shorter), size1 + " in " + size2);
        }
        path.add(leaves.get(0));
        assertFalse(consistent(size1, size2, path), size1 + " in " + size2 + ", one more");
      }
    }
  }

  /** Logs of 11 and 12 leaves whose first 8 are left out are not logs of 3 and 4. */
  @Test
  void refusesAConsistencyThatGoesPastTheTop() {
    List<byte[]> path = consistency(3, leaves.subList(8, 12), true);
    path.add(roots.get(8));
    assertFalse(new ConsistencyProof(3, 4, path).verify(roots.get(11), roots.get(12), sha));
    assertTrue(new ConsistencyProof(11, 12, path).verify(roots.get(11), roots.get(12), sha));
  }

  @Test
  void provesNothingAboutAnEmptyLogOrBackwards() {
    assertFalse(consistent(0, 3, List.of()));
    assertFalse(consistent(3, 2, List.of()));
    assertFalse(new ConsistencyProof(-1, 3, List.of()).verify(roots.get(0), roots.get(3), sha));
  }

  private boolean inclusion(long index, long size, List<byte[]> path, byte[] leaf) {
    byte[] root = roots.get((int) Math.min(size, SIZE_MAX));
    return new InclusionProof(index, size, path).verify(leaf, root, sha);
  }

  private boolean consistent(int size1, int size2, List<byte[]> path) {
    return new ConsistencyProof(size1, size2, path).verify(roots.get(size1), roots.get(size2), sha);
  }

  /** MTH of RFC 6962 2.1. */
  private byte[] root(List<byte[]> d) {
    if (d.size() == 1) {
      return MerkleTree.leafHash(d.get(0), sha);
    }
    int k = split(d.size());
    return MerkleTree.nodeHash(root(d.subList(0, k)), root(d.subList(k, d.size())), sha);
  }

  /** PATH of RFC 6962 2.1.1. */
  private List<byte[]> path(int m, List<byte[]> d) {
    if (d.size() == 1) {
      return new ArrayList<>();
    }
    int k = split(d.size());
    List<byte[]> left = d.subList(0, k);
    List<byte[]> right = d.subList(k, d.size());
    List<byte[]> path = m < k ? path(m, left) : path(m - k, right);
    path.add(root(m < k ? right : left));
    return path;
  }

  /** SUBPROOF of RFC 6962 2.1.2. */
  private List<byte[]> consistency(int m, List<byte[]> d, boolean known) {
    List<byte[]> proof = new ArrayList<>();
    if (m == d.size()) {
      if (!known) {
        proof.add(root(d));
      }
      return proof;
    }
    int k = split(d.size());
    List<byte[]> left = d.subList(0, k);
    List<byte[]> right = d.subList(k, d.size());
    proof.addAll(m <= k ? consistency(m, left, known) : consistency(m - k, right, false));
    proof.add(root(m <= k ? right : left));
    return proof;
  }

  /** The largest power of two below {@code n}. */
  private static int split(int n) {
    return Integer.highestOneBit(n - 1);
  }
}
