package io.blackroad.mesh.seed.api;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count grows, over the last seconds. Not thread-safe. */
final class Pace {
  /** Long enough to be steady, short enough to notice when a node comes or goes. */
  private static final long WINDOW_MILLIS = 10_000;

  private static final double MILLIS_PER_SECOND = 1_000;

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long millis, long count) {}

  /** Notes that {@code count} was reached. */
  void reached(long count, long nowMillis) {
    samples.addLast(new Sample(nowMillis, count));
    prune(nowMillis);
  }

  private void prune(long nowMillis) {
    while (samples.size() > 2 && samples.getFirst().millis < nowMillis - WINDOW_MILLIS) {
      samples.removeFirst();
    }
  }

  /** Growth per second up to now; 0 while nothing is known. */
  double perSecond(long nowMillis) {
    prune(nowMillis);
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    long grown = samples.getLast().count - first.count;
    return grown * MILLIS_PER_SECOND / Math.max(1, nowMillis - first.millis);
  }
}
