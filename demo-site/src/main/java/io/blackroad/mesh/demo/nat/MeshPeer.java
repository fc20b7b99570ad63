package io.blackroad.mesh.demo.nat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A visitor's real node, of which the page tells how its edge to the other home is. */
final class MeshPeer implements AutoCloseable {
  private static final int RELAY_MIB = 1_000;

  /** The machine is shared with the other home, the seed and the TURN server. */
  private static final double ARRIVE_MILLIS_MAX = 60_000;

  /** What the widget does after a yes. */
  private static final String JOIN =
      """
      async ([relayMibPerDay, directPeers]) => {
        globalThis.statuses = [];
        globalThis.node = await import('/mesh/page.js');
        const code = await (await import('/mesh/code.js')).checkedCode();
        const { newConsent } = await import('/mesh/consent.js');
        const record = newConsent({ cpuCapPercent: 100, relayMibPerDay, directPeers, codeHash: code.hash });
        await node.start(code, { ...record, site: location.origin }, (json) => statuses.push(JSON.parse(json)));
      }\
      """;

  private static final String TEXTS =
      """
      (count) => fetch('/api/jobs', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ kind: 'embedding', purpose: 'laboratory', confidence: 'off', texts: Array.from({ length: count }, (_, i) => `Bees dance ${i}.`) }),
      }).then((answer) => answer.ok ? '' : answer.text())\
      """;

  /** Sends random bytes as a stream, and hashes what comes; {@code edge} says how it went. */
  private static final String USE =
      """
      () => {
        const { port1: port, port2 } = new MessageChannel();
        const CHUNK = 65536;
        const hashOf = async (bytes) => Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
        let room = () => {};
        const chunks = [];
        globalThis.edge = {
          numbers: [], bytes: 0, moves: [],
          say: (number) => port.postMessage({ kind: 'message', peer: edge.peer, bytes: new Int8Array(new TextEncoder().encode(`${number}`).buffer) }),
          count() {
            let number = 0;
            const timer = setInterval(() => edge.say(number++), 200);
            edge.stop = () => { clearInterval(timer); return number; };
          },
          async send(length) {
            const all = new Uint8Array(length);
            for (let at = 0; at < length; at += CHUNK) crypto.getRandomValues(all.subarray(at, at + CHUNK));
            edge.sent = await hashOf(all);
            port.postMessage({ kind: 'open', peer: edge.peer, stream: 1, bytes: new Int8Array(0) });
            for (let at = 0; at < length; at += CHUNK) {
              const ready = new Promise((resolve) => { room = resolve; });
              port.postMessage({ kind: 'data', peer: edge.peer, stream: 1, bytes: new Int8Array(all.slice(at, at + CHUNK).buffer) });
              await ready;
            }
            port.postMessage({ kind: 'finished', peer: edge.peer, stream: 1 });
          },
        };
        port.onmessage = async ({ data: { kind, peer, stream, bytes, count, text } }) => {
          if (kind === 'moved') { edge.peer = peer; edge.moves.push(text); }
          if (kind === 'message') edge.numbers.push(Number(new TextDecoder().decode(bytes)));
          if (kind === 'waiting' && count === 0) room();
          if (kind === 'opened') port.postMessage({ kind: 'finished', peer: edge.peer, stream });
          if (kind === 'data') {
            chunks.push(bytes);
            edge.bytes += bytes.length;
            port.postMessage({ kind: 'took', peer: edge.peer, stream, count: bytes.length });
          }
          if (kind === 'finished' && edge.bytes > 0) edge.got = await hashOf(await new Blob(chunks).arrayBuffer());
          if (kind === 'broken' || kind === 'ended') edge.ended = `${kind} ${text ?? ''}`;
        };
        if (!node.usePeers(port2)) throw new Error('no peers');
      }\
      """;

  private final BrowserContext context;
  private final Page page;

  private MeshPeer(BrowserContext context, Page page) {
    this.context = context;
    this.page = page;
  }

  /** Somebody who comes to the site and says yes to everything. */
  static MeshPeer join(BrowserContext context, URI site) {
    Page page = context.newPage();
    page.setDefaultNavigationTimeout(ARRIVE_MILLIS_MAX);
    page.navigate(
        site.toString(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
    page.evaluate(JOIN, List.of(RELAY_MIB, true));
    return new MeshPeer(context, page);
  }

  /** Gives the mesh something to do: nodes have peers once they have worked. */
  void submit(int texts) {
    Object refusal = page.evaluate(TEXTS, texts);
    if (!"".equals(refusal)) {
      throw new PlaywrightException("the job was refused: " + refusal);
    }
  }

  /** {@code relay}, {@code direct} or {@code turn}; empty without an edge. */
  String route() {
    return text("() => statuses.at(-1)?.peers?.list?.[0]?.route ?? ''");
  }

  /** How many RTCPeerConnections it has made. */
  int connectionsMade() {
    return (int) page.evaluate("() => statuses.at(-1)?.peers?.connectionsMade ?? 0");
  }

  /** Whether all RTCPeerConnections that it has made, at least one, are closed. */
  boolean hasGivenUp() {
    return connectionsMade() > 0
        && text("() => statuses.at(-1)?.peers?.connectionsOpen").equals("0");
  }

  /** The newest status, for a failure's message. */
  String status() {
    return text("() => JSON.stringify(statuses.at(-1) ?? null)");
  }

  /** Takes the edge for a use of one's own. */
  void use() {
    page.evaluate(USE);
  }

  String text(String expression) {
    return String.valueOf(page.evaluate(expression));
  }

  void run(String expression) {
    page.evaluate(expression);
  }

  @Override
  public void close() {
    context.close();
  }

  @Override
  public String toString() {
    return Map.of("status", status()).toString();
  }
}
