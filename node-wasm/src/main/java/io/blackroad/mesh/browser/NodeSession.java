package io.blackroad.mesh.browser;

import io.blackroad.mesh.MeshNode;
import io.blackroad.mesh.browser.js.WorkerScope;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.wire.ConsentTerms;
import java.util.function.Consumer;

/** A {@link MeshNode} with the browser's ports, its link to the seed and its voice to the page. */
final class NodeSession implements SignalConnector.Listener {
  private static final String EXECUTOR_PATH = "executor-worker.js";
  private static final String SIGNAL_PATH = "../ws/signal";

  /** One: a second would double the use of CPU that the visitor was told. */
  private static final int EXECUTOR_THREADS = 1;

  private final PerformanceClock clock = new PerformanceClock();
  private final StatusFeed feed;
  private final MeshNode node;
  private final SignalConnector connector;
  private ConsentTerms terms;

  NodeSession(NodeLoop loop, Signatures signatures, ConsentTerms terms, Consumer<String> status) {
    this.terms = terms;
    feed = new StatusFeed(clock, status);
    CryptoEntropy entropy = new CryptoEntropy();
    WorkerEngine engine =
        new WorkerEngine(WorkerScope.resolve(EXECUTOR_PATH), EXECUTOR_THREADS, loop, feed);
    MeshNode.Ports ports =
        new MeshNode.Ports(
            clock,
            entropy,
            new Sha256(),
            signatures.signer(),
            signatures.check(),
            engine,
            new SessionArchive());
    node = new MeshNode(ports, terms, null);
    connector = new SignalConnector(socketUrl(), this, loop, new Backoff(entropy, clock));
    connector.start();
    loop.run(node, () -> feed.show(node.status()));
  }

  /** The seed's address as a WebSocket's: {@code http} becomes {@code ws}, {@code https wss}. */
  private static String socketUrl() {
    return "ws" + WorkerScope.resolve(SIGNAL_PATH).substring("http".length());
  }

  void cpuCap(int percent) {
    terms = terms.withCap(percent);
    node.consent(terms);
  }

  /** Ends the node now; {@code ended} runs once its goodbye has left, or could not. */
  void leave(String reason, Runnable ended) {
    node.leave(reason);
    feed.show(node.status());
    connector.stop(ended);
  }

  @Override
  public void opened(SignalLink link) {
    node.opened(link);
  }

  @Override
  public void received(byte[] frame) {
    node.received(frame);
  }

  @Override
  public void closed() {
    node.closed();
  }
}
