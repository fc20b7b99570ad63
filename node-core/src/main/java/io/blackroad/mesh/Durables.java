package io.blackroad.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What waits for a log entry to be safe: nothing that rests on an entry is said to anyone before
 * the entry can no longer be lost.
 */
final class Durables {
  private final TreeMap<Long, List<Runnable>> waiting = new TreeMap<>();

  /** Runs {@code then} once {@link #reached} names {@code seq} or a later entry. */
  void after(long seq, Runnable then) {
    waiting.computeIfAbsent(seq, unused -> new ArrayList<>()).add(then);
  }

  /** Entries that something waits for. */
  int waiting() {
    return waiting.size();
  }

  /** Everything up to {@code seq} is stored. */
  void reached(long seq) {
    while (!waiting.isEmpty() && waiting.firstKey() <= seq) {
      List<Runnable> ready = waiting.remove(waiting.firstKey());
      if (ready != null) {
        ready.forEach(Runnable::run);
      }
    }
  }
}
