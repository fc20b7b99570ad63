package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.Action;
import io.blackroad.mesh.browser.js.Port;
import io.blackroad.mesh.browser.js.Sensed;
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
  private static @Nullable PageSession running;

  private PageMain() {}

  /** Addresses of the workers' scripts. */
  record Scripts(String node, String executor) {}

  /** Wanted by TeaVM; {@code page.js} calls the exports instead. */
  public static void main(String[] args) {}

  /**
   * Loads a node that does nothing until {@link #start}: a tab whose turn is next takes over in a
   * moment then.
   *
   * @param nodeUrl address of {@code node-worker.js}
   * @param executorUrl address of {@code executor-worker.js}
   * @param wasm {@code node.wasm}, as it was checked against the log
   * @param receipt what {@code /log/code} answered
   */
  @JSExport
  public static void prepare(String nodeUrl, String executorUrl, ArrayBuffer wasm, String receipt) {
    if (running == null || running.isOver()) {
      running = new PageSession(new Scripts(nodeUrl, executorUrl), wasm, receipt);
    }
  }

  /**
   * Starts the node that was prepared.
   *
   * @param options JSON: what {@code StartOptions} has; a permission that is left out is not given
   * @param onStatus hears the node's status as JSON, at most four times a second and at once when
   *     the phase changes
   */
  @JSExport
  public static void start(String options, TextSink onStatus) {
    PageSession session = running;
    if (session == null) {
      throw new IllegalStateException("prepare comes first");
    }
    session.begin(options, onStatus);
  }

  /**
   * Changes what the visitor agreed to.
   *
   * @param options as {@link #start} takes them
   */
  @JSExport
  public static void setTerms(String options) {
    PageSession session = running;
    if (session != null) {
      session.terms(options);
    }
  }

  /** Passes on what {@code sensors.js} tells of the device and its visitor. */
  @JSExport
  public static void conditions(Sensed sensed) {
    PageSession session = running;
    if (session != null) {
      session.conditions(sensed);
    }
  }

  /** Keeps the node's key in this browser; the status tells how that went. */
  @JSExport
  public static void keepStanding() {
    PageSession session = running;
    if (session != null) {
      session.keepStanding();
    }
  }

  /** Joins the node with the peer worker at the other end of {@code port}. */
  @JSExport
  public static void peers(Port port) {
    PageSession session = running;
    if (session != null) {
      session.peers(port);
    }
  }

  /**
   * Stops the node: no run begins from now on, and everything is ended within 50 ms. A browser lets
   * the run that is under way come to its end (docs/governor.md).
   *
   * @param withdrawn whether the visitor has taken the consent back, which the seed puts on record
   * @param ended called once it is gone
   */
  @JSExport
  public static void stop(boolean withdrawn, Action ended) {
    PageSession session = running;
    running = null;
    if (session == null) {
      ended.run();
    } else {
      session.stop(withdrawn, ended);
    }
  }

  /** Ends the node's worker at once and without a goodbye: another tab goes on with the node. */
  @JSExport
  public static void abandon() {
    PageSession session = running;
    running = null;
    if (session != null) {
      session.end();
    }
  }
}
