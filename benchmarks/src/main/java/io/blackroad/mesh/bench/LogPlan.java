package io.blackroad.mesh.bench;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What a run of the log's benchmark works with.
 *
 * @param root the project's folder
 * @param entries length of the long log
 * @param quick only shows that everything runs
 * @param logs stored logs, made when they are first asked for
 * @param out where progress is told
 */
record LogPlan(Path root, long entries, boolean quick, StoredLogs logs, PrintStream out) {
  /** The log that the long one is compared with. */
  static final long ENTRIES_SHORT = 10_000;

  /** Repetitions of what takes seconds. */
  int rounds() {
    return quick ? 2 : 5;
  }

  void say(String what) {
    out.println("bench: " + what);
    out.flush();
  }
}
