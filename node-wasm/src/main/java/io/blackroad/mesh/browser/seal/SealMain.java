package io.blackroad.mesh.browser.seal;

import io.blackroad.mesh.browser.WebCryptoSigner;
import io.blackroad.mesh.browser.js.DeviceKey;
import io.blackroad.mesh.browser.js.SealPart;
import io.blackroad.mesh.browser.js.WebCrypto;
import io.blackroad.mesh.browser.js.WorkerScope;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.port.Signer;
import io.blackroad.mesh.seal.SealedEngine;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;

/** What {@code seal.wasm} exports: a {@link SealedEngine} around {@code node.wasm}'s engine. */
public final class SealMain {
  private static final String WANTS = "../api/sealed/wants";
  private static final Turns TURNS = new Turns();
  private static final List<Consumer<SealedEngine>> WAITING = new ArrayList<>();
  private static @Nullable SealedEngine engine;

  /** Why there will be none; empty when there is or will be. */
  private static String problem = "";

  private SealMain() {}

  /** Wanted by TeaVM; {@code node.wasm} calls the exports instead. */
  public static void main(String[] args) {}

  /** Opens the node's key; what is wanted meanwhile waits. */
  @JSExport
  public static void begin(DeviceKey key, SealPart.Compute compute) {
    WebCrypto.KeyPair pair = key.getPair();
    if (pair == null) {
      problem = "sealed texts take a browser whose WebCrypto has Ed25519";
    } else {
      WebCryptoSigner.open(pair, TURNS, signer -> begun(signer, compute));
    }
  }

  private static void begun(Signer signer, SealPart.Compute compute) {
    SealedEngine made =
        new SealedEngine(
            new OutsideEngine(compute, TURNS),
            new SealedEngine.Ports(
                new WebCryptoSeal(TURNS),
                new Sha256(),
                signer,
                new HttpLetterbox(WorkerScope.resolve(WANTS), TURNS)));
    engine = made;
    WAITING.forEach(each -> each.accept(made));
    WAITING.clear();
  }

  private static void with(Consumer<SealedEngine> use) {
    TURNS.enqueue(
        () -> {
          SealedEngine made = engine;
          if (made == null) {
            WAITING.add(use);
          } else {
            use.accept(made);
          }
        });
  }

  /** Has the key for sealing made and signed. */
  @JSExport
  public static void prepare(String model, String modelHash, SealPart.Answer answer) {
    if (problem.isEmpty()) {
      with(made -> made.prepare(spec(model, modelHash), ready -> answer.answer(null, 0, "")));
    } else {
      answer.answer(null, 0, problem);
    }
  }

  /** Computes one sealed row. */
  @JSExport
  public static void run(String model, String modelHash, Int32Array ids, SealPart.Answer answer) {
    TokenBatch row = new TokenBatch(List.of(ids.copyToJavaArray()));
    with(made -> made.run(spec(model, modelHash), row, ran -> answer(ran, answer)));
  }

  private static void answer(Engine.Ran ran, SealPart.Answer answer) {
    switch (ran) {
      case Engine.Ran.Computed computed ->
          answer.answer(
              Float32Array.copyFromJavaArray(computed.vectors()),
              (double) computed.busyMicros(),
              "");
      case Engine.Ran.Failed failed -> answer.answer(null, 0, failed.reason());
    }
  }

  /** A sealed form of which only its name and the hash behind it matter here. */
  private static ModelSpec spec(String name, String hash) {
    return new ModelSpec(name, hash, 0, "", "", "", 0, 0, Pooling.MEAN, false);
  }
}
