package io.blackroad.mesh.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A heap whose entries know where they stand, so that any of them can be moved or removed in O(log
 * n). Equal keys leave in the order in which they came.
 */
final class TurnHeap<E> {
  /** Four: half as deep as two, and the four keys that are compared lie side by side. */
  private static final int CHILDREN = 4;

  private final List<Turn<E>> turns = new ArrayList<>();

  /** Key and order of each entry, so that comparing does not go and look at the entries. */
  private long[] ranks = new long[16];

  private long arrivals;

  int size() {
    return turns.size();
  }

  boolean isEmpty() {
    return turns.isEmpty();
  }

  /** The entry with the lowest key, or null. */
  @Nullable Turn<E> first() {
    return turns.isEmpty() ? null : turns.get(0);
  }

  /** Puts {@code turn} behind all that have the same key, whether it was here or not. */
  void put(Turn<E> turn, long key) {
    put(turn, key, arrivals++);
  }

  private void put(Turn<E> turn, long key, long order) {
    if (turn.heap != this) {
      turn.leave();
      turn.heap = this;
      turn.position = turns.size();
      turns.add(turn);
      if (ranks.length < 2 * turns.size()) {
        ranks = Arrays.copyOf(ranks, 2 * ranks.length);
      }
    }
    turn.key = key;
    turn.order = order;
    settle(turn);
  }

  /** Takes {@code turn} out. Requires that it is here. */
  void remove(Turn<E> turn) {
    Turn<E> last = turns.removeLast();
    turn.heap = null;
    if (last != turn) {
      last.position = turn.position;
      settle(last);
    }
  }

  /**
   * The first entry whose item is none of {@code without}; looks past each of those once, O(k log
   * n).
   */
  @Nullable E firstWithout(Exclusion<E> without) {
    List<Turn<E>> passed = new ArrayList<>();
    Turn<E> turn = first();
    while (turn != null && without.excludes(turn.item)) {
      passed.add(turn);
      remove(turn);
      turn = first();
    }
    for (Turn<E> back : passed) {
      put(back, back.key, back.order);
    }
    return turn == null ? null : turn.item;
  }

  /** Says which few items are passed over. */
  interface Exclusion<E> {
    boolean excludes(E item);
  }

  void clear() {
    for (Turn<E> turn : turns) {
      turn.heap = null;
    }
    turns.clear();
  }

  private void settle(Turn<E> turn) {
    int at = up(turn, turn.position);
    set(turn, at == turn.position ? down(turn, at) : at);
  }

  private int up(Turn<E> turn, int from) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) / CHILDREN;
      if (!turn.before(ranks[2 * parent], ranks[2 * parent + 1])) {
        break;
      }
      set(turns.get(parent), at);
      at = parent;
    }
    return at;
  }

  private int down(Turn<E> turn, int from) {
    int at = from;
    int child = firstChild(at);
    while (child < turns.size() && !turn.before(ranks[2 * child], ranks[2 * child + 1])) {
      set(turns.get(child), at);
      at = child;
      child = firstChild(at);
    }
    return at;
  }

  /** The child that leaves before its siblings; beyond the end when there is none. */
  private int firstChild(int parent) {
    int first = CHILDREN * parent + 1;
    int end = Math.min(turns.size(), first + CHILDREN);
    for (int child = first + 1; child < end; child++) {
      long key = ranks[2 * child];
      long least = ranks[2 * first];
      if (key < least || (key == least && ranks[2 * child + 1] < ranks[2 * first + 1])) {
        first = child;
      }
    }
    return first;
  }

  private void set(Turn<E> turn, int at) {
    turns.set(at, turn);
    turn.position = at;
    ranks[2 * at] = turn.key;
    ranks[2 * at + 1] = turn.order;
  }
}
