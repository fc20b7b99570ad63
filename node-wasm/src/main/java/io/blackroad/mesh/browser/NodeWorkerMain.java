package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.Messages;
import io.blackroad.mesh.browser.js.PageMessage;
import io.blackroad.mesh.browser.js.Port;
import io.blackroad.mesh.browser.js.Sensed;
import io.blackroad.mesh.browser.js.SoftEd25519;
import io.blackroad.mesh.browser.js.StandingKeys;
import io.blackroad.mesh.browser.js.StartOptions;
import io.blackroad.mesh.browser.js.WorkerScope;
import io.blackroad.mesh.govern.Conditions;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.wire.ConsentTerms;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** The node worker: turns the page's messages into calls of a {@link NodeSession}. */
final class NodeWorkerMain {
  private static final int CPU_CAP_PERCENT_MIN = 5;
  private static final int CPU_CAP_PERCENT_MAX = 100;

  private final NodeLoop loop = new NodeLoop(new PerformanceClock());
  private final ArrayBuffer wasm;
  private final SoftEd25519.Source soft;
  private final StandingKeys keys;
  private @Nullable CodeReceipt code;
  private String codeProblem = "";
  private @Nullable NodeSession session;

  /**
   * A node worker.
   *
   * @param wasm for the executor, which is the same program
   * @param soft our own Ed25519, for a browser without
   * @param keys where the visitor's device key is kept
   */
  NodeWorkerMain(ArrayBuffer wasm, SoftEd25519.Source soft, StandingKeys keys) {
    this.wasm = wasm;
    this.soft = soft;
    this.keys = keys;
  }

  /**
   * Lets {@code worker} listen to the page.
   *
   * @param receipt the seed's word on its code: read before the node's turn comes, because that
   *     takes longer than all the rest of a take-over
   */
  static void start(NodeWorkerMain worker, String receipt) {
    WorkerScope.reportRejections();
    WorkerScope.onMessage(worker::received);
    WorkerScope.post(Messages.page(PageMessage.LOADED));
    worker.read(receipt);
  }

  /** What is wrong with the receipt is said once the node is to begin. */
  private void read(String receipt) {
    try {
      code = CodeReceipt.read(receipt, new Sha256());
    } catch (BrowserFailure failure) {
      codeProblem = String.valueOf(failure.getMessage());
    }
  }

  private void received(PageMessage message) {
    switch (message.getKind()) {
      case PageMessage.START -> {
        StartOptions options = StartOptions.Parser.parse(message.getOptions());
        JSPromise.runAsync(() -> begin(options));
      }
      case PageMessage.TERMS -> {
        ConsentTerms terms = terms(StartOptions.Parser.parse(message.getOptions()));
        loop.enqueue(() -> begun().terms(terms));
      }
      case PageMessage.CONDITIONS -> {
        Conditions conditions = conditions(message.getConditions());
        loop.enqueue(() -> begun().conditions(conditions));
      }
      case PageMessage.PEERS -> {
        Port port = message.getPort();
        loop.enqueue(() -> begun().peers(port));
      }
      case PageMessage.KEEP -> loop.enqueue(() -> begun().keepStanding());
      default -> {
        String reason = message.getReason();
        boolean withdrawn = message.isWithdrawn();
        loop.enqueue(() -> begun().leave(reason, withdrawn, NodeWorkerMain::stopped));
      }
    }
  }

  /**
   * Takes or makes the key and opens the archive, then makes the node. Suspends (see {@link
   * Await}).
   */
  private void begin(StartOptions options) {
    ConsentTerms terms = terms(options);
    CodeReceipt agreed = agreed(terms.codeHash());
    String chain = agreed.checkpoint().checkpoint().chain();
    // Looked up while the archive opens.
    JSPromise<StandingKeys.Claim> claim = keys.claim(terms.site(), chain, options.isInherits());
    KeptArchive archive = KeptArchive.open(receipt -> tell("{\"receipt\":" + receipt + "}"));
    if (archive.accuses()) {
      throw new BrowserFailure("this browser keeps evidence against the seed");
    }
    Standing standing = new Standing(keys, terms.site(), chain, Await.value(claim));
    Signatures signatures;
    try {
      signatures = Signatures.create(loop, standing.key(), () -> soft(agreed));
    } catch (BrowserFailure failure) {
      throw new BrowserFailure("this browser makes no Ed25519 keys: " + failure.getMessage());
    }
    standing.begun(signatures.key());
    KeptConsent kept = options.isKept() ? new KeptConsent(keys, terms, loop) : null;
    NodeSession.Begin begin = new NodeSession.Begin(terms, kept, agreed, wasm, archive, standing);
    session = new NodeSession(loop, signatures, begin, NodeWorkerMain::tell);
  }

  private CodeReceipt agreed(String codeHash) {
    CodeReceipt read = code;
    if (read == null) {
      throw new BrowserFailure(codeProblem);
    }
    return read.agreed(codeHash);
  }

  /** Our own Ed25519, its files held against the log. Suspends. */
  private SoftEd25519 soft(CodeReceipt agreed) {
    LateCode.checked(agreed.manifest(), "mesh/ed25519.js");
    return Await.value(soft.open(LateCode.checked(agreed.manifest(), "mesh/ed25519.wasm")));
  }

  /** The session; events run only once there is one. */
  private NodeSession begun() {
    NodeSession begun = session;
    if (begun == null) {
      throw new IllegalStateException("the loop turned before there was a node");
    }
    return begun;
  }

  static ConsentTerms terms(StartOptions options) {
    return new ConsentTerms(
        true,
        new ConsentTerms.Limits(
            capPercent(options.getCpuCapPercent()),
            options.getRelayMibPerDay(),
            options.getStorageMib()),
        new ConsentTerms.Permits(
            options.isGpu(),
            options.isDirectPeers(),
            options.isKeepStanding(),
            options.isAfterClose(),
            !options.isRestsHidden()),
        new ConsentTerms.Basis(
            options.getPurpose(),
            options.getSite(),
            options.isInOrigin(),
            options.getTextVersion(),
            options.getCodeHash(),
            (long) options.getExpiresAt()));
  }

  private static Conditions conditions(Sensed sensed) {
    return new Conditions(
        sensed.isCharging(), sensed.getBatteryPercent(), sensed.getPressure(), sensed.getSigns());
  }

  private static int capPercent(int asked) {
    return Math.max(CPU_CAP_PERCENT_MIN, Math.min(CPU_CAP_PERCENT_MAX, asked));
  }

  private static void tell(String json) {
    PageMessage message = Messages.page(PageMessage.STATUS);
    message.setJson(json);
    WorkerScope.post(message);
  }

  private static void stopped() {
    WorkerScope.post(Messages.page(PageMessage.STOPPED));
  }
}
