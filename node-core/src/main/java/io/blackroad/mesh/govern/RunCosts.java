package io.blackroad.mesh.govern;

import io.blackroad.mesh.task.TokenBatch;
import java.util.List;

/**
 * What runs of one model cost on this node, measured. A text of a given number of tokens is always
 * the same work, so times near the best that it ever took are the CPU time that it needs, and
 * whatever it takes beyond that it spent waiting, or the device has become slow.
 */
final class RunCosts {
  /**
   * No run takes longer, unless one text alone does: what a visitor may notice, and a stop's wait.
   */
  static final long RUN_MICROS_MAX = 100_000;

  /** More texts in one run gain nothing (facts: onnx.md 2). */
  static final int RUN_TEXTS_MAX = 4;

  /**
   * Lengths by powers of two, since a token costs more in a long text, and a short one has a price.
   */
  private static final int LENGTH_CLASSES = 16;

  /** Shorter ones are too short for the browser's clock, which moves in steps of up to 100 µs. */
  private static final long MEASURED_MICROS_MIN = 1_000;

  private static final long NANOS_PER_MICRO = 1_000;

  /** How much a run of less than usual cost lowers what is usual: one part in so many. */
  private static final long USUAL_FALLS_BY = 8;

  /** A run that took less than this many halves of the best of its kind waited for nothing. */
  private static final long UNDISTURBED_HALVES = 3;

  /** How much such a run changes what its kind is thought to need: one part in so many. */
  private static final long NEEDED_FOLLOWS_BY = 16;

  /** A run this many times longer than the best of its kind is slow. */
  private static final long SLOW_TIMES = 2;

  /** And so is the device, when for so long no run was anything else … */
  static final long SLOW_MILLIS = 10_000;

  /** … and there were so many of them, without a gap of that length. */
  private static final int SLOW_RUNS_MIN = 10;

  /** Nanoseconds a token by length class, 0 before the first run of it. */
  private final long[] best = new long[LENGTH_CLASSES];

  /** The mean of those that waited for nothing; the best alone would be a third too low. */
  private final long[] needed = new long[LENGTH_CLASSES];

  private long usual;
  private long slowSinceMillis;
  private long slowUntilMillis;
  private int slowRuns;

  /** How many of {@code texts} to run together, from the {@code from}th on; at least one. */
  int texts(List<int[]> texts, int from) {
    int count = 1;
    long tokens = texts.get(from).length;
    while (usual > 0 && count < RUN_TEXTS_MAX && from + count < texts.size()) {
      tokens += texts.get(from + count).length;
      if (tokens * usual > RUN_MICROS_MAX * NANOS_PER_MICRO) {
        break;
      }
      count++;
    }
    return count;
  }

  /** What a run of {@code batch} will take; the longest that is allowed before one was measured. */
  long expectedMicros(TokenBatch batch) {
    return usual == 0 ? RUN_MICROS_MAX : Math.max(1, batch.tokens() * usual / NANOS_PER_MICRO);
  }

  /** Takes note of a run; returns the CPU micros that it is thought to have needed. */
  long ran(TokenBatch batch, long micros, long nowMillis) {
    if (micros < MEASURED_MICROS_MIN) {
      return micros;
    }
    long perToken = micros * NANOS_PER_MICRO / batch.tokens();
    usual = Math.max(perToken, usual - (usual - perToken) / USUAL_FALLS_BY);
    int kind = lengthClass(batch.longest());
    if (best[kind] == 0 || perToken < best[kind]) {
      best[kind] = perToken;
    }
    need(kind, perToken);
    count(perToken >= best[kind] * SLOW_TIMES, nowMillis);
    return Math.min(micros, batch.tokens() * needed[kind] / NANOS_PER_MICRO);
  }

  private void need(int kind, long perToken) {
    long most = best[kind] * UNDISTURBED_HALVES / 2;
    if (needed[kind] == 0 || needed[kind] > most) {
      needed[kind] = perToken;
    } else if (perToken <= most) {
      needed[kind] += (perToken - needed[kind]) / NEEDED_FOLLOWS_BY;
    }
  }

  private static int lengthClass(int tokens) {
    return Math.min(LENGTH_CLASSES - 1, Integer.SIZE - Integer.numberOfLeadingZeros(tokens));
  }

  private void count(boolean slow, long nowMillis) {
    if (!slow || nowMillis - slowUntilMillis > SLOW_MILLIS) {
      slowRuns = 0;
    }
    if (slow) {
      if (slowRuns == 0) {
        slowSinceMillis = nowMillis;
      }
      slowUntilMillis = nowMillis;
      slowRuns++;
    }
  }

  /** Whether the device has become slow: not one run of late was anywhere near the best. */
  boolean slow() {
    return slowRuns >= SLOW_RUNS_MIN && slowUntilMillis - slowSinceMillis >= SLOW_MILLIS;
  }

  /**
   * The node rests because the device is slow. What was best counts for less afterwards, so that
   * one that has become slower for good gets back to work.
   */
  void rest() {
    slowRuns = 0;
    for (int i = 0; i < LENGTH_CLASSES; i++) {
      best[i] += best[i] / 4;
      needed[i] += needed[i] / 4;
    }
  }
}
