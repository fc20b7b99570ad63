package io.blackroad.mesh.wire;

import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.witness.Receipts;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a node and its seed say to each other (spec/wire.md 3), in the order of a
 * session.
 */
public sealed interface Message {
  /** What is said so that a seed is held to one history (spec/ps-sha-infinity.md 8). */
  sealed interface Witnessing extends Message {}

  // Seed to node.

  /**
   * First words on a new link. {@code challenge} is 64 hex digits to be signed by the node's key.
   */
  record Welcome(String seedId, String challenge) implements Message {}

  /**
   * The node may work.
   *
   * @param passed results of this identity that others have confirmed, in all its sessions
   * @param held 1e-8 ROAD that it has earned and that are held until it is credible
   * @param paid 1e-8 ROAD that it was paid, less what was taken back
   * @param receipts prove the log entries of its consent and its joining
   */
  record Joined(String nodeId, long passed, long held, long paid, Receipts receipts)
      implements Message {}

  /** Changed terms are on record. */
  record Consented(Receipts receipts) implements Message {}

  /** Load this model and answer {@link Ready} or {@link Unready}. */
  record Prepare(ModelSpec model) implements Message {}

  /**
   * Compute {@code input} (tokens, int32 [texts, longest]) and {@link Commit} within {@code
   * leaseMillis}.
   *
   * @param purpose whom the work is for, in words that the visitor is shown
   */
  record Assign(
      String taskId, int shard, String model, String purpose, long leaseMillis, Tensor input)
      implements Message {}

  /** All have committed, or the wait is over: {@link Reveal} now. */
  record Open(String taskId) implements Message {}

  /** The task is someone else's now; drop it. */
  record Cancel(String taskId) implements Message {}

  /**
   * The verdict on a revealed result.
   *
   * @param accepted whether the result agreed
   * @param agreeing nodes that agreed, this one included when accepted
   * @param units reward in 1e-8 ROAD, 0 when not accepted
   * @param held whether the reward is held until the node is credible
   * @param receipts of this node's entries: its result, the verification, its reward if any
   */
  record Settled(
      String taskId,
      boolean accepted,
      int agreeing,
      long units,
      boolean held,
      String reason,
      Receipts receipts)
      implements Message {}

  /**
   * The node's account changed, though no task of it was settled.
   *
   * @param units of 1e-8 ROAD that moved
   * @param receipts of the entries that say so
   */
  record Credited(Cause cause, long units, String reason, Receipts receipts) implements Message {
    /** Why an account changed. */
    public enum Cause {
      /** Paid for being there, ready to work. */
      IDLE("idle"),
      /** What was held is paid out: the node has become credible. */
      RELEASED("released"),
      /** What was held is lost: the node was caught. */
      FORFEITED("forfeited"),
      /** What was paid for results that proved wrong is taken back. */
      TAKEN_BACK("taken_back");

      private final String wireName;

      Cause(String wireName) {
        this.wireName = wireName;
      }

      public String wireName() {
        return wireName;
      }

      /** The cause of that name, or null. */
      public static @Nullable Cause ofWireName(String name) {
        for (Cause cause : values()) {
          if (cause.wireName.equals(name)) {
            return cause;
          }
        }
        return null;
      }
    }
  }

  /** The newest checkpoint that everyone is shown; a witness cosigns it: {@link Cosign}. */
  record Shown(SignedCheckpoint checkpoint) implements Witnessing {}

  /**
   * The answer to {@link Demand}.
   *
   * @param path hashes of the proof, 64 hex digits each; empty when the seed has none
   */
  record Consistency(long size1, long size2, List<String> path) implements Witnessing {
    public Consistency {
      path = List.copyOf(path);
    }
  }

  /** A newer link of the same node has taken over; this one closes next, and its node is done. */
  record Replaced() implements Message {}

  /** The seed will not go on with this node; the link closes next. */
  record Refused(String reason) implements Message {}

  // Both ways.

  /** The newest checkpoint that a node holds, for other nodes: a seed passes it on unread. */
  record Gossip(SignedCheckpoint checkpoint) implements Witnessing {}

  // Node to seed.

  /**
   * Who the node is.
   *
   * @param publicKey Ed25519, 64 hex digits; the node's id follows from it
   * @param signature 128 hex digits over the challenge (spec/wire.md 4)
   * @param engineClass see {@code Engine.engineClass()}
   * @param memoryMib see {@code Engine.memoryMib()}
   * @param consent what the visitor agreed to
   * @param holds ids of tasks that it was given on an earlier link and goes on with
   */
  record Hello(
      String publicKey,
      String signature,
      String engineClass,
      int memoryMib,
      ConsentTerms consent,
      List<String> holds)
      implements Message {
    public Hello {
      holds = List.copyOf(holds);
    }
  }

  /** The visitor changed the terms while at work; off means the node leaves. */
  record ConsentChanged(ConsentTerms consent) implements Message {}

  /** Prove that the log of {@code size1} entries is the beginning of that of {@code size2}. */
  record Demand(long size1, long size2) implements Witnessing {}

  /**
   * This node saw the checkpoint {@link Shown} of {@code treeSize}, which continues all that it saw
   * before.
   *
   * @param timeSeconds Unix time, part of what is signed
   * @param signature 128 hex digits over {@code CheckpointNote.cosignedBytes}
   */
  record Cosign(long treeSize, long timeSeconds, String signature) implements Witnessing {}

  /** {@code model} (catalog name) can run here. */
  record Ready(String model, boolean cached) implements Message {}

  /** {@code model} cannot run here. */
  record Unready(String model, String reason) implements Message {}

  /** Still here; sent every {@code NodeLimits.HEARTBEAT_MILLIS}. */
  record Heartbeat() implements Message {}

  /** Binds the node to a result: 64 hex digits (spec/ps-sha-infinity.md 6). */
  record Commit(String taskId, String commitment) implements Message {}

  /** The result that was committed to, with the nonce (64 hex digits). */
  record Reveal(String taskId, String nonce, Tensor output) implements Message {}

  /** The node will not compute this task. */
  record Decline(String taskId, String reason) implements Message {}

  /** The node leaves on purpose; its leases are free at once. */
  record Goodbye(String reason) implements Message {}
}
