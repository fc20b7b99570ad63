package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.ModelMessage;
import io.blackroad.mesh.browser.js.SoftEd25519;
import io.blackroad.mesh.browser.js.TextSink;
import io.blackroad.mesh.conformance.Differential;
import io.blackroad.mesh.conformance.TokenizeConformance;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.port.ClockContract;
import io.blackroad.mesh.port.DigestContract;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.port.EngineContract;
import io.blackroad.mesh.port.EntropyContract;
import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.port.SignalLinkContract;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.port.SignatureCheckContract;
import io.blackroad.mesh.port.SignerContract;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Int8Array;

/** What tests call in Chromium: the adapters as they are, and node-core's conformance checks. */
public final class TckMain {
  private static @Nullable WorkerEngine engine;

  private TckMain() {}

  public static void main(String[] args) {}

  /** Takes the vectors of a run, or the reason why there are none. */
  @JSFunctor
  public interface RanSink extends JSObject {
    void accept(@Nullable Float32Array vectors, @Nullable String reason, double busyMicros);
  }

  /** Hears how far the download is. */
  @JSFunctor
  public interface ProgressSink extends JSObject {
    void accept(double loaded, double total);
  }

  @JSExport
  public static void openEngine(ArrayBuffer wasm, int threads, ProgressSink progress) {
    engine =
        new WorkerEngine(
            new WorkerEngine.Worker("/mesh/executor-worker.js", wasm, threads, 64),
            new Queue(),
            (loaded, total) -> progress.accept((double) loaded, (double) total));
  }

  @JSExport
  public static void closeEngine() {
    opened().close();
  }

  /** Tells {@code ready}, {@code cached} or the reason. */
  @JSExport
  public static void prepare(ModelMessage model, TextSink outcome) {
    opened()
        .prepare(
            ModelMessages.spec(model),
            prepared ->
                outcome.accept(
                    switch (prepared) {
                      case Engine.Prepared.Ready ready -> ready.cached() ? "cached" : "ready";
                      case Engine.Prepared.Unavailable unavailable -> unavailable.reason();
                    }));
  }

  @JSExport
  public static void run(ModelMessage model, Int32Array ids, Int32Array lengths, RanSink sink) {
    List<int[]> sequences = new ArrayList<>();
    int at = 0;
    for (int length : lengths.copyToJavaArray()) {
      sequences.add(Arrays.copyOfRange(ids.copyToJavaArray(), at, at + length));
      at += length;
    }
    opened().run(ModelMessages.spec(model), new TokenBatch(sequences), ran -> tell(ran, sink));
  }

  private static void tell(Engine.Ran outcome, RanSink sink) {
    switch (outcome) {
      case Engine.Ran.Computed computed ->
          sink.accept(
              Float32Array.copyFromJavaArray(computed.vectors()),
              null,
              (double) computed.busyMicros());
      case Engine.Ran.Failed failed -> sink.accept(null, failed.reason(), 0);
    }
  }

  @JSExport
  public static String tokenizeConformance(String vocabularyLines, Int8Array golden) {
    return TokenizeConformance.run(vocabularyLines, golden.copyToJavaArray());
  }

  /** Lines that must be the same on every platform. */
  @JSExport
  public static String differential(String vocabularyLines) {
    List<String> lines = new ArrayList<>(Differential.lines());
    lines.addAll(TokenizeConformance.differential(vocabularyLines));
    return String.join("\n", lines);
  }

  /** What clock, entropy and digest break, a line each. */
  @JSExport
  public static String portViolations() {
    List<String> violations = new ArrayList<>(ClockContract.violations(new PerformanceClock()));
    violations.addAll(EntropyContract.violations(new CryptoEntropy()));
    violations.addAll(DigestContract.violations(new Sha256()));
    return String.join("\n", violations);
  }

  /** Hears of a signature, for the JDK to judge. */
  @JSFunctor
  public interface SignatureSink extends JSObject {
    void accept(String publicKeyHex, String messageHex, String signatureHex);
  }

  /** A signature to be judged. */
  public interface Signed extends JSObject {
    @JSProperty
    Int8Array getPublicKey();

    @JSProperty
    Int8Array getMessage();

