package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.Collections;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What makes a node rest, from the browser's sensors to the status that the widget shows. */
class GovernorInChromiumTest {
  @RegisterExtension
  private static final MeshInChromium MESH = new MeshInChromium(TestSite.STRICT_PAGE, true);

  private static final long PAUSE_MILLIS_MAX = 1_000;

  /** DevTools emulate no battery. */
  private static final String BATTERY =
      """
      (() => {
        const battery = Object.assign(new EventTarget(), { charging: true, level: 1 });
        navigator.getBattery = () => Promise.resolve(battery);
        window.power = (charging, level) => {
          Object.assign(battery, { charging, level });
          battery.dispatchEvent(new Event('chargingchange'));
        };
      })()""";

  private CDPSession devTools;

  @BeforeEach
  void start() {
    Page page = MESH.page();
    page.addInitScript(BATTERY);
    page.reload();
    devTools = page.context().newCDPSession(page);
    devTools.send(
        "Emulation.setPressureSourceOverrideEnabled",
        json("{'enabled':true,'source':'cpu','metadata':{'available':true}}"));
    MeshInChromium.start(page, 50);
    MeshInChromium.eventually(page, "() => statuses.at(-1)?.phase === 'idle'");
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
  }

  private void press(String state) {
    devTools.send(
        "Emulation.setPressureStateOverride", json("{'source':'cpu','state':'" + state + "'}"));
  }

  private void saveData(boolean on) {
    devTools.send("Emulation.setDataSaverOverride", json("{'dataSaverEnabled':" + on + "}"));
  }

  /** From the trigger to the status that tells of it, both by the page's clock. */
  private static void assertPausesAtOnce(String code, String phase, Runnable trigger) {
    MESH.page().evaluate("() => { window.since = performance.now(); }");
    trigger.run();
    String told = "statuses.find((s) => s.at >= since && s.pause?.code === '" + code + "')";
    MeshInChromium.eventually(MESH.page(), "() => Boolean(" + told + ")");
    double millis = number("() => " + told + ".at - since");
    assertTrue(millis <= PAUSE_MILLIS_MAX, code + " after " + millis + " ms");
    assertEquals(phase, MESH.page().evaluate("() => " + told + ".phase"));
    assertTrue(number("() => " + told + ".pause.nextCheckSeconds") > 0);
  }

  private static double number(String function) {
    return ((Number) Objects.requireNonNull(MESH.page().evaluate(function))).doubleValue();
  }

  private static void power(boolean charging, double level) {
    MESH.page().evaluate("() => power(" + charging + ", " + level + ")");
  }

  @Test
  void restsOnItsBatteryAndMoreSoWhenThatIsLow() {
    assertPausesAtOnce("on-battery", "paused", () -> power(false, 0.8));
    MESH.seed().await("nobody ready", mesh -> mesh.nodes().getFirst().ready().isEmpty());
    assertPausesAtOnce("battery-low", "paused", () -> power(false, 0.19));
  }

  @Test
  void restsWhileDataAreSavedAndReturnsWhenThatHasBeenOverForAWhile() {
    assertPausesAtOnce("data-saver", "paused", () -> saveData(true));
    MESH.page().evaluate("() => { window.since = performance.now(); }");
    saveData(false);
    MeshInChromium.eventually(MESH.page(), "() => statuses.at(-1).phase === 'idle'");
    assertTrue(number("() => statuses.at(-1).at - since") > 9_000);
    assertEquals(true, MESH.page().evaluate("() => statuses.at(-1).pause === undefined"));
    MESH.seed().await("it again", mesh -> !mesh.nodes().getFirst().ready().isEmpty());
  }

  @Test
  void doesLessUnderPressureAndNothingWhenThatIsCritical() {
    assertPausesAtOnce("pressure", "idle", () -> press("serious"));
    assertPausesAtOnce("pressure", "paused", () -> press("critical"));
  }

  @Test
  void makesRoomForAVisitorAtThePageAndForgetsItAfterSeconds() {
    assertPausesAtOnce("user-active", "idle", () -> MESH.page().mouse().move(40, 40));
    MeshInChromium.eventually(MESH.page(), "() => statuses.at(-1).pause === undefined");
    double millis = number("() => statuses.at(-1).at - since");
    assertTrue(millis >= 3_000 && millis < 8_000, millis + " ms");
  }

  /** Only the page around the frame is believed, and it says nothing but that. */
  @Test
  void hearsFromThePageAroundItThatItIsUsed() {
    assertPausesAtOnce(
        "user-active", "idle", () -> MESH.page().evaluate("() => postMessage({ mesh: 'active' })"));
  }

  @Test
  void anotherLimitHoldsAtOnce() {
    MESH.page().evaluate("() => node.setTerms({ cpuCapPercent: 100 })");
    MESH.seed()
        .submit(MESH.job("j_0000000000000001", Collections.nCopies(600, "A glacier carves.")));
    MeshInChromium.eventually(MESH.page(), "() => statuses.at(-1).busyPercent > 60");

    MESH.page()
        .evaluate(
            "() => { window.since = performance.now(); node.setTerms({ cpuCapPercent: 10 }); }");

    MeshInChromium.eventually(
        MESH.page(), "() => statuses.at(-1).busyPercent > 0 && statuses.at(-1).busyPercent <= 12");
    double millis = number("() => statuses.at(-1).at - since");
    assertTrue(millis < 4_000, "the gauge looks back 2 s; it took " + millis + " ms");
    assertTrue(number("() => statuses.at(-1).cpuPercent") <= 12);
  }
}
