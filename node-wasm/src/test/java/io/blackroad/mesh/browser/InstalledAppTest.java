package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import io.blackroad.mesh.chromium.ChromiumPath;
import io.blackroad.mesh.chromium.RawChromium;
import io.blackroad.mesh.chromium.RawTab;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The mesh as an app that is really installed. */
class InstalledAppTest {
  private static final String APP = "/mesh/app.html";

  /** In the browser's own profile, as Chromium installs apps there; its battery is a desktop's. */
  private static final String SAY_YES =
      """
      (async () => {
        const [page, consent, code] = await Promise.all(
            ['page', 'consent', 'code'].map((name) => import(`/mesh/${name}.js`)));
        const checked = await code.checkedCode();
        const record = consent.newConsent({ afterClose: true, storageMib: 64, codeHash: checked.hash });
        await consent.writeConsent(location.origin, record);
        globalThis.node = page;
        await page.start(checked, { ...record, site: location.origin }, () => {});
      })()""";

  private static final String STATE =
      "navigator.permissions.query({ name: 'periodic-background-sync' }).then(({ state }) => state)";

  private static final String TAGS =
      """
      (async () => {
        const registration = await navigator.serviceWorker.getRegistration('/mesh/');
        return registration?.active ? (await registration.periodicSync.getTags()).join() : '';
      })()""";

  @RegisterExtension
  private static final MeshInChromium MESH = new MeshInChromium(TestSite.STRICT_PAGE);

  @Test
  void canBeInstalledAsItsManifestIs() throws IOException {
    try (RawChromium visitors = RawChromium.launch(ChromiumPath.find())) {
      RawTab tab = visitors.open(MESH.site().url(APP));

      assertEquals(
          new JsonArray(),
          tab.ask("Page.getInstallabilityErrors", new JsonObject()).get("installabilityErrors"));
      assertEquals(
          MESH.site().url(APP),
          tab.ask("Page.getAppId", new JsonObject()).get("appId").getAsString());
    }
  }

  @Test
  void installedItMayBeWokenNowAndThenUntilTheNo() {
    Browser browser = Objects.requireNonNull(MESH.page().context().browser());
    App app = App.install(browser.newBrowserCDPSession(), MESH.site().url(APP));

    app.await("document.querySelector('#installed')?.checkVisibility()");
    assertEquals("granted", app.evaluate(STATE).getAsString());
    app.evaluate(SAY_YES);
    app.await(TAGS + ".then((tags) => tags === 'mesh-work')");
    app.evaluate("node.setTerms({ afterClose: false })");
    app.await(TAGS + ".then((tags) => tags === '')");
    app.evaluate("node.setTerms({ afterClose: true })");
    app.await(TAGS + ".then((tags) => tags === 'mesh-work')");
    app.evaluate("node.stop(true)");
    app.await("navigator.serviceWorker.getRegistration('/mesh/').then((found) => !found)");
  }

  /** An installed app's window, asked by way of the browser's own DevTools session. */
  private static final class App {
    private static final int TRIES_MAX = 300;
    private static final int TRY_MILLIS = 100;

    private final CDPSession browser;
    private final String session;
    private final Map<Integer, JsonObject> answers = new ConcurrentHashMap<>();
    private int lastId;

    private App(CDPSession browser, String session) {
      this.browser = browser;
      this.session = session;
      browser.on("Target.receivedMessageFromTarget", this::received);
    }

    static App install(CDPSession browser, String id) {
      browser.send("PWA.install", of("manifestId", id, "installUrlOrBundleUrl", id));
      browser.send("PWA.changeAppUserSettings", of("manifestId", id, "displayMode", "standalone"));
      browser.send("PWA.launch", of("manifestId", id));
      JsonObject attach = of("targetId", page(browser, id));
      attach.addProperty("flatten", false);
      return new App(
          browser, browser.send("Target.attachToTarget", attach).get("sessionId").getAsString());
    }

    /** The page in the app's window, which {@code PWA.launch} names by its tab. */
    private static String page(CDPSession browser, String url) {
      for (int i = 0; i < TRIES_MAX; i++) {
        for (JsonElement element :
            browser.send("Target.getTargets").getAsJsonArray("targetInfos")) {
          JsonObject target = element.getAsJsonObject();
          if (target.get("url").getAsString().equals(url)
              && target.get("type").getAsString().equals("page")) {
            return target.get("targetId").getAsString();
          }
        }
        MESH.page().waitForTimeout(TRY_MILLIS);
      }
      throw new AssertionError("the app shows no page");
    }

    private static JsonObject of(String... pairs) {
      JsonObject object = new JsonObject();
      for (int i = 0; i < pairs.length; i += 2) {
        object.addProperty(pairs[i], pairs[i + 1]);
      }
      return object;
    }

    private void received(JsonObject event) {
      JsonObject message =
          JsonParser.parseString(event.get("message").getAsString()).getAsJsonObject();
      if (message.has("id")) {
        answers.put(message.get("id").getAsInt(), message);
      }
    }

    /** What an expression comes to; a promise is waited for. */
    JsonElement evaluate(String expression) {
      lastId++;
      JsonObject parameters = of("expression", expression);
      parameters.addProperty("awaitPromise", true);
      parameters.addProperty("returnByValue", true);
      JsonObject ask = of("method", "Runtime.evaluate");
      ask.addProperty("id", lastId);
      ask.add("params", parameters);
      browser.send(
          "Target.sendMessageToTarget", of("sessionId", session, "message", ask.toString()));
      for (int i = 0; i < TRIES_MAX && !answers.containsKey(lastId); i++) {
        MESH.page().waitForTimeout(TRY_MILLIS); // Playwright hands out events meanwhile
      }
      JsonObject answer = Objects.requireNonNull(answers.remove(lastId), expression);
      JsonObject came = answer.getAsJsonObject("result");
      if (came == null || came.has("exceptionDetails")) {
        throw new IllegalStateException(expression + ": " + answer);
      }
      return Objects.requireNonNullElse(
          came.getAsJsonObject("result").get("value"), JsonNull.INSTANCE);
    }

    /** Until it is true; a page that is just changing is looked at again. */
    void await(String expression) {
      String last = "";
      for (int i = 0; i < TRIES_MAX; i++) {
        try {
          if (evaluate("Promise.resolve(" + expression + ").then(Boolean)").getAsBoolean()) {
            return;
          }
        } catch (IllegalStateException changing) {
          last = " " + changing.getMessage();
        }
        MESH.page().waitForTimeout(TRY_MILLIS);
      }
      throw new AssertionError("waited for " + expression + last);
    }
  }
}
