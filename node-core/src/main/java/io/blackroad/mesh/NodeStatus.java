package io.blackroad.mesh;

import io.blackroad.mesh.govern.Pause;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor is shown of the node in their browser.
 *
 * @param nodeId empty until the seed has accepted the node
 * @param purpose what is being computed and for whom; empty while nothing is
 * @param pauseReason why nothing runs though it could, as a sentence; empty when something does
 * @param pause why it computes less than it may, or nothing; null when neither
 * @param busyPercent share of one core at work over the last two seconds, by the clock
 * @param cpuPercent share of one core really used in that time, as far as the node can tell
 * @param unitsEarned 1e-8 ROAD of this session that receipts prove
 * @param unitsHeld 1e-8 ROAD that are held until the seed finds the node credible
 * @param unitsInAll 1e-8 ROAD, paid or held, of all sessions of this identity
 * @param resultsConfirmed results of this identity that others confirmed, in all its sessions
 * @param receiptsVerified receipts that hold: hashes, proof of inclusion, the seed's signature
 * @param receiptsBroken receipts that do not
 * @param witnessedSize entries of the seed's log that this node holds it to
 * @param alarm why this seed is not trusted any more, as sentences; empty while it is
 */
public record NodeStatus(
    Phase phase,
    String nodeId,
    String purpose,
    String pauseReason,
    @Nullable Pause pause,
    int busyPercent,
    int cpuPercent,
    long unitsEarned,
    long unitsHeld,
    long unitsInAll,
    long resultsConfirmed,
    int tasksAccepted,
    int tasksRejected,
    int receiptsVerified,
    int receiptsBroken,
    long witnessedSize,
    String alarm) {

  /** Where a node stands. */
  public enum Phase {
    /** No link to the seed. */
    CONNECTING,
    /** The seed has not yet put the consent on record. */
    JOINING,
    /** A model is being fetched or loaded. */
    PREPARING,
    /** Nothing to compute. */
    IDLE,
    /** A task is at work. */
    WORKING,
    /** Nothing is computed for a while, for the reason that {@link #pause} gives. */
    PAUSED,
    /** Over; nothing will run any more. */
    STOPPED
  }
}
