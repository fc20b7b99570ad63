package io.blackroad.mesh.seal;

import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.port.Signer;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An engine that computes sealed models as well as open ones: it asks the submitter for the key of
 * each block, opens the row, has the other engine compute, and seals the vector. What it opened is
 * kept nowhere; the rest of the node, what it puts down for the next tab included, sees sealed rows
 * only.
 *
 * <pre>
 * run: row --key at hand?--no--> ask --granted--> accept --+--> open --> compute --> seal --> done
 *            \------------------- yes --------------------/     any refusal: Ran.Failed
 * </pre>
 */
public final class SealedEngine implements Engine {
  /** Blocks whose keys are kept: those of the tasks that a node holds at a time, and some. */
  private static final int SEALS_MAX = 8;

  private final Engine plain;
  private final Ports ports;
  private final String nodeId;
  private final List<Known> known = new ArrayList<>();
  private @Nullable Own own;
  private boolean closed;

  /** What it needs from its platform. */
  public record Ports(SealCrypto crypto, Digest digest, Signer signer, Letterbox letterbox) {}

  /** A block whose key was granted. */
  private record Known(BlockBinding block, BlockSeal seal) {}

  /** The node's own key and its word on it. */
  private record Own(SealKey key, SealKeyProof proof) {}

  /** A row under way. */
  private record Work(SealedRow row, BlockBinding block, ModelSpec open, Consumer<Ran> done) {
    void fail(String reason) {
      done.accept(new Ran.Failed("sealed text: " + reason));
    }
  }

  public SealedEngine(Engine plain, Ports ports) {
    this.plain = plain;
    this.ports = ports;
    this.nodeId = Identity.nodeId(ports.signer().publicKey(), ports.digest());
  }

  @Override
  public String engineClass() {
    return plain.engineClass();
  }

  @Override
  public int memoryMib() {
    return plain.memoryMib();
  }

  @Override
  public void prepare(ModelSpec model, Consumer<Prepared> done) {
    ModelSpec open = SealedModel.open(model);
    if (open == null) {
      plain.prepare(model, done);
    } else if (own != null) {
      plain.prepare(open, done);
    } else {
      ports.crypto().generate(key -> sign(key, () -> plain.prepare(open, done)));
    }
  }

  private void sign(SealKey key, Runnable then) {
    byte[] publicKey = key.publicKey();
    ports
        .signer()
        .sign(
            SealKeyProof.signed(publicKey),
            signature -> {
              own =
                  new Own(key, new SealKeyProof(ports.signer().publicKey(), publicKey, signature));
              if (!closed) {
                then.run();
              }
            });
  }

  @Override
  public void run(ModelSpec model, TokenBatch batch, Consumer<Ran> done) {
    ModelSpec open = SealedModel.open(model);
    if (open == null) {
      plain.run(model, batch, done);
      return;
    }
    SealedRow row = batch.size() == 1 ? SealedRow.of(batch.sequences().get(0)) : null;
    if (row == null) {
      done.accept(new Ran.Failed("no sealed text"));
      return;
    }
    BlockBinding block = new BlockBinding(row.job(), row.block(), model.modelHash());
    Work work = new Work(row, block, open, ran -> unlessClosed(ran, done));
    BlockSeal seal = sealOf(block);
    if (seal == null) {
      ask(work);
    } else {
      open(work, seal);
    }
  }

  private void unlessClosed(Ran ran, Consumer<Ran> done) {
    if (!closed) {
      done.accept(ran);
    }
  }

  private @Nullable BlockSeal sealOf(BlockBinding block) {
    for (Known each : known) {
      if (each.block.equals(block)) {
        return each.seal;
      }
    }
    return null;
  }

  private void ask(Work work) {
    Own asking = own;
    if (asking == null) {
      work.fail("asked before the model was prepared");
      return;
    }
    Want want = new Want(work.row.job(), work.row.block(), nodeId, asking.proof);
    ports
        .letterbox()
        .ask(
            want,
            answer -> {
              switch (answer) {
                case Want.Answer.Refused refused -> work.fail(refused.reason());
                case Want.Answer.Granted granted -> accept(work, asking.key, granted.grant());
              }
            });
  }

  private void accept(Work work, SealKey key, Hpke.Message grant) {
    BlockSeal.accept(
        new BlockSeal.Ports(ports.crypto(), ports.digest()),
        work.block,
        new BlockSeal.Grantee(nodeId, key, grant),
        granted -> {
          switch (granted) {
            case BlockSeal.Granted.Refused refused -> work.fail(refused.reason());
            case BlockSeal.Granted.Ok ok -> {
              if (known.size() == SEALS_MAX) {
                known.remove(0);
              }
              known.add(new Known(work.block, ok.seal()));
              open(work, ok.seal());
            }
          }
        });
  }

  private void open(Work work, BlockSeal seal) {
    seal.openInput(
        work.row.row(),
        work.row.envelope(),
        opened -> {
          switch (opened) {
            case Unsealed.Refused refused -> work.fail(refused.reason());
            case Unsealed.Plain ids -> compute(work, seal, ids.bytes());
          }
        });
  }

  private void compute(Work work, BlockSeal seal, byte[] content) {
    int[] ids = TextContent.ids(content);
    if (ids.length == 0 || ids.length > work.open.tokensMax()) {
      work.fail(ids.length + " token ids, wanted 1 to " + work.open.tokensMax());
    } else if (!closed) {
      plain.run(work.open, new TokenBatch(List.of(ids)), ran -> seal(work, seal, ran));
    }
  }

  private void seal(Work work, BlockSeal seal, Ran ran) {
    switch (ran) {
      case Ran.Failed failed -> work.done.accept(failed);
      case Ran.Computed computed ->
          seal.sealOutput(
              work.row.row(),
              TextContent.of(computed.vectors()),
              envelope ->
                  work.done.accept(
                      new Ran.Computed(Packing.packFloats(envelope), computed.busyMicros())));
    }
  }

  @Override
  public void close() {
    closed = true;
    known.clear();
    plain.close();
  }
}
