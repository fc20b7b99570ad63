package io.blackroad.mesh.browser;

import com.microsoft.playwright.Page;
import io.blackroad.mesh.port.JdkEd25519;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * In {@code page.js}'s place a node that does nothing and says what a test wants, so that every
 * state of the widget can be looked at.
 */
final class FakeNode {
  private static final String PAGE_JS =
      """
      export function start(code, terms, onStatus) {
        globalThis.terms = terms;
        globalThis.tell = (status) => onStatus(JSON.stringify(status));
        tell({ phase: 'connecting' });
      }
      export function stop() {}
      export function setTerms(terms) { globalThis.terms = terms; }
      export function keepStanding() {}
      """;

  /** A node in the middle of its work. */
  static final String WORKING =
      """
      phase: 'working', nodeId: 'n_909f3a04ae9acc0e1741f646e7555be7', purpose: 'a library',
      busyPercent: 46, unitsEarned: 5722, unitsHeld: 5722, unitsInAll: 90000, resultsConfirmed: 3,
      credibleAfter: 20, standing: 'session', tasksAccepted: 12, tasksRejected: 0,
      receiptsVerified: 41, receiptsBroken: 0""";

  private FakeNode() {}

  /** Serves it, in the name of a seed that stands by it. */
  static void install(MeshInChromium mesh) throws IOException {
    mesh.site().put("/mesh/page.js", PAGE_JS.getBytes(StandardCharsets.UTF_8));
    mesh.site().serve(mesh.seed(new JdkEd25519(), List.of()));
  }

  /** Lets the node say {@link #WORKING}, with {@code changes} as members of an object. */
  static void tell(Page page, String changes) {
    page.waitForFunction("() => globalThis.tell");
    page.evaluate("() => tell({" + WORKING + ", " + changes + "})");
  }
}
