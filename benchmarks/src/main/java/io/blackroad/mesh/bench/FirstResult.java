package io.blackroad.mesh.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.blackroad.mesh.demo.Visitor;
import io.blackroad.mesh.demo.Visitors;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a returning visitor waits from the click on the switch until the widget shows the first
 * accepted result, while a job is waiting. Clocked inside the widget itself.
 */
final class FirstResult {
  private static final double WANTED_SECONDS = 2;

  /** Two tasks: one is computed first, so that its result is not the job's last. */
  private static final int WAITING_TEXTS = 24;

  private static final String CLOCK =
      """
      () => {
        const clock = globalThis.benchClock = { states: [] };
        const at = (id) => document.getElementById(id);
        const since = () => performance.now() - clock.click;
        at('lend').addEventListener('click', () => { clock.click ??= performance.now(); }, { capture: true });
        const changes = { childList: true, characterData: true, subtree: true };
        let shown;
        new MutationObserver(() => {
          const state = at('state')?.textContent;
          if (clock.click === undefined || state === shown) return;
          shown = state;
          clock.states.push(`${Math.round(since())} ms ${state}`);
        }).observe(at('live'), changes);
        clock.first = new Promise((resolve, reject) => {
          setTimeout(() => reject(new Error(`no result: ${clock.states}`)), 120_000);
          new MutationObserver(() => {
            if (parseInt(at('results')?.textContent, 10) > 0) resolve(since());
          }).observe(at('live'), changes);
        });
      }
      """;

  private final BenchPlan plan;
  private final BenchSeed seed;
  private final Visitors visitors;
  private final Workload workload;
  private final BrowserContext profile;

  FirstResult(BenchPlan plan, BenchSeed seed, Visitors visitors, Workload workload) {
    this.plan = plan;
    this.seed = seed;
    this.visitors = visitors;
    this.workload = workload;
    this.profile = visitors.newContext();
  }

  void run(Findings findings) {
    findings.add("firstVisit", "first visit ever, nothing cached", secondsOnce("off"), "s");
    Samples alone = visits("off");
    findings.add("cachedOff", "model cached, confidence off", alone, "s");
    Visitor partner = visitors.open(seed.url());
    partner.consent(100);
    partner.awaitReady();
    Samples quorum = visits("quorum");
    partner.leave();
    profile.close();
    findings.add("cachedQuorum", "model cached, quorum with a second node", quorum, "s");
    findings.judge(
        Target.atMost(
            "consent to first accepted result, model cached, confidence off (median)",
            alone.median(),
            WANTED_SECONDS,
            "s"));
    findings.judge(
        Target.atMost(
            "consent to first accepted result, model cached, quorum of 2 nodes (median)",
            quorum.median(),
            WANTED_SECONDS,
            "s"));
  }

  private Samples visits(String confidence) {
    List<Double> seconds = new ArrayList<>();
    for (int visit = 0; visit < plan.rounds() + 2; visit++) {
      seconds.add(secondsOnce(confidence));
    }
    return new Samples(seconds);
  }

  /** One visit in the same profile, while a job waits that nobody has computed. */
  private double secondsOnce(String confidence) {
    Visitor visitor = visitors.open(profile, seed.url());
    Page page = visitor.page();
    visitor.openPanel();
    visitor
        .widget()
        .locator("#lend")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    Frame widget =
        page.frames().stream()
            .filter(frame -> frame.url().contains("/mesh/widget.html"))
            .findFirst()
            .orElseThrow();
    widget.evaluate(CLOCK);
    String job =
        seed.client()
            .submit(workload.texts(WAITING_TEXTS), Workload.QUANTISED, confidence, "a benchmark");
    visitor.consent(100);
    double millis =
        Double.parseDouble(widget.evaluate("() => benchClock.first.then(String)").toString());
    Object states = widget.evaluate("() => benchClock.states.join(', ')");
    seed.await(job);
    visitor.stop();
    page.close();
    plan.say("first result, " + confidence + ": " + Math.round(millis) + " ms: " + states);
    return millis / 1_000;
  }
}
