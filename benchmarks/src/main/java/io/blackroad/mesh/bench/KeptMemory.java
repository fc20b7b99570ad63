package io.blackroad.mesh.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What a process still holds once the garbage is collected, looked at several times at the
 * beginning of a stretch of time and at its end: its growth is a leak.
 *
 * <p>Resident memory alone cannot tell. A browser lets garbage lie until it is worth a collection:
 * in Chromium 156 a renderer with a node went from 271 to 302 MiB in twenty minutes, back to 274 at
 * once, and on like that. A straight line through an hour of it rises by up to 80 MiB/h, or falls,
 * by where in such a tooth the hour ends, and it would hide a leak as easily as it invents one.
 * After a collection the same process is the same within 2 MiB, so that growth of a few KiB a task
 * is seen. What lies between is told, and left alone: nothing is collected there but by the
 * browser.
 */
final class KeptMemory {
  private static final double SECONDS_PER_HOUR = 3_600;

  private final List<Look> looks = new ArrayList<>();

  /**
   * Several looks soon after each other.
   *
   * @param seconds when, since any beginning
   * @param mib resident after a collection, each time
   * @param tasks that the node had done by then
   */
  record Look(double seconds, Samples mib, double tasks) {}

  void add(Look look) {
    looks.add(look);
  }

  private Look first() {
    return looks.getFirst();
  }

  private Look last() {
    return looks.getLast();
  }

  /** Growth from the first look to the last, by their medians. Requires two of them. */
  double mibPerHour() {
    double hours = (last().seconds - first().seconds) / SECONDS_PER_HOUR;
    return (last().mib.median() - first().mib.median()) / hours;
  }

  /** Tasks that were done in between. */
  double tasks() {
    return last().tasks - first().tasks;
  }

  void tell(Findings findings) {
    findings.add("kept", "… after a collection, at the beginning", first().mib, "MiB");
    findings.add("keptLater", "… after a collection, at the end", last().mib, "MiB");
    findings.add("keptSlope", "… its growth", mibPerHour(), "MiB/h");
    findings.add("tasks", "tasks done in between", tasks(), "");
  }
}
