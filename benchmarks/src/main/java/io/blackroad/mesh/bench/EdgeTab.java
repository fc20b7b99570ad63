package io.blackroad.mesh.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.blackroad.mesh.demo.DemoFailure;
import io.blackroad.mesh.demo.Visitors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A visitor's real node in a tab, of a profile of its own, whose peer worker waits until it is let
 * go, and of whose edges the tab makes use.
 */
final class EdgeTab implements AutoCloseable {
  private static final double MILLIS_MAX = 60_000;

  private final Page page;

  private EdgeTab(Page page) {
    this.page = page;
  }

  /**
   * Somebody who comes and says yes.
   *
   * @param direct whether direct connections are allowed too
   * @param watched whether the tab notes what the seed says about peers, on its way through the tab
   */
  static EdgeTab join(Visitors visitors, URI site, boolean direct, boolean watched) {
    BrowserContext profile = visitors.newContext();
    profile.addInitScript(script());
    Page page = profile.newPage();
    page.setDefaultTimeout(MILLIS_MAX);
    page.navigate(site.toString());
    page.evaluate(
        "([direct, watched]) => { edge.watched = watched; return edge.join(direct); }",
        List.of(direct, watched));
    return new EdgeTab(page);
  }

  private static String script() {
    try (InputStream in =
        Objects.requireNonNull(EdgeTab.class.getResourceAsStream("/bench-peer/edge-tab.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the node has worked, and its peer worker is loaded. */
  void awaitHeld() {
    await("() => edge.held");
  }

  /** Lets the peer worker ask the seed for peers. */
  void release() {
    page.evaluate("() => edge.release()");
  }

  /** The node's own id, once its peer worker was let go (of a watched tab). */
  String id() {
    return String.valueOf(await("() => edge.id"));
  }

  /** Waits until there is an edge over {@code route}, and says to whom. */
  String awaitPeer(String route) {
    return String.valueOf(
        await(
            "() => Object.keys(edge.routes).find((peer) => edge.routes[peer] === '%s')"
                .formatted(route)));
  }

  /**
   * When something first happened with {@code peer}, in milliseconds of Unix time.
   *
   * @param what {@code met}: the seed named it; {@code relay} or {@code direct}: the edge was there
   */
  double at(String peer, String what) {
    return ((Number) await("() => edge.peers['%s']?.%s".formatted(peer, what))).doubleValue();
  }

  /** The visitor allows no direct connections any more: the edge goes on over the relay. */
  void forbidDirect() {
    page.evaluate("() => edge.node.setTerms({ directPeers: false })");
  }

  /** Milliseconds from the tab to a tab of {@code peer} and back, for each message. */
  List<Double> askPeer(String peer, int count, int bytes) {
    return numbers(page.evaluate("args => edge.askPeer(...args)", List.of(peer, count, bytes)));
  }

  /** Milliseconds to a WebSocket that says everything back, and back, for each message. */
  List<Double> askEcho(URI echo, int count, int bytes) {
    return numbers(
        page.evaluate("args => edge.askEcho(...args)", List.of(echo.toString(), count, bytes)));
  }

  private static List<Double> numbers(Object list) {
    return ((List<?>) list).stream().map(each -> ((Number) each).doubleValue()).toList();
  }

  /** Waits inside the tab until {@code look} gives something, and gives it. */
  private Object await(String look) {
    try {
      return Objects.requireNonNull(page.evaluate("() => edge.until(" + look + ")"));
    } catch (PlaywrightException e) {
      throw new DemoFailure("a tab's peers: " + look + ": " + e.getMessage(), e);
    }
  }

  /** Takes leave of the seed, as somebody who switches off. */
  @Override
  public void close() {
    page.evaluate("() => edge.node.stop()");
    page.context().close();
  }
}
