package io.blackroad.mesh.conformance;

import java.util.ArrayList;
import java.util.List;

/** Counts the checks of one file and remembers the first of those that failed. */
final class Report {
  private final List<String> reasons = new ArrayList<>();
  private long passed;
  private long failed;

  void passed() {
    passed++;
  }

  void failed(String reason) {
    failed++;
    if (reasons.size() < VectorResult.REASONS_MAX) {
      reasons.add(Line.of(reason, VectorResult.REASON_CHARS_MAX));
    }
  }

  void check(boolean holds, String what) {
    if (holds) {
      passed();
    } else {
      failed(what);
    }
  }

  void equal(String wanted, String got, String what) {
    check(wanted.equals(got), what + ": wanted " + wanted + ", got " + got);
  }

  /** Holds the byte at which something malformed was refused against that which the file names. */
  void foundAt(long wanted, long offset, String name, String reason) {
    check(
        offset == wanted,
        name + ": found at byte " + offset + ", wanted " + wanted + ": " + reason);
  }

  /**
   * Holds what came of a case against what its file says.
   *
   * @param holds whether the thing under test was found right; asked only when {@code fields} could
   *     all be read
   */
  void verdict(Fields fields, boolean wanted, boolean holds) {
    String problem = fields.problem();
    if (problem != null) {
      failed(fields.name() + ": " + problem);
    } else if (wanted != holds) {
      failed(
          fields.name()
              + (wanted ? ": found wrong, though valid" : ": accepted, though not valid"));
    } else {
      passed();
    }
  }

  /** The counts so far; no check at all is a failure too. */
  VectorResult result() {
    if (passed + failed == 0) {
      failed("no cases");
    }
    return new VectorResult.Ran(passed, failed, reasons);
  }
}
