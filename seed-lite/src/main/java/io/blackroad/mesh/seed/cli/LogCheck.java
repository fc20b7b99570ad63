package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.ChainVerifier;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.merkle.TreeTail;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.seed.JcaDigest;
import io.blackroad.mesh.seed.JcaSignatureCheck;
import io.blackroad.mesh.seed.api.PublicLog;
import io.blackroad.mesh.witness.Checkpoint;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a whole log, entry after entry: the chain, the tree over it, every checkpoint that it
 * records, and whatever else its seed has signed of it. Memory does not grow with the log.
 */
final class LogCheck {
  /** How far a recorded checkpoint may lie behind what it covers; an honest one lies next to it. */
  private static final int WINDOW = 1 << 14;

  private static final int KEY_DIGITS = 2 * Identity.PUBLIC_KEY_BYTES;

  private final Digest digest = new JcaDigest();
  private final ChainVerifier chain = new ChainVerifier(digest);
  private final TreeTail tree = TreeTail.empty(digest);
  private final TreeProver prover = new TreeProver(tree, digest);
  private final Head[] heads = new Head[WINDOW];
  private final LogSource source;
  private final Claims claims;
  private final Progress progress;
  private final @Nullable TileCheck tiles;
  private @Nullable Entry first;
  private @Nullable Entry last;

  /**
   * @param claims what {@code source} claims, and whatever else the seed has signed
   */
  LogCheck(LogSource source, Claims claims, Progress progress) {
    this.source = source;
    this.claims = claims;
    this.progress = progress;
    this.tiles = source.hasTiles() ? new TileCheck(source, digest) : null;
  }

  /** What a checkpoint says of the last entry that it covers. */
  private record Head(String hash, long timestampNanos) {}

  /**
   * What holds.
   *
   * @param first null for an empty log, like {@code last}
   */
  record Sound(@Nullable Entry first, @Nullable Entry last, String root, int cosignatures) {}

  /** Returns when all holds. */
  Sound run() throws IOException, CliFailure, Breach {
    source.read(this::take);
    claims.requireReached(tree.size());
    if (tiles != null) {
      tiles.end();
    }
    source.finish();
    return new Sound(first, last, root(tree.size()), claims.cosignatures());
  }

  private void take(LoggedEntry logged) throws IOException, CliFailure, Breach {
    Entry entry = logged.entry();
    if (chain.feed(logged) instanceof ChainVerifier.Result.Broken broken) {
      throw new Breach(broken.seq(), broken.reason());
    }
    if (first == null) {
      first = entry;
      requireOwner(logged);
    }
    requireShown(logged);
    if (entry.action() == Action.CHECKPOINT) {
      requireTrue(logged);
    }
    append(entry);
    if (claims.concern(tree.size())) {
      claims.compare(entry, root(tree.size()));
    }
    progress.at(tree.size(), claims.sizeMax());
  }

  private void append(Entry entry) throws IOException, CliFailure, Breach {
    last = entry;
    tree.append(Hex.require(entry.hash()));
    tree.forgetBefore(tree.size() - WINDOW);
    heads[(int) (entry.seq() % WINDOW)] = new Head(entry.hash(), entry.timestampNanos());
    if (tiles != null) {
      tiles.append(entry.hash());
    }
  }

  /** The log has to be of the seed whose key its first entry states. */
  private void requireOwner(LoggedEntry genesis) throws Breach {
    String name = genesis.entry().chain();
    claims.requireSeed(name);
    String owner =
        genesis.payload() instanceof Json.Obj said
                && said.members().get("public_key") instanceof Json.Text key
                && Hex.is(key.value(), KEY_DIGITS)
            ? Identity.seedId(Hex.require(key.value()), digest)
            : "";
    if (!name.equals(SignedCheckpoint.CHAIN_PREFIX + owner)) {
      throw new Breach(0, "it does not state the key of the seed that " + name + " names");
    }
  }

  /** What the seed says of itself must not be withheld, or it could not be held to it. */
  private static void requireShown(LoggedEntry logged) throws Breach {
    if (PublicLog.isShownWhole(logged) && logged.salt() == null) {
      throw new Breach(
          logged.entry().seq(), "it is the seed's own " + logged.entry().action() + ", withheld");
    }
  }

  /** A recorded checkpoint has to be of this log, as it was then. */
  private void requireTrue(LoggedEntry logged) throws Breach {
    long seq = logged.entry().seq();
    SignedCheckpoint signed = CheckpointJson.fromJson(logged.payload());
    if (signed == null || !signed.checkpoint().chain().equals(logged.entry().chain())) {
      throw new Breach(seq, "it records no checkpoint of this log");
    }
    AtomicBoolean good = new AtomicBoolean();
    signed.check(digest, new JcaSignatureCheck(), good::set);
    Checkpoint recorded = signed.checkpoint();
    if (!good.get()) {
      throw new Breach(seq, "the seed did not sign the checkpoint that it records");
    }
    if (recorded.treeSize() > seq || recorded.treeSize() <= seq - WINDOW) {
      throw new Breach(seq, "it records a checkpoint of " + recorded.treeSize() + " entries");
    }
    Head head = heads[(int) ((recorded.treeSize() - 1) % WINDOW)];
    Head stated = new Head(recorded.headHash(), recorded.timestampNanos());
    if (!root(recorded.treeSize()).equals(recorded.root()) || !stated.equals(head)) {
      throw new Breach(
          seq,
          "the checkpoint that it records is not of the "
              + recorded.treeSize()
              + " entries before: the log was rewritten");
    }
  }

  private String root(long size) {
    return Hex.of(prover.root(size));
  }
}
