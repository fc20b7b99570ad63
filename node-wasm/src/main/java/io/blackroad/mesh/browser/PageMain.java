package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.PageScope;
import io.blackroad.mesh.browser.js.TextSink;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.ArrayBuffer;

/**
 * What {@code page-node.js} exports to the consent widget, by way of {@code page.js}. Compiled to
 * JavaScript, because a page never gets the {@code unsafe-eval} that TeaVM's WebAssembly loader
 * wants. Computes nothing: starts the node worker, passes messages on, and ends it.
 */
public final class PageMain {
  private static @Nullable PageMain running;
  private static boolean listening;

  private final PageSession.Worker worker;
  private final TextSink onStatus;
  private PageSession session;
  private int capPercent;
  private boolean hidden;

  private PageMain(PageSession.Worker worker, TextSink onStatus) {
    this.worker = worker;
    this.onStatus = onStatus;
    session = new PageSession(worker, onStatus);
  }

  /** Wanted by TeaVM; {@code page.js} calls the exports instead. */
  public static void main(String[] args) {}

  /**
   * Starts a node; one that runs is stopped first.
   *
   * @param workerUrl address of {@code node-worker.js}
   * @param wasm {@code node.wasm}, as it was checked against the log
   * @param options JSON: what {@code StartOptions} has; a permission that is left out is not given
   * @param onStatus hears the node's status as JSON, at most four times a second and at once when
   *     the phase changes
   */
  @JSExport
  public static void start(String workerUrl, ArrayBuffer wasm, String options, TextSink onStatus) {
    stop();
    if (!listening) {
      listening = true;
      PageScope.onHide(transition -> hide());
      PageScope.onShow(transition -> show(transition.isPersisted()));
    }
    running = new PageMain(new PageSession.Worker(workerUrl, wasm, options), onStatus);
  }

  /** Changes the share of one core, 5 to 100 percent. */
  @JSExport
  public static void setCpuCap(int percent) {
    PageMain main = running;
    if (main != null) {
      main.capPercent = percent;
      main.session.cpuCap(percent);
    }
  }

  /** Keeps the node's key in this browser; the status tells how that went. */
  @JSExport
  public static void keepStanding() {
    PageMain main = running;
    if (main != null) {
      main.session.keepStanding();
    }
  }

  /** Stops the node: no computing from now on, everything gone within 50 ms. */
  @JSExport
  public static void stop() {
    PageMain main = running;
    running = null;
    if (main != null) {
      main.session.stop("the visitor stopped it");
    }
  }

  private static void hide() {
    PageMain main = running;
    if (main != null) {
      main.hidden = true;
      main.session.stop("the page was left");
    }
  }

  /** A page that comes back from the back/forward cache starts anew, with the cap it had. */
  private static void show(boolean persisted) {
    PageMain main = running;
    if (main == null || !persisted || !main.hidden) {
      return;
    }
    main.hidden = false;
    main.session.end();
    main.session = new PageSession(main.worker, main.onStatus);
    if (main.capPercent > 0) {
      main.session.cpuCap(main.capPercent);
    }
  }
}
