package io.blackroad.mesh;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.InclusionProof;
import io.blackroad.mesh.merkle.PathDigits;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.merkle.TreeTail;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.Signer;
import io.blackroad.mesh.witness.Checkpoint;
import io.blackroad.mesh.witness.CheckpointNote;
import io.blackroad.mesh.witness.ProvenEntry;
import io.blackroad.mesh.witness.Published;
import io.blackroad.mesh.witness.Receipts;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Signs checkpoints of what is durable, and proves by them what answers rest on. One signature
 * serves all answers that became durable together.
 *
 * <pre>
 * appended --durable--> tail --prove--> waiting --signed--> receipts
 * </pre>
 */
final class Notary {
  /** Newest leaves that proofs can be made of without reading the log: 256 KiB of hashes. */
  private static final int TAIL_LEAVES = 4_096;

  private final Digest digest;
  private final Signer signer;
  private final String publicKey;
  private final String chain;
  private final TreeTail tail;
  private final Deque<Entry> appended = new ArrayDeque<>();
  private List<Consumer<Proofs>> waiting = new ArrayList<>();
  private boolean signing;
  private String headHash;
  private long headTimestampNanos;
  private @Nullable Published newest;

  /** Makes receipts for entries that the signed checkpoint covers. */
  interface Proofs {
    Receipts of(List<LoggedEntry> entries);
  }

  /**
   * @param tail of all that is durable, which ends where {@code chain} does
   */
  Notary(Digest digest, Signer signer, Chain chain, TreeTail tail) {
    this.digest = digest;
    this.signer = signer;
    this.publicKey = Hex.of(signer.publicKey());
    this.chain = chain.name();
    this.tail = tail;
    this.headHash = chain.headHash();
    this.headTimestampNanos = chain.lastTimestampNanos();
  }

  /** Entries are on their way to the log. */
  void appended(List<LoggedEntry> entries) {
    entries.forEach(logged -> appended.add(logged.entry()));
  }

  /** Entries up to {@code seq} can no longer be lost. */
  void durable(long seq) {
    while (!appended.isEmpty() && appended.element().seq() <= seq) {
      Entry entry = appended.remove();
      tail.append(Hex.require(entry.hash()));
      headHash = entry.hash();
      headTimestampNanos = entry.timestampNanos();
    }
  }

  /** {@code then} hears, after the next {@link #serve}, what can prove all that is durable now. */
  void prove(Consumer<Proofs> then) {
    waiting.add(then);
  }

  /** Signs for those who wait. */
  void serve() {
    if (signing) {
      return;
    }
    if (waiting.isEmpty()) {
      tail.forgetBefore(tail.size() - TAIL_LEAVES);
      return;
    }
    List<Consumer<Proofs>> served = waiting;
    waiting = new ArrayList<>();
    signing = true;
    sign(
        signed -> {
          signing = false;
          PathDigits digits = new PathDigits();
          served.forEach(then -> then.accept(entries -> receipts(signed, entries, digits)));
          serve();
        });
  }

  /** Entries that are durable. */
  long size() {
    return tail.size();
  }

  /** Hands the checkpoint of all that is durable to {@code then}. Requires a durable entry. */
  void publish(Consumer<Published> then) {
    Published current = newest;
    if (current != null && current.checkpoint().checkpoint().treeSize() == tail.size()) {
      then.accept(current);
      return;
    }
    sign(
        signed ->
            signer.sign(
                CheckpointNote.signedBytes(signed.checkpoint()),
                signature -> {
                  Published published = new Published(signed, Hex.of(signature), List.of());
                  newest = published;
                  then.accept(published);
                }));
  }

  /**
   * The hashes that prove the log of {@code size1} to be the beginning of that of {@code size2}, 64
   * digits each; null when they have to be read from the log.
   */
  @Nullable List<String> consistency(long size1, long size2) {
    if (size1 > size2 || size2 > tail.size()) {
      return List.of();
    }
    return size1 < tail.base()
        ? null
        : Hex.ofAll(new TreeProver(tail, digest).consistency(size1, size2).path());
  }

  private void sign(Consumer<SignedCheckpoint> then) {
    byte[] root = new TreeProver(tail, digest).root(tail.size());
    Checkpoint checkpoint =
        new Checkpoint(chain, tail.size(), Hex.of(root), headHash, headTimestampNanos);
    signer.sign(
        checkpoint.signedBytes(),
        signature -> then.accept(new SignedCheckpoint(checkpoint, publicKey, Hex.of(signature))));
  }

  private Receipts receipts(SignedCheckpoint signed, List<LoggedEntry> entries, PathDigits digits) {
    TreeProver prover = new TreeProver(tail, digest);
    List<ProvenEntry> proven = new ArrayList<>();
    for (LoggedEntry logged : entries) {
      InclusionProof proof = prover.inclusion(logged.entry().seq(), signed.checkpoint().treeSize());
      proven.add(new ProvenEntry(logged, digits.of(proof.path())));
    }
    return new Receipts(signed, proven);
  }
}
