package io.blackroad.mesh.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How long a seed takes to go on with a long log. */
final class LogOpen implements BenchPart<LogPlan> {
  private static final double SECONDS_MAX = 2;

  @Override
  public String name() {
    return "open";
  }

  @Override
  public void run(LogPlan plan, Findings findings) throws IOException {
    for (long entries : List.of(LogPlan.ENTRIES_SHORT, plan.entries())) {
      var data = plan.logs().of(entries);
      List<Double> open = new ArrayList<>();
      List<Double> cpu = new ArrayList<>();
      List<Double> proof = new ArrayList<>();
      for (int round = 0; round < plan.rounds(); round++) {
        LogProbe probe = LogProbe.of(data);
        open.add(probe.openSeconds());
        cpu.add(probe.openCpuSeconds());
        proof.add(probe.proofMicros());
      }
      Samples seconds = new Samples(open);
      findings.add("open" + entries, "opening a log of " + entries + " entries", seconds, "s");
      findings.add("openCpu" + entries, "CPU time of that", new Samples(cpu), "s");
      findings.add(
          "proof" + entries, "an inclusion proof from its tiles", new Samples(proof), "\u00b5s");
      findings.add(
          "bytes" + entries, "its database", StoredLogs.bytes(data) / (double) (1 << 20), "MiB");
      plan.say("a log of " + entries + " opens in " + Figure.text(seconds) + " s");
      if (entries == plan.entries()) {
        findings.judge(
            Target.atMost(
                "log: opening one of " + entries + " entries (median)",
                seconds.median(),
                SECONDS_MAX,
                "s"));
      }
    }
  }
}
