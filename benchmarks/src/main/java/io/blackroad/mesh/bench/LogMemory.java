package io.blackroad.mesh.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whether memory depends on the length of the log: the same work on a short and on a long one. */
final class LogMemory implements BenchPart<LogPlan> {
  /** More than the tiles of the additional levels, 8 KiB each, and far less than any index. */
  private static final double GROWTH_MIB_MAX = 1;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public void run(LogPlan plan, Findings findings) throws IOException {
    Samples few = heap(LogPlan.ENTRIES_SHORT, plan, findings);
    Samples many = heap(plan.entries(), plan, findings);
    findings.judge(
        Target.atMost(
            "log: heap with " + plan.entries() + " entries over " + LogPlan.ENTRIES_SHORT,
            many.median() - few.median(),
            GROWTH_MIB_MAX,
            "MiB"));
  }

  private static Samples heap(long entries, LogPlan plan, Findings findings) throws IOException {
    var data = plan.logs().of(entries);
    List<Double> heap = new ArrayList<>();
    List<Double> resident = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      LogProbe probe = LogProbe.of(data);
      heap.add(probe.heapMiB());
      resident.add(probe.residentMiB());
    }
    Samples live = new Samples(heap);
    findings.add("heap" + entries, "live heap with " + entries + " entries", live, "MiB");
    findings.add("resident" + entries, "resident, the same work", new Samples(resident), "MiB");
    plan.say("a log of " + entries + " takes " + Figure.text(live) + " MiB of heap");
    return live;
  }
}
