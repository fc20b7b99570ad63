package io.blackroad.mesh;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.witness.Archive;
import io.blackroad.mesh.witness.CheckpointNote;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.Receipts;
import io.blackroad.mesh.witness.SignedCheckpoint;
import io.blackroad.mesh.witness.Witness;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The node's distrust of its seed: checks every receipt, holds the seed to one history, cosigns
 * what it is shown, listens to what other nodes were shown, and keeps what proves a lie.
 */
final class Auditor {
  /** A seed that owes a proof for longer is not worth working for; it reads a few kilobytes. */
  static final long DEMAND_MILLIS_MAX = 10_000;

  /** Other nodes' word is heard only while the seed's own is not waiting in numbers. */
  private static final int GOSSIP_WAITING_MAX = 4;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final MeshNode.Ports ports;
  private final Archive archive;
  private final Voice voice;
  private @Nullable SignedCheckpoint kept;
  private @Nullable Witness witness;
  private String witnessedSeed = "";
  private long demandedMillis;
  private String alarm = "";
  private boolean linked;

  /** What others were shown, heard before this node's own link was ready to ask about it. */
  private final Deque<SignedCheckpoint> early = new ArrayDeque<>();

  private int verified;
  private int broken;

  /** How it acts on what it finds. */
  interface Voice {
    void say(Message message);

    /** This link is not worth keeping; another may be. */
    void hangUp(String reason);

    /** This seed is not to be worked for. */
    void quit(String reason);
  }

  /**
   * @param held the newest checkpoint of an earlier session, or null
   */
  Auditor(MeshNode.Ports ports, @Nullable SignedCheckpoint held, Voice voice) {
    this.ports = ports;
    this.archive = ports.archive();
    this.kept = held;
    this.voice = voice;
  }

  /** The seed has said who it is; false when it is not the one whose log this node has watched. */
  boolean greet(String seedId) {
    SignedCheckpoint held = kept;
    if (held != null && !held.checkpoint().chain().equals(SignedCheckpoint.CHAIN_PREFIX + seedId)) {
      distrust(
          "Another seed answers at this address: "
              + seedId
              + ", and not that of "
              + held.checkpoint().chain()
              + ", whose log this browser has watched.");
      return false;
    }
    if (!witnessedSeed.equals(seedId)) {
      witnessedSeed = seedId;
      witness =
          new Witness(
              seedId, held, new Witness.Ports(ports.digest(), ports.signatures(), this::demand));
    }
    return true;
  }

  /** The seed answers this node now, which may ask about what it heard before. */
  void linked() {
    linked = true;
    while (linked && !early.isEmpty()) {
      heard(early.removeFirst());
    }
  }

  /** What somebody else was shown: compared at once, or as soon as the node is linked. */
  void hearsay(SignedCheckpoint checkpoint) {
    if (linked) {
      heard(checkpoint);
      return;
    }
    if (early.size() == NodeLimits.CHECKPOINTS_HEARD_EARLY_MAX) {
      early.removeFirst();
    }
    early.addLast(checkpoint);
  }

  /** The link is gone, and with it what was under way. */
  void unlinked() {
    linked = false;
    if (witness != null) {
      witness.forgetOffers();
    }
  }

  /**
   * Checks receipts; {@code then} hears, unless the link ends over it, whether all of them hold.
   */
  void take(Receipts receipts, Consumer<Boolean> then) {
    offer(
        receipts.checkpoint(),
        outcome -> {
          if (outcome instanceof Witness.Outcome.Refused refused) {
            broken += receipts.entries().size();
            voice.hangUp("the seed's receipts do not hold: " + refused.reason());
          } else {
            then.accept(check(receipts));
          }
        });
  }

  /** Checks what the seed shows to everyone, cosigns it, and tells other nodes. */
  void shown(SignedCheckpoint checkpoint) {
    offer(
        checkpoint,
        outcome -> {
          if (outcome instanceof Witness.Outcome.Refused refused) {
            voice.hangUp("the seed's checkpoint does not hold: " + refused.reason());
          } else {
            cosign(checkpoint);
            voice.say(new Message.Gossip(checkpoint));
          }
        });
  }

  /** Compares what another node was shown; what nobody signed says nothing. */
  void heard(SignedCheckpoint checkpoint) {
    if (witness != null && witness.waiting() < GOSSIP_WAITING_MAX) {
      offer(checkpoint, outcome -> {});
    }
  }

  /** The seed's answer to a demand. */
  void proved(Message.Consistency consistency) {
    if (witness != null) {
      witness.proof(consistency.size1(), consistency.size2(), consistency.path());
    }
  }

  /** Gives a link up on which the seed owes a proof for too long. */
  void sweep(long nowMillis) {
    if (witness != null && witness.demands() && nowMillis - demandedMillis > DEMAND_MILLIS_MAX) {
      voice.hangUp("the seed owes a proof that its log only grew");
    }
  }

  /** Monotonic time at which {@link #sweep} is wanted though nothing arrives. */
  long wakeAtMillis() {
    boolean demands = witness != null && witness.demands();
    return demands ? demandedMillis + DEMAND_MILLIS_MAX + 1 : Long.MAX_VALUE;
  }

  /** Entries that newer checkpoints have to contain as they are; 0 before the first checkpoint. */
  long witnessedSize() {
    return kept == null ? 0 : kept.checkpoint().treeSize();
  }

  /** Why the seed is not trusted any more, for the visitor; empty while it is. */
  String alarm() {
    return alarm;
  }

  /** Receipts that held. */
  int verified() {
    return verified;
  }

  /** Receipts that did not. */
  int broken() {
    return broken;
  }

  private void offer(SignedCheckpoint checkpoint, Consumer<Witness.Outcome> then) {
    if (witness == null) {
      voice.hangUp("the seed has not said who it is");
      return;
    }
    witness.offer(
        checkpoint,
        outcome -> {
          if (outcome instanceof Witness.Outcome.Irreconcilable proof) {
            archive.evidence(proof.evidence());
            distrust(proof.evidence().sentence());
            return;
          }
          keep();
          then.accept(outcome);
        });
  }

  private void demand(long size1, long size2) {
    demandedMillis = ports.clock().monotonicMillis();
    voice.say(new Message.Demand(size1, size2));
  }

  private void keep() {
    SignedCheckpoint newest = witness == null ? null : witness.held();
    if (newest != null && !newest.equals(kept)) {
      kept = newest;
      archive.checkpoint(newest);
    }
  }

  private boolean check(Receipts receipts) {
    boolean all = true;
    for (Receipt receipt : receipts.each()) {
      if (receipt.problem(ports.digest()) == null) {
        verified++;
        archive.receipt(receipt);
      } else {
        broken++;
        all = false;
      }
    }
    return all;
  }

  private void cosign(SignedCheckpoint checkpoint) {
    long seconds = ports.clock().unixNanos() / NANOS_PER_SECOND;
    long size = checkpoint.checkpoint().treeSize();
    ports
        .signer()
        .sign(
            CheckpointNote.cosignedBytes(checkpoint.checkpoint(), seconds),
            signature -> voice.say(new Message.Cosign(size, seconds, Hex.of(signature))));
  }

  private void distrust(String sentence) {
    alarm = sentence;
    voice.quit(sentence);
  }
}
