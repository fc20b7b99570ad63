package io.blackroad.mesh.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;

/** The part of {@code benchmarks/RESULTS.md} that a benchmark writes; the rest is left alone. */
final class ResultsPage {
  private final Path file;

  ResultsPage(Path file) {
    this.file = file;
  }

  /** Puts {@code section} between the marks of {@code benchmark}, or at the end. */
  void write(String benchmark, String section) {
    try {
      String page = Files.exists(file) ? Files.readString(file) : "# Results\n";
      Files.writeString(file, replaced(page, benchmark, section));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String replaced(String page, String benchmark, String section) {
    String begin = "<!-- " + benchmark + ": written by ./mesh bench " + benchmark + " -->";
    String end = "<!-- " + benchmark + ": end -->";
    String block = begin + "\n" + section.strip() + "\n" + end;
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      return page.stripTrailing() + "\n\n" + block + "\n";
    }
    return page.substring(0, from) + block + page.substring(to + end.length());
  }

  /** The findings as tables. */
  static String section(Provenance provenance, Findings findings, String resultsFile) {
    StringJoiner lines = new StringJoiner("\n");
    Provenance.Machine machine = provenance.machine();
    lines.add(
        "Measured %s at commit `%s`%s with `%s`: %s, %d cores, %d MiB, %s, %s, Chromium %s; load before: %s. Raw figures: [%s](%s)."
            .formatted(
                provenance.at(),
                provenance.commit(),
                provenance.dirty() ? " **with uncommitted changes**" : "",
                provenance.command(),
                machine.cpu(),
                machine.cores(),
                machine.memoryMiB(),
                machine.kernel(),
                provenance.jdk(),
                provenance.chromium(),
                provenance.load(),
                resultsFile,
                resultsFile));
    if (!findings.targets().isEmpty()) {
      lines.add("").add("| target | wanted | measured | |").add("|---|---|---|---|");
    }
    for (Target target : findings.targets()) {
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  target.name(),
                  target.wanted(),
                  target.got(),
                  target.met() ? "met" : "**missed**"));
    }
    lines.add("").add("Medians, in brackets the extremes of all repetitions:").add("");
    lines.add("| part | what | value |").add("|---|---|---|");
    for (Findings.Row row : findings.rows()) {
      lines.add("| %s | %s | %s |".formatted(row.part(), row.what(), row.value()));
    }
    return lines.toString();
  }
}
