package io.blackroad.mesh.bench;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.sim.Audit;
import io.blackroad.mesh.sim.Scenario;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What happened in a simulated mesh, line by line, read from its log. */
final class Timeline {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int UNIT_DIGITS = 8;

  private final Scenario.Outcome outcome;
  private final Map<String, AcceptedOutput> outputs = new LinkedHashMap<>();
  private final long startNanos;

  private record Moment(double millis, String line) {}

  Timeline(Scenario.Outcome outcome) {
    this.outcome = outcome;
    List<LogBatch> stored = outcome.simulation().stored();
    this.startNanos = stored.get(0).entries().get(0).entry().timestampNanos();
    for (LogBatch batch : stored) {
      batch.outputs().forEach(output -> outputs.put(output.taskId(), output));
    }
  }

  /** Each event with its simulated time, in order. */
  List<String> lines() {
    List<Moment> moments = new ArrayList<>();
    for (Scenario.Happening happening : outcome.happenings()) {
      moments.add(new Moment(happening.atMillis(), "* " + happening.what()));
    }
    for (LogBatch batch : outcome.simulation().stored()) {
      for (LoggedEntry logged : batch.entries()) {
        moments.add(new Moment(millis(logged.entry()), line(logged)));
      }
      batch.jobsEnded().forEach(job -> moments.add(new Moment(end(batch), "the job is done")));
    }
    // Stable, so that what is simultaneous keeps the order in which it was logged.
    moments.sort(Comparator.comparingDouble(Moment::millis));
    return moments.stream()
        .map(moment -> "%9.3f s  %s".formatted(moment.millis / 1_000, moment.line))
        .toList();
  }

  private double end(LogBatch batch) {
    return millis(batch.entries().get(batch.entries().size() - 1).entry());
  }

  private double millis(Entry entry) {
    return (double) (entry.timestampNanos() - startNanos) / NANOS_PER_MILLI;
  }

  private String line(LoggedEntry logged) {
    Entry entry = logged.entry();
    String who = name(entry.actorId());
    return switch (entry.action()) {
      case GENESIS -> "the log begins: " + entry.chain();
      case CONSENT -> who + " consents, CPU limit " + field(logged, "cpu_cap_percent") + " %";
      case JOIN -> who + " joins as " + entry.actorId() + ", " + field(logged, "engine");
      case LEAVE -> who + " has left: " + field(logged, "reason");
      case TASK ->
          "a job of "
              + field(logged, "texts")
              + " texts is admitted as "
              + field(logged, "tasks")
              + " tasks, confidence "
              + field(logged, "confidence");
      case RESULT -> task(logged) + "result of " + who;
      case VERIFY -> task(logged) + verdict(logged);
      case REWARD -> task(logged) + who + " is paid " + road(field(logged, "amount"));
      default -> entry.action() + " by " + who;
    };
  }

  private String verdict(LoggedEntry logged) {
    return logged.entry().truthState() < 0
        ? "the result of " + name(field(logged, "node_id")) + " is disproven"
        : "accepted, "
            + field(logged, "agree")
            + " of "
            + field(logged, "of")
            + " agree ("
            + field(logged, "method")
            + ")";
  }

  private String task(LoggedEntry logged) {
    AcceptedOutput output = outputs.get(field(logged, "task_id"));
    String shard = output == null ? "?" : Integer.toString(output.shard());
    return "task %3s: ".formatted(shard);
  }

  private String name(String id) {
    return outcome.names().getOrDefault(id, id);
  }

  private static String field(LoggedEntry logged, String name) {
    if (!(logged.payload() instanceof Json.Obj object)) {
      return "?";
    }
    Json value = object.members().get(name);
    if (value == null) {
      return "?";
    }
    return value instanceof Json.Text text ? text.value() : CanonicalJson.text(value);
  }

  private static String road(String units) {
    return road(new BigDecimal(units)) + " ROAD";
  }

  private static String road(BigDecimal units) {
    return units.movePointLeft(UNIT_DIGITS).toPlainString();
  }

  /** One line: what came of it, and the hash that tells two runs apart. */
  String summary() {
    Audit audit = new Audit(outcome.simulation());
    long units = audit.paid().values().stream().mapToLong(Long::longValue).sum();
    String verdict =
        outcome.problem().isEmpty() ? "every invariant held" : "BROKEN: " + outcome.problem();
    if (!outcome.admitted()) {
      verdict += ", but the seed was killed before the job was stored";
    }
    return String.format(
        Locale.ROOT,
        "seed %d: %s; %d texts, %d tasks accepted, %s ROAD paid to %d nodes, %.1f s simulated, last hash %s",
        outcome.seedNumber(),
        verdict,
        outcome.job().inputs().size(),
        outputs.size(),
        road(BigDecimal.valueOf(units)),
        audit.paid().size(),
        outcome.simulation().nowMillis() / 1_000.0,
        outcome.lastHash());
  }
}
