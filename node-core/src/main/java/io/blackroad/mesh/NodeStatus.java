package io.blackroad.mesh;

/**
 * What a visitor is shown of the node in their browser.
 *
 * @param nodeId empty until the seed has accepted the node
 * @param purpose what is being computed and for whom; empty while nothing is
 * @param pauseReason why nothing runs though it could, as a sentence; empty when something does
 * @param busyPercent share of one core used over the last two seconds
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
    int busyPercent,
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
    /** A task waits until the CPU limit allows it. */
    PAUSED,
    /** Over; nothing will run any more. */
    STOPPED
  }
}
