package io.blackroad.mesh.chromium;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A tab. Attached only while something is asked of its page, because an attached DevTools changes
 * how long things live.
 */
public final class RawTab {
  private static final long LOOK_NANOS = 20_000_000;
  private static final int BURN_MILLIS = 300;

  /** What one worker lets go of may be all that held something in another. */
  private static final int COLLECTIONS = 2;

  private final RawChromium browser;
  private final String target;

  /** Sessions of workers that the browser attached and nobody has used yet. */
  private final Queue<String> workers = new ConcurrentLinkedQueue<>();

  private @Nullable String session;

  RawTab(RawChromium browser, String target) {
    this.browser = browser;
    this.target = target;
    browser.onEvent(this::hear);
  }

  /** Brings it to the front; the tab that was there is hidden. */
  public void show() {
    browser.ask("Target.activateTarget", of("targetId", target));
  }

  /** Asks the page's DevTools; attaches where that is not yet so. */
  public JsonObject ask(String method, JsonObject parameters) {
    if (session == null) {
      JsonObject attach = of("targetId", target);
      attach.addProperty("flatten", true);
      session = browser.ask("Target.attachToTarget", attach).get("sessionId").getAsString();
    }
    return browser.ask(session, method, parameters);
  }

  /** Lets go of the page: from now on it is as if nobody looked. */
  public void detach() {
    if (session != null) {
      browser.ask("Target.detachFromTarget", of("sessionId", session));
      session = null;
    }
  }

  /**
   * What an expression of JavaScript comes to; a promise is waited for.
   *
   * @throws IllegalStateException with the words of what it threw
   */
  public JsonElement evaluate(String expression) {
    JsonObject wanted = of("expression", expression);
    wanted.addProperty("awaitPromise", true);
    wanted.addProperty("returnByValue", true);
    wanted.addProperty("userGesture", true);
    JsonObject came = ask("Runtime.evaluate", wanted);
    if (came.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + came.get("exceptionDetails"));
    }
    JsonElement value = came.getAsJsonObject("result").get("value");
    return value == null ? JsonNull.INSTANCE : value;
  }

  /**
   * Looks every 20 ms until {@code expression} is true; a page that is just changing is looked at
   * again.
   *
   * @throws IllegalStateException when it is not within {@code millisMax}
   */
  public void await(String expression, long millisMax) {
    long end = System.nanoTime() + millisMax * 1_000_000;
    String last = "";
    while (System.nanoTime() < end) {
      try {
        if (evaluate("Boolean(" + expression + ")").getAsBoolean()) {
          return;
        }
      } catch (IllegalStateException changing) {
        last = " " + changing.getMessage();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    throw new IllegalStateException("waited " + millisMax + " ms for " + expression + last);
  }

  /** A click in the middle of what {@code selector} finds, as the visitor's own hand gives it. */
  public void click(String selector) {
    JsonArray at =
        evaluate(
                "(({ x, y, width, height }) => [x + width / 2, y + height / 2])(document.querySelector('"
                    + selector
                    + "').getBoundingClientRect())")
            .getAsJsonArray();
    for (String type : new String[] {"mousePressed", "mouseReleased"}) {
      JsonObject event = of("type", type);
      event.add("x", at.get(0));
      event.add("y", at.get(1));
      event.addProperty("button", "left");
      event.addProperty("clickCount", 1);
      ask("Input.dispatchMouseEvent", event);
    }
  }

  /** Stops everything in the page and in its dedicated workers, as the browser may do by itself. */
  public void freeze() {
    ask("Page.setWebLifecycleState", of("state", "frozen"));
  }

  public void thaw() {
    ask("Page.setWebLifecycleState", of("state", "active"));
  }

  /** The process that its page runs in: the one whose use of CPU rises while the page computes. */
  public long rendererPid() {
    Map<Long, Double> before = browser.renderers();
    evaluate(
        "(() => { const end = Date.now() + " + BURN_MILLIS + "; while (Date.now() < end); })()");
    Map<Long, Double> after = browser.renderers();
    return after.entrySet().stream()
        .max((a, b) -> Double.compare(used(a, before), used(b, before)))
        .orElseThrow()
        .getKey();
  }

  private static double used(Map.Entry<Long, Double> renderer, Map<Long, Double> before) {
    return renderer.getValue()
        - Objects.requireNonNullElse(before.get(renderer.getKey()), renderer.getValue());
  }

  /**
   * Has the page and its workers, and theirs, drop all that nothing holds any more: garbage that a
   * browser keeps for some tens of MiB.
   *
   * @return how many heaps that were
   */
  public int collectGarbage() {
    ask("HeapProfiler.collectGarbage", new JsonObject());
    workers.clear();
    try {
      List<String> heaps = new ArrayList<>(List.of(Objects.requireNonNull(session)));
      for (int i = 0; i < heaps.size(); i++) {
        // The browser tells of a target's workers before it answers.
        browser.ask(heaps.get(i), "Target.setAutoAttach", autoAttach());
        for (String found = workers.poll(); found != null; found = workers.poll()) {
          heaps.add(found);
        }
      }
      for (int i = 0; i < COLLECTIONS * heaps.size(); i++) {
        browser.ask(heaps.get(i % heaps.size()), "HeapProfiler.collectGarbage", new JsonObject());
      }
      return heaps.size();
    } finally {
      detach();
    }
  }

  private static JsonObject autoAttach() {
    JsonObject wanted = new JsonObject();
    wanted.addProperty("autoAttach", true);
    wanted.addProperty("waitForDebuggerOnStart", false);
    wanted.addProperty("flatten", true);
    return wanted;
  }

  private void hear(String method, JsonObject parameters) {
    boolean attached = method.equals("Target.attachedToTarget");
    if (attached
        && parameters.getAsJsonObject("targetInfo").get("type").getAsString().equals("worker")) {
      workers.add(parameters.get("sessionId").getAsString());
    }
  }

  /** {@code kill -9} of the page's process. */
  public void kill(long rendererPid) {
    session = null;
    ProcessHandle.of(rendererPid).orElseThrow().destroyForcibly();
  }

  /** Closes it as a visitor does: at once, its page hears {@code pagehide}. */
  public void close() {
    session = null;
    browser.ask("Target.closeTarget", of("targetId", target));
  }

  private static JsonObject of(String name, String value) {
    JsonObject object = new JsonObject();
    object.addProperty(name, value);
    return object;
  }
}
