package io.blackroad.mesh.browser;

import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.chromium.RawChromium;
import io.blackroad.mesh.chromium.RawServiceWorkers;
import io.blackroad.mesh.chromium.RawTab;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Action;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A seed, and a browser as a visitor's: with tabs that come and go, and workers that outlive them.
 * New for each test.
 */
final class MeshOfTabs implements BeforeEachCallback, AfterEachCallback {
  static final int SOON_MILLIS = NodeTabs.SOON_MILLIS;

  static final List<String> TEXTS = List.of("Bees dance.", "A byte is eight bits.");

  private static final String BEES = "Bees dance to tell each other where the flowers are.";

  /** Of so many texts is a task, as the seed cuts them. */
  private static final int TEXTS_PER_TASK = 16;

  /** Says yes as the widget does; without a shared worker where {@code BEFORE} takes it away. */
  private static final String START =
      """
      (async (choices) => {
        BEFORE;
        window.heard = [];
        window.node = await import('/mesh/page.js');
        window.consent = await import('/mesh/consent.js');
        const code = await (await import('/mesh/code.js')).checkedCode();
        const record = await consent.readConsent(location.origin)
            ?? consent.newConsent({ cpuCapPercent: 100, codeHash: code.hash, ...choices });
        await consent.writeConsent(location.origin, record);
        node.start(code, { ...record, site: location.origin }, (json) => heard.push(JSON.parse(json)));
      })(CHOICES)""";

  private final String script;
  private final Map<String, Integer> constants;
  private final String before;
  private @Nullable NodeTabs tabs;
  private @Nullable RawServiceWorkers workers;

  /**
   * @param script path of one that is served with other constants, so that a test need not wait for
   *     minutes
   * @param constants their values by their names
   * @param before what each tab runs first
   */
  MeshOfTabs(String script, Map<String, Integer> constants, String before) {
    this.script = script;
    this.constants = constants;
    this.before = before;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    tabs = new NodeTabs(script, this::changed);
    workers = new RawServiceWorkers(browser(), site().url(""));
  }

  private String changed(String text) {
    String changed = text;
    for (Map.Entry<String, Integer> constant : constants.entrySet()) {
      String was = changed;
      changed =
          was.replaceFirst(
              "const " + constant.getKey() + " = [0-9_]+",
              "const " + constant.getKey() + " = " + constant.getValue());
      if (changed.equals(was)) {
        throw new IllegalArgumentException(script + " has no " + constant.getKey());
      }
    }
    return changed;
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    tabs().close();
  }

  private NodeTabs tabs() {
    return Objects.requireNonNull(tabs);
  }

  TestSite site() {
    return tabs().site();
  }

  TestSeed seed() {
    return tabs().seed();
  }

  RawChromium browser() {
    return tabs().browser();
  }

  RawServiceWorkers workers() {
    return Objects.requireNonNull(workers);
  }

  RawTab open(String path) {
    return browser().open(site().url(path));
  }

  /** A tab that takes part in the node, by the record that is there, else by these choices. */
  RawTab start(String choices) {
    RawTab tab = open(TestSite.STRICT_PAGE);
    tab.evaluate(START.replace("BEFORE", before).replace("CHOICES", choices));
    return tab;
  }

  RawTab startReady(String choices) {
    RawTab tab = start(choices);
    tab.await("heard.at(-1)?.phase === 'idle'", SOON_MILLIS);
    return tab;
  }

  /** A browser whose visitor has said yes, and has closed the site's only tab. */
  void leaveBehind(String choices) {
    RawTab tab = startReady(choices);
    workers().await("a service worker", workers()::isActive);
    tab.close();
    awaitNobody("the tab's goodbye");
  }

  MeshSnapshot awaitNobody(String what) {
    return seed().await(what, mesh -> mesh.nodes().isEmpty());
  }

  void awaitWork() {
    seed().await("work", mesh -> mesh.tasksAccepted() > 0);
  }

  /** Waits for results that are not there yet. */
  void awaitMoreWork(int tasks) {
    long before = seed().await("the mesh", mesh -> true).tasksAccepted();
    seed().await("more work", mesh -> mesh.tasksAccepted() >= before + tasks);
  }

  /** The one node's id. */
  String nodeId() {
    return seed().await("one node", mesh -> mesh.nodes().size() == 1).nodes().getFirst().nodeId();
  }

  /** Has {@link #TEXTS} computed; so many vectors came. */
  int compute() {
    return seed().outputsOf(tabs().job("j_0000000000000001", TEXTS)).stream()
        .mapToInt(MeshOfTabs::rows)
        .sum();
  }

  private static int rows(AcceptedOutput output) {
    return output.output().dims().getFirst();
  }

  void submit(int tasks) {
    seed()
        .submit(
            tabs().job("j_00000000000000aa", Collections.nCopies(tasks * TEXTS_PER_TASK, BEES)));
  }

  /** How often something stands in the log. */
  long entries(Action action) {
    return seed().log().stream().filter(logged -> logged.entry().action() == action).count();
  }
}
