package io.blackroad.mesh.port;

import java.util.List;

/** What every {@link Clock} keeps. Takes some 30 ms of real time. */
public final class ClockContract {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long SPAN_MILLIS = 20;
  private static final int READINGS_MAX = 10_000_000;

  /** 2024-01-01 and 2100-01-01: what is in between is nanoseconds, and of this century. */
  private static final long EARLIEST_UNIX_NANOS = 1_704_067_200_000_000_000L;

  private static final long LATEST_UNIX_NANOS = 4_102_444_800_000_000_000L;

  private ClockContract() {}

  /** What {@code clock} breaks. */
  public static List<String> violations(Clock clock) {
    Violations violations = new Violations();
    long unixStart = clock.unixNanos();
    violations.unless(
        unixStart > EARLIEST_UNIX_NANOS && unixStart < LATEST_UNIX_NANOS,
        "unixNanos is " + unixStart + ", which is not now");
    long start = clock.monotonicMillis();
    long last = start;
    boolean wentBack = false;
    int readings = 0;
    while (last - start < SPAN_MILLIS && readings < READINGS_MAX) {
      long now = clock.monotonicMillis();
      wentBack |= now < last;
      last = now;
      readings++;
    }
    violations.unless(!wentBack, "monotonicMillis went back");
    violations.unless(last - start >= SPAN_MILLIS, "monotonicMillis stands still");
    long unixSpanMillis = (clock.unixNanos() - unixStart) / NANOS_PER_MILLI;
    violations.unless(
        unixSpanMillis >= SPAN_MILLIS / 2,
        "unixNanos moved by " + unixSpanMillis + " ms in " + SPAN_MILLIS + " ms");
    return violations.list();
  }
}
