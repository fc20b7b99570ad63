package io.blackroad.mesh.schedule;

import org.jspecify.annotations.Nullable;

/**
 * A place in a {@link TurnHeap} for one item. Allocated once with its item, so that queueing costs
 * no memory; it is in at most one heap at a time.
 */
final class Turn<E> {
  final E item;

  /** What the heap sorts by, lowest first; {@link #order} decides between equals. */
  long key;

  long order;

  /** Where it stands, or null when it waits nowhere. */
  @Nullable TurnHeap<E> heap;

  /** Index in the heap's array. */
  int position;

  Turn(E item) {
    this.item = item;
  }

  /** Whether it leaves before one with that key and order. */
  boolean before(long otherKey, long otherOrder) {
    return key < otherKey || (key == otherKey && order < otherOrder);
  }

  /** Leaves the heap in which it waits, if any. */
  void leave() {
    if (heap != null) {
      heap.remove(this);
    }
  }
}
