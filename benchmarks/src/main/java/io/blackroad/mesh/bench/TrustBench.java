package io.blackroad.mesh.bench;

import io.blackroad.mesh.task.Confidence;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** What verification costs and what slips through, of several policies at the same people. */
final class TrustBench {
  private static final double EXTRA_MAX_PERCENT = 5;
  private static final double ESCAPED_MAX = 1e-4;
  private static final long SEED = 20_261_122;

  private static final int MEMBERS = 500;
  private static final int TASKS = 200_000;
  private static final int TASKS_QUICK = 10_000;

  /** A fifth of these lie from the start, and nobody has vouched for them. */
  private static final Set<String> JUDGED = Set.of("sabotaged", "colluders", "cold");

  private static final String JUDGED_POLICY = new MeshTrust(Confidence.STANDARD).name();

  private static final List<TrustPolicy> POLICIES =
      List.of(
          new MeshTrust(Confidence.STANDARD),
          new BoincAdaptive(),
          new TwoOfThree(),
          new MeshTrust(Confidence.QUORUM));

  private final boolean quick;
  private final PrintStream out;

  TrustBench(boolean quick, PrintStream out) {
    this.quick = quick;
    this.out = out;
  }

  Findings run() {
    Findings findings = new Findings();
    for (String name : Society.NAMES) {
      findings.begin(name);
      Society society = Society.of(name, SEED, MEMBERS);
      for (TrustPolicy policy : POLICIES) {
        TrustReport report = policy.run(society, quick ? TASKS_QUICK : TASKS);
        tell(policy, report, findings);
        out.println("bench: " + name + ", " + policy.name() + ": " + line(report));
        out.flush();
        if (policy.name().equals(JUDGED_POLICY)) {
          judge(name, report, findings);
        }
      }
    }
    return findings;
  }

  private static String line(TrustReport report) {
    return "%.2f %% extra, wrong %s at first, %s in the end, barred %d liars, %d honest"
        .formatted(
            100 * report.extraWork(),
            Figure.text(report.wrongAtFirst()),
            Figure.text(report.wrongInTheEnd()),
            report.barredLiars(),
            report.barredHonest());
  }

  private static void tell(TrustPolicy policy, TrustReport report, Findings findings) {
    String name = policy.name();
    String key = name.replaceAll("[^A-Za-z0-9]", "");
    findings.add(key + "Extra", name + ": extra work", 100 * report.extraWork(), "%");
    findings.add(
        key + "WrongAtFirst", name + ": wrong results handed out", report.wrongAtFirst(), "");
    findings.add(
        key + "WrongInTheEnd", name + ": … and never corrected", report.wrongInTheEnd(), "");
    findings.add(key + "Liars", name + ": liars barred", report.barredLiars(), "");
    findings.add(key + "Honest", name + ": honest barred", report.barredHonest(), "");
    findings.add(key + "Copies", name + ": copies of a task, median", report.medianCopies(), "");
  }

  private static void judge(String society, TrustReport report, Findings findings) {
    if (society.equals("steady")) {
      findings.judge(
          Target.atMost(
              "extra work for verification, 95 % proven",
              100 * report.extraWork(), EXTRA_MAX_PERCENT, "%"));
    }
    if (JUDGED.contains(society)) {
      findings.judge(
          Target.atMost(
              "wrong results that remain, share of all, a fifth lie (" + society + ")",
              report.wrongInTheEnd(),
              ESCAPED_MAX,
              "of 1"));
    }
    findings.judge(Target.holds("every task has a result (" + society + ")", report.complete()));
    if (!society.equals(Society.TURNED_TOGETHER)) { // two that are believed outvote a third
      findings.judge(
          Target.holds("nobody honest is barred (" + society + ")", report.barredHonest() == 0));
    }
  }
}
