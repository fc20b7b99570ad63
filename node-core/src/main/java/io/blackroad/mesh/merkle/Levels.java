package io.blackroad.mesh.merkle;

/** Positions in a tree, level by level: node {@code n} of one level is below {@code n >> 1}. */
final class Levels {
  private Levels() {}

  /**
   * Levels to go up from {@code node} until it is a right child. The last node of a level that is a
   * left child has no sibling and moves up as it is (RFC 9162 2.1.3.2, step 4.b.ii). Node 0 is
   * never a right child and stays.
   */
  static int toRightChild(long node) {
    return node == 0 ? 0 : Long.numberOfTrailingZeros(node);
  }
}
