package io.blackroad.mesh.conformance;

import java.util.ArrayList;
import java.util.List;

/** Counts the checks of one file and remembers those that failed. */
final class Report {
  private final List<String> failures = new ArrayList<>();
  private int passed;

  void check(boolean holds, String what) {
    if (holds) {
      passed++;
    } else {
      failures.add("FAILED: " + what);
    }
  }

  void equal(String wanted, String got, String what) {
    check(wanted.equals(got), what + ": wanted " + wanted + ", got " + got);
  }

  /** {@code N passed}, or a line for each failure; no checks at all is a failure too. */
  String text() {
    if (failures.isEmpty()) {
      return passed > 0 ? passed + " passed" : "FAILED: no cases";
    }
    return String.join("\n", failures);
  }
}
