package io.blackroad.mesh.bench;

import io.blackroad.mesh.sim.NodeTally;
import io.blackroad.mesh.sim.Population.Outcome;
import io.blackroad.mesh.sim.Population.Pulse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A simulated population in lines: one for each ten seconds, one for each kind, one for all. */
final class PopulationLines {
  private static final int UNIT_DIGITS = 8;
  private static final int SHOWN_DIGITS = 4;
  private static final double MILLIS_PER_SECOND = 1_000;

  private long joins;
  private long leaves;
  private long accepted;
  private long results;
  private long atMillis;

  /** Heads the columns of {@link #line}. */
  static String head() {
    return "   time   nodes  joined    left  accepted/s  extra work  caught  corrected  wrong"
        + "        paid ROAD        held ROAD";
  }

  /** What happened since the last pulse: joins, leaves, throughput, extra work; else totals. */
  String line(Pulse pulse) {
    double seconds = Math.max(1, pulse.atMillis() - atMillis) / MILLIS_PER_SECOND;
    String line =
        String.format(
            Locale.ROOT,
            "%5.0f s %7d %7d %7d %11.0f %10.1f%% %7d %10d %6d %16s %16s",
            pulse.atMillis() / MILLIS_PER_SECOND,
            pulse.present(),
            pulse.joins() - joins,
            pulse.leaves() - leaves,
            (pulse.accepted() - accepted) / seconds,
            extraPercent(pulse.results() - results, pulse.accepted() - accepted),
            pulse.caught(),
            pulse.corrected(),
            pulse.wrong(),
            road(pulse.paid()),
            road(pulse.held()));
    joins = pulse.joins();
    leaves = pulse.leaves();
    accepted = pulse.accepted();
    results = pulse.results();
    atMillis = pulse.atMillis();
    return line;
  }

  private static double extraPercent(long results, long accepted) {
    return accepted == 0 ? 0 : 100.0 * (results - accepted) / accepted;
  }

  /** What each kind of visitor came to. */
  static List<String> kinds(Outcome outcome) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "kind                      sessions   results  disproven  wrong accepted  barred"
            + "        paid ROAD        held ROAD");
    for (Map.Entry<String, NodeTally> kind : outcome.kinds().entrySet()) {
      NodeTally tally = kind.getValue();
      lines.add(
          String.format(
              Locale.ROOT,
              "%-24s %9d %9d %10d %15d %7d %16s %16s",
              kind.getKey(),
              tally.joins,
              tally.results,
              tally.disproven,
              tally.wrongAccepted,
              tally.barred,
              road(tally.paid),
              road(tally.held)));
    }
    return lines;
  }

  /** One line: what came of it, and the hash that tells two runs apart. */
  static String summary(long seed, Outcome outcome) {
    Pulse end = outcome.end();
    return String.format(
        Locale.ROOT,
        "seed %d: %s; %d tasks accepted, %.2f%% extra work, %d wrong, %d caught, %d corrected,"
            + " %s ROAD paid and %s held, %.1f s simulated, last hash %s",
        seed,
        outcome.problem().isEmpty() ? "every invariant held" : "BROKEN: " + outcome.problem(),
        end.accepted(),
        extraPercent(end.results(), end.accepted()),
        end.wrong(),
        end.caught(),
        end.corrected(),
        road(end.paid()),
        road(end.held()),
        outcome.millis() / MILLIS_PER_SECOND,
        outcome.lastHash());
  }

  private static String road(long units) {
    return BigDecimal.valueOf(units, UNIT_DIGITS)
        .setScale(SHOWN_DIGITS, RoundingMode.DOWN)
        .toPlainString();
  }
}
