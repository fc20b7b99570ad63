package io.blackroad.mesh.browser;

import io.blackroad.mesh.MeshNode;
import io.blackroad.mesh.NodeStatus;
import io.blackroad.mesh.browser.js.DeviceKey;
import io.blackroad.mesh.browser.js.PeerLine;
import io.blackroad.mesh.browser.js.Port;
import io.blackroad.mesh.browser.js.WorkerScope;
import io.blackroad.mesh.govern.Conditions;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** A {@link MeshNode} with the browser's ports, its link to the seed and its voice to the page. */
final class NodeSession implements SignalConnector.Listener {
  private static final String EXECUTOR_PATH = "executor-worker.js";
  private static final String SIGNAL_PATH = "../ws/signal";
  private static final String ROOT_PATH = "/";

  /** One: a second would double the use of CPU that the visitor was told. */
  private static final int EXECUTOR_THREADS = 1;

  private final PerformanceClock clock = new PerformanceClock();
  private final StatusFeed feed;
  private final KeptArchive archive;
  private final MeshNode node;
  private final SignalConnector connector;
  private final Standing standing;
  private final DeviceKey key;
  private ConsentTerms terms;

  /** Whether the peers know that the node has joined over this link. */
  private boolean joinedTold;

  /**
   * What a session begins with.
   *
   * @param code the seed's word on it, which {@code terms} agree to
   * @param kept the visitor's word as this browser keeps it; null where it keeps nothing, and the
   *     page's word counts
   * @param wasm {@code node.wasm}, for the executor
   */
  record Begin(
      ConsentTerms terms,
      @Nullable KeptConsent kept,
      CodeReceipt code,
      ArrayBuffer wasm,
      KeptArchive archive,
      Standing standing) {}

  NodeSession(NodeLoop loop, Signatures signatures, Begin begin, Consumer<String> status) {
    terms = begin.terms;
    archive = begin.archive;
    standing = begin.standing;
    key = signatures.key();
    feed = new StatusFeed(clock, archive::lasts, standing::state, status);
    CryptoEntropy entropy = new CryptoEntropy();
    WorkerEngine.Worker worker =
        new WorkerEngine.Worker(
            WorkerScope.resolve(EXECUTOR_PATH),
            begin.wasm,
            EXECUTOR_THREADS,
            begin.terms.limits().storageMib());
    TabGossip gossip =
        new TabGossip(
            archive, WorkerScope.resolve(ROOT_PATH), heard -> loop.enqueue(() -> heard(heard)));
    RuntimeGuard guarded =
        new RuntimeGuard(new WorkerEngine(worker, loop, feed), begin.code.runtimeHash(), loop);
    MeshNode.Ports ports =
        new MeshNode.Ports(
            clock,
            entropy,
            new Sha256(),
            signatures.signer(),
            signatures.check(),
            new LateSeal(guarded, begin.code.manifest(), key, loop),
            gossip,
            begin.kept == null ? then -> then.accept(terms) : begin.kept,
            standing);
    node = new MeshNode(ports, terms, archive.held());
    node.resume(standing.checkpoint());
    connector = new SignalConnector(socketUrl(), this, loop, new Backoff(entropy, clock));
    begin
        .code
        .checkpoint()
        .check(ports.digest(), signatures.check(), good -> connect(good, begin.code.checkpoint()));
    loop.run(node, this::turned);
  }

  private void turned() {
    NodeStatus status = node.status();
    feed.show(status);
    if (!joinedTold && !status.nodeId().isEmpty()) {
      joinedTold = true;
      PeerLine.Here.line().joined(status.nodeId(), key);
    }
  }

  /** Lets the peer worker behind {@code port} have its share of the link. */
  void peers(Port port) {
    PeerLine.Here.line().attach(port, text -> TabGossip.read(text, this::heard));
  }

  /** Nothing is said to a seed that does not stand by its code. */
  private void connect(boolean good, SignedCheckpoint checkpoint) {
    if (good) {
      node.heard(checkpoint);
      connector.start();
    } else {
      // As a promise's failure, because only those reach the page with their words.
      JSPromise.runAsync(NodeSession::unsigned);
    }
  }

  private static void unsigned() {
    throw new BrowserFailure("the seed did not sign the receipt for the mesh's code");
  }

  private void heard(SignedCheckpoint checkpoint) {
    node.heard(checkpoint);
  }

  /** The seed's address as a WebSocket's: {@code http} becomes {@code ws}, {@code https wss}. */
  private static String socketUrl() {
    return "ws" + WorkerScope.resolve(SIGNAL_PATH).substring("http".length());
  }

  /** Keeps to other terms from now on, of which the seed is told. */
  void terms(ConsentTerms changed) {
    terms = changed;
    node.consent(changed);
  }

  void conditions(Conditions conditions) {
    node.conditions(conditions);
  }

  /** Keeps the node's key beyond the session, if the browser lets it. */
  void keepStanding() {
    standing.keep(key, () -> feed.show(node.status()));
  }

  /**
   * Ends the node now, on record as {@code withdrawn} or not; {@code ended} runs once its goodbye
   * has left and its receipts are kept, or could not.
   */
  void leave(String reason, boolean withdrawn, Runnable ended) {
    if (withdrawn) {
      node.withdraw();
    } else {
      node.leave(reason);
    }
    feed.show(node.status());
    int[] awaited = {2};
    Runnable done =
        () -> {
          awaited[0]--;
          if (awaited[0] == 0) {
            ended.run();
          }
        };
    archive.flush(done);
    connector.stop(done);
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
    joinedTold = false;
    node.closed();
  }
}