    @JSProperty
    Int8Array getSignature();
  }

  /**
   * What the signer breaks; each of its signatures goes to {@code signatures} as well.
   *
   * @param soft our own Ed25519; null for WebCrypto's
   */
  @JSExport
  public static void signerViolations(
      @Nullable SoftEd25519 soft, SignatureSink signatures, TextSink outcome) {
    JSPromise.runAsync(
        () -> {
          Signatures tested =
              soft == null ? Signatures.ofWebCrypto(new Queue()) : Signatures.ofSoft(soft);
          SignerContract.check(
              tested.signer(),
              (key, message, signature) -> {
                signatures.accept(Hex.of(key), Hex.of(message), Hex.of(signature));
                return true;
              },
              violations -> outcome.accept(String.join("\n", violations)));
        });
  }

  /** What the check breaks, a line each. */
  @JSExport
  public static void signatureCheckViolations(@Nullable SoftEd25519 soft, TextSink outcome) {
    SignatureCheckContract.check(
        check(soft), violations -> outcome.accept(String.join("\n", violations)));
  }

  /** Tells {@code true} or {@code false}. */
  @JSExport
  public static void verify(@Nullable SoftEd25519 soft, Signed signed, TextSink outcome) {
    check(soft)
        .verify(
            signed.getPublicKey().copyToJavaArray(),
            signed.getMessage().copyToJavaArray(),
            signed.getSignature().copyToJavaArray(),
            holds -> outcome.accept(holds ? "true" : "false"));
  }

  private static SignatureCheck check(@Nullable SoftEd25519 soft) {
    return soft == null ? new WebCryptoSignatureCheck(new Queue()) : new SoftSignatureCheck(soft);
  }

  /** What the cryptography of sealed work breaks, a line each. */
  @JSExport
  public static void sealCryptoViolations(TextSink outcome) {
    SealTck.violations(outcome);
  }

  /** Tells the plaintext in hexadecimal, or that it is refused. */
  @JSExport
  public static void openHpke(SealTck.Message message, TextSink outcome) {
    SealTck.open(message, outcome);
  }

  /** Tells what the envelope opens to and what the content is sealed to. */
  @JSExport
  public static void envelope(SealTck.Envelope envelope, TextSink outcome) {
    SealTck.envelope(envelope, outcome);
  }

  /** What the engine breaks, a line each. */
  @JSExport
  public static void engineViolations(ModelMessage model, TextSink outcome) {
    EngineContract.check(
        opened(),
        ModelMessages.spec(model),
        violations -> outcome.accept(String.join("\n", violations)));
  }

  /** What a link to the echo at {@code url} breaks, a line each. */
  @JSExport
  public static void linkViolations(String url, TextSink outcome) {
    PerformanceClock clock = new PerformanceClock();
    LinkUnderTest listener = new LinkUnderTest(outcome);
    Backoff backoff = new Backoff(new CryptoEntropy(), clock);
    new SignalConnector(url, listener, new Queue(), backoff).start();
  }

  /** Puts the first link that opens under the contract. */
  private static final class LinkUnderTest implements SignalConnector.Listener {
    private final TextSink outcome;
    private Consumer<byte[]> incoming = frame -> {};

    LinkUnderTest(TextSink outcome) {
      this.outcome = outcome;
    }

    @Override
    public void opened(SignalLink link) {
      incoming =
          SignalLinkContract.check(
              link, violations -> outcome.accept(String.join("\n", violations)));
    }

    @Override
    public void received(byte[] frame) {
      incoming.accept(frame);
    }

    @Override
    public void closed() {}
  }

  private static WorkerEngine opened() {
    WorkerEngine opened = engine;
    if (opened == null) {
      throw new IllegalStateException("openEngine comes first");
    }
    return opened;
  }

  /** The simplest actor: runs events in order, never one inside another. */
  static final class Queue implements Actor {
    private final Deque<Runnable> events = new ArrayDeque<>();
    private boolean running;

    @Override
    public void enqueue(Runnable event) {
      events.add(event);
      if (running) {
        return;
      }
      running = true;
      for (Runnable next = events.poll(); next != null; next = events.poll()) {
        next.run();
      }
      running = false;
    }
  }
}
