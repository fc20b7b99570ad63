package io.blackroad.mesh.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.blackroad.mesh.chromium.RawChromium;
import io.blackroad.mesh.chromium.RawTab;
import io.blackroad.mesh.demo.Visitors;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A tab of a browser as it comes, with a node that has more work than it can do. Its sensors are
 * the browser's own but for battery and pressure, which DevTools and this machine's load cannot be
 * trusted with.
 */
final class GovernedTab implements AutoCloseable {
  private static final long READY_MILLIS_MAX = 120_000;
  private static final long SHOWN_MILLIS_MAX = 5_000;

  private static final String SENSORS =
      """
      (() => {
        const battery = Object.assign(new EventTarget(), { charging: true, level: 1 });
        navigator.getBattery = () => Promise.resolve(battery);
        globalThis.power = (charging, level) => {
          Object.assign(battery, { charging, level });
          battery.dispatchEvent(new Event('chargingchange'));
        };
        globalThis.PressureObserver = class {
          constructor(hear) { globalThis.press = (state) => hear([{ state }]); }
          observe() { return Promise.resolve(); }
          disconnect() {}
        };
      })()""";

  /**
   * As the widget does it: the record of consent first, which the node reads before each task. For
   * a site of its own, because the seed's page carries a widget that would take part by that
   * record.
   */
  private static final String START =
      """
      (async () => {
        globalThis.told = [];
        globalThis.node = await import('/mesh/page.js');
        const { deleteConsent, newConsent, writeConsent } = await import('/mesh/consent.js');
        const code = await (await import('/mesh/code.js')).checkedCode();
        const site = 'https://bench.example';
        globalThis.agree = async (cpuCapPercent) => {
          const consent = { ...newConsent({ cpuCapPercent }), codeHash: code.hash, seedId: code.seedId };
          if (!await writeConsent(site, consent)) throw new Error('the browser keeps no consent');
          return { ...consent, site };
        };
        globalThis.refuse = () => {
          node.stop(true);
          return deleteConsent(site);
        };
        await node.start(code, await agree(CAP), (json) => {
          told.push({ at: performance.now(), ...JSON.parse(json) });
          told.splice(0, told.length - 200);
        });
      })()""";

  private final BenchSeed seed;
  private final RawChromium browser;
  private final RawTab tab;
  private final long pid;
  private @Nullable RawTab other;

  private GovernedTab(BenchSeed seed, RawChromium browser, RawTab tab) {
    this.seed = seed;
    this.browser = browser;
    this.tab = tab;
    this.pid = tab.rendererPid();
  }

  /** Opens the seed's page; nothing runs yet. */
  static GovernedTab open(BenchSeed seed) throws IOException {
    RawChromium browser = RawChromium.launch(Visitors.chromium());
    return open(seed, browser);
  }

  private static GovernedTab open(BenchSeed seed, RawChromium browser) {
    RawTab tab = browser.open(seed.url().toString());
    GovernedTab opened = new GovernedTab(seed, browser, tab);
    opened.evaluate(SENSORS);
    return opened;
  }

  /** Opens another such tab of the same browser, which ends with it. */
  GovernedTab beside() {
    return open(seed, browser);
  }

  /** Starts a node and waits until it computes. */
  void start(int capPercent) {
    evaluate(START.replace("CAP", Integer.toString(capPercent)));
    tab.await("['working', 'paused'].includes(told.at(-1)?.phase)", READY_MILLIS_MAX);
  }

  /** Changes the visitor's limit, on record and for the node. */
  void cap(int percent) {
    evaluate("agree(" + percent + ").then(node.setTerms)");
  }

  /** Another tab comes to the front. */
  void hide() {
    RawTab front = other == null ? browser.open("about:blank") : other;
    other = front;
    front.show();
    await("document.visibilityState === 'hidden'", SHOWN_MILLIS_MAX);
  }

  void show() {
    tab.show();
    await("document.visibilityState === 'visible'", SHOWN_MILLIS_MAX);
  }

  /** The visitor's no. */
  void refuse() {
    evaluate("refuse()");
  }

  /** Gives the seed {@code copies} times the {@code texts}; returns the last job's id. */
  String feed(List<String> texts, int copies) {
    String job = "";
    for (int i = 0; i < copies; i++) {
      job = seed.client().submit(texts, Workload.QUANTISED, "off", "a benchmark");
    }
    return job;
  }

  JsonElement evaluate(String expression) {
    return tab.evaluate(expression);
  }

  double number(String expression) {
    return tab.evaluate(expression).getAsDouble();
  }

  void await(String expression, long millisMax) {
    tab.await(expression, millisMax);
  }

  RawTab tab() {
    return tab;
  }

  long pid() {
    return pid;
  }

  /** Asks the page's DevTools, {@code parameters} in JSON with single quotes. */
  void devTools(String method, String parameters) {
    JsonObject json = JsonParser.parseString(parameters.replace('\'', '"')).getAsJsonObject();
    tab.ask(method, json);
  }

  /** Lets time pass while something is measured. */
  static void pass(double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Override
  public void close() throws IOException {
    browser.close();
  }
}
