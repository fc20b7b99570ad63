package io.blackroad.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.port.Signer;
import io.blackroad.mesh.sim.Simulation;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What does not go well; what does, {@code SealedJobTest} shows. */
class SealedEngineTest {
  private static final ModelSpec SEALED = SealedModel.of(Simulation.MODEL);
  private static final SealedRow ROW =
      new SealedRow("0".repeat(32), 17, new byte[256 + Envelope.OVERHEAD_BYTES]);

  private final List<ModelSpec> prepared = new ArrayList<>();
  private final List<TokenBatch> computed = new ArrayList<>();
  private final List<Consumer<Want.Answer>> asked = new ArrayList<>();
  private final List<Engine.Ran> told = new ArrayList<>();
  private final SealedEngine engine =
      new SealedEngine(
          new Plain(),
          new SealedEngine.Ports(
              new NoCrypto(), new Sha256(), new Key(), (want, done) -> asked.add(done)));

  /** An engine that notes what it is asked. */
  private final class Plain implements Engine {
    @Override
    public String engineClass() {
      return "plain";
    }

    @Override
    public int memoryMib() {
      return 7;
    }

    @Override
    public void prepare(ModelSpec model, Consumer<Prepared> done) {
      prepared.add(model);
      done.accept(new Prepared.Ready(true));
    }

    @Override
    public void run(ModelSpec model, TokenBatch batch, Consumer<Ran> done) {
      computed.add(batch);
      done.accept(new Ran.Failed("not now"));
    }

    @Override
    public void close() {}
  }

  private static final class Key implements Signer {
    @Override
    public byte[] publicKey() {
      return new byte[32];
    }

    @Override
    public void sign(byte[] message, Consumer<byte[]> done) {
      done.accept(new byte[64]);
    }
  }

  /** Agrees with everybody and opens nothing. */
  private static final class NoCrypto implements SealCrypto, SealKey {
    @Override
    public void generate(Consumer<SealKey> done) {
      done.accept(this);
    }

    @Override
    public byte[] publicKey() {
      return new byte[PUBLIC_BYTES];
    }

    @Override
    public void agree(byte[] peer, Consumer<Unsealed> done) {
      done.accept(new Unsealed.Plain(new byte[32]));
    }

    @Override
    public void encrypt(GcmKey key, byte[] aad, byte[] plaintext, Consumer<byte[]> done) {
      done.accept(plaintext);
    }

    @Override
    public void decrypt(GcmKey key, byte[] aad, byte[] ciphertext, Consumer<Unsealed> done) {
      done.accept(new Unsealed.Refused("not mine"));
    }
  }

  private void run(int[] ids) {
    engine.run(SEALED, new TokenBatch(List.of(ids)), told::add);
  }

  private void prepare() {
    engine.prepare(SEALED, outcome -> {});
  }

  private String failure() {
    assertEquals(1, told.size());
    return assertInstanceOf(Engine.Ran.Failed.class, told.get(0)).reason();
  }

  @Test
  void openModelsGoStraightThrough() {
    engine.prepare(Simulation.MODEL, outcome -> {});
    TokenBatch batch = new TokenBatch(List.of(new int[] {1}, new int[] {2}));
    engine.run(Simulation.MODEL, batch, told::add);
    assertEquals(List.of(Simulation.MODEL), prepared);
    assertEquals(List.of(batch), computed);
    assertEquals("not now", failure());
    assertEquals("plain", engine.engineClass());
    assertEquals(7, engine.memoryMib());
  }

  @Test
  void ofASealedModelTheOpenOneIsLoaded() {
    prepare();
    assertEquals(Simulation.MODEL.name(), prepared.get(0).name());
    assertEquals(Simulation.MODEL.modelHash(), prepared.get(0).modelHash());
  }

  @Test
  void whatIsNoRowIsNotAskedFor() {
    prepare();
    run(new int[] {101, 102});
    assertEquals("no sealed text", failure());
    assertTrue(asked.isEmpty());
  }

  @Test
  void aRefusalIsPassedOn() {
    prepare();
    run(ROW.ids());
    asked.get(0).accept(new Want.Answer.Refused("the job is over"));
    assertEquals("sealed text: the job is over", failure());
  }

  @Test
  void aGrantThatDoesNotOpenFailsAndIsAskedForAgain() {
    prepare();
    run(ROW.ids());
    Hpke.Message grant = new Hpke.Message(new byte[65], new byte[48]);
    asked.get(0).accept(new Want.Answer.Granted(grant));
    assertEquals("sealed text: not mine", failure());
    run(ROW.ids());
    assertEquals(2, asked.size());
    assertTrue(computed.isEmpty());
  }

  @Test
  void nothingIsAskedBeforeTheModelWasPrepared() {
    run(ROW.ids());
    assertEquals("sealed text: asked before the model was prepared", failure());
  }

  @Test
  void afterItsEndNothingIsTold() {
    prepare();
    run(ROW.ids());
    engine.close();
    asked.get(0).accept(new Want.Answer.Refused("too late"));
    assertEquals(List.of(), told);
  }
}
