package io.blackroad.mesh.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proofs from the right edge alone, against the verifiers and the roots of the whole tree. */
class TreeTailTest {
  private static final int SIZE_MAX = 70;

  private final Sha256 sha = new Sha256();
  private final List<byte[]> leaves = new ArrayList<>();
  private final List<byte[]> roots = new ArrayList<>();

  TreeTailTest() {
    SeededBytes random = new SeededBytes(7);
    MerkleTree tree = new MerkleTree(sha);
    roots.add(tree.root());
    for (int i = 0; i < SIZE_MAX; i++) {
      leaves.add(random.bytes(32));
      tree.append(leaves.get(i));
      roots.add(tree.root());
    }
  }

  private TreeTail whole(int size) {
    TreeTail tail = TreeTail.empty(sha);
    leaves.subList(0, size).forEach(tail::append);
    return tail;
  }

  private void provesAllFrom(int base, TreeTail tail) {
    TreeProver prover = new TreeProver(tail, sha);
    for (int size = Math.max(base, 1); size <= tail.size(); size++) {
      assertArrayEquals(roots.get(size), prover.root(size), base + ", root of " + size);
      for (int index = base; index < size; index++) {
        InclusionProof proof = prover.inclusion(index, size);
        assertTrue(
            proof.verify(leaves.get(index), roots.get(size), sha),
            base + ": " + index + "/" + size);
      }
      for (int older = Math.max(base, 1); older <= size; older++) {
        ConsistencyProof proof = prover.consistency(older, size);
        assertTrue(
            proof.verify(roots.get(older), roots.get(size), sha), base + ": " + older + "-" + size);
      }
    }
  }

  @Test
  void provesEverythingBehindItsBase() {
    for (int base = 0; base <= SIZE_MAX; base++) {
      TreeTail tail = whole(SIZE_MAX);
      tail.forgetBefore(base);
      assertEquals(base, tail.base());
      provesAllFrom(base, tail);
    }
  }

  @Test
  void goesOnFromTheEdgeOfAStoredTree() {
    TreeTail stored = whole(SIZE_MAX);
    for (int size = 0; size <= SIZE_MAX; size++) {
      TreeTail tail = TreeTail.at(size, stored, sha);
      leaves.subList(size, SIZE_MAX).forEach(tail::append);
      provesAllFrom(size, tail);
    }
  }

  @Test
  void forgetsStepByStepAsItGrows() {
    TreeTail tail = TreeTail.empty(sha);
    for (int size = 1; size <= SIZE_MAX; size++) {
      tail.append(leaves.get(size - 1));
      tail.forgetBefore(size - 5);
      provesAllFrom(Math.max(0, size - 5), tail);
    }
  }

  @Test
  void saysWhatItHasForgotten() {
    TreeTail tail = whole(SIZE_MAX);
    tail.forgetBefore(64);
    assertThrows(IllegalArgumentException.class, () -> tail.subtree(0, 3));
    assertThrows(IllegalArgumentException.class, () -> tail.subtree(0, SIZE_MAX));
    assertThrows(
        IllegalArgumentException.class, () -> new TreeProver(tail, sha).consistency(3, 70));
  }

  @Test
  void namesTilesAsTheirSpecificationDoes() {
    assertEquals("0/000", new TilePath(0, 0, 256).text());
    assertEquals("2/x001/x234/067", new TilePath(2, 1_234_067, 256).text());
    assertEquals("1/x001/234.p/7", new TilePath(1, 1_234, 7).text());
    assertEquals("entries/999", new TilePath(TilePath.ENTRIES, 999, 256).text());
    for (long index : new long[] {0, 1, 999, 1_000, 999_999, 1_000_000, 123_456_789_012L}) {
      for (int width : new int[] {1, 255, 256}) {
        TilePath path = new TilePath(3, index, width);
        assertEquals(path, TilePath.parse(path.text()));
      }
    }
  }

  @Test
  void refusesEveryOtherName() {
    for (String name :
        List.of(
            "",
            "0",
            "0/",
            "/000",
            "0/0",
            "0/00",
            "0/0000",
            "0/x000/001",
            "00/000",
            "8/000",
            "-1/000",
            "0/000.p/0",
            "0/000.p/256",
            "0/000.p/257",
            "0/000.p/",
            "0/000.p/01",
            "0/000.p/1/",
            "0/001/234",
            "0/x001/x234",
            "0/X001/234",
            "entry/000",
            "0/-01",
            "0/ 01",
            "0/x999/x999/x999/x999/x999/x999/999")) {
      assertEquals(null, TilePath.parse(name), name);
    }
  }
}
