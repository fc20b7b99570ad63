package io.blackroad.mesh.seed.peer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes that were passed on for each node since 0:00 UTC, over all its links. One thread. */
final class Days {
  /** Nodes that are remembered; whoever makes so many keys a day could as well make one more. */
  private static final int NODES_MAX = 100_000;

  private final Map<String, AtomicLong> used = new LinkedHashMap<>();
  private long day;

  /** Begins on the day of {@code unixMillis}. */
  Days(long unixMillis) {
    this.day = TimeUnit.MILLISECONDS.toDays(unixMillis);
  }

  /** The count of a node, which others may add to. */
  AtomicLong of(String nodeId) {
    AtomicLong known = used.remove(nodeId);
    AtomicLong counted = known == null ? new AtomicLong() : known;
    used.put(nodeId, counted);
    if (used.size() > NODES_MAX) {
      used.remove(used.keySet().iterator().next());
    }
    return counted;
  }

  /** Whether another day has begun; all counts then begin anew. */
  boolean turned(long unixMillis) {
    long today = TimeUnit.MILLISECONDS.toDays(unixMillis);
    if (today == day) {
      return false;
    }
    day = today;
    used.values().forEach(count -> count.set(0));
    return true;
  }
}
