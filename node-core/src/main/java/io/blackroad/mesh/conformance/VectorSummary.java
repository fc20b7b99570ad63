package io.blackroad.mesh.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The results of a folder of files as lines, the same wherever they were run: what failed and why,
 * then {@code N passed, M failed}, counted in files. Files that were skipped are named and counted
 * nowhere.
 */
public final class VectorSummary {
  /** Failed checks that are shown of one file. */
  private static final int REASONS_SHOWN = 5;

  /** UTF-16 units of a file's name: what file systems allow. */
  private static final int NAME_CHARS_MAX = 255;

  private final TreeMap<String, VectorResult> results;
  private final boolean verbose;

  /**
   * @param results by file name
   * @param verbose whether files that passed get a line too, and all reasons are shown
   */
  public VectorSummary(Map<String, VectorResult> results, boolean verbose) {
    this.results = new TreeMap<>();
    this.results.putAll(results);
    this.verbose = verbose;
  }

  /** Whether no file failed. */
  public boolean allPassed() {
    return failedFiles() == 0;
  }

  /** The lines, without line ends; the last is the count. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    int passed = 0;
    for (Map.Entry<String, VectorResult> entry : results.entrySet()) {
      String name = Line.of(entry.getKey(), NAME_CHARS_MAX);
      switch (entry.getValue()) {
        case VectorResult.Skipped skipped -> lines.add("skipped " + name + ": " + skipped.reason());
        case VectorResult.Ran ran -> {
          passed += ran.failed() == 0 ? 1 : 0;
          add(name, ran, lines);
        }
      }
    }
    lines.add(passed + " passed, " + failedFiles() + " failed");
    return lines;
  }

  private void add(String name, VectorResult.Ran ran, List<String> lines) {
    long checks = ran.passed() + ran.failed();
    if (ran.failed() == 0) {
      if (verbose) {
        lines.add("passed " + name + ": " + checks + (checks == 1 ? " check" : " checks"));
      }
      return;
    }
    lines.add("FAILED " + name + ": " + ran.failed() + " of " + checks + " checks");
    int shown = verbose ? VectorResult.REASONS_MAX : REASONS_SHOWN;
    for (String reason : ran.reasons().subList(0, Math.min(shown, ran.reasons().size()))) {
      lines.add("  " + reason);
    }
    if (ran.failed() > shown) {
      lines.add("  … and " + (ran.failed() - shown) + " more");
    }
  }

  private int failedFiles() {
    int failed = 0;
    for (VectorResult result : results.values()) {
      failed += result instanceof VectorResult.Ran ran && ran.failed() > 0 ? 1 : 0;
    }
    return failed;
  }
}
