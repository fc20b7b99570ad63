package io.blackroad.mesh.reward;

import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.log.Standing;
import java.util.List;

/**
 * What becomes of money: rewards, their release from escrow, what is forfeited and taken back. Each
 * function gives the postings and the standing that belongs to them; both are stored in one batch,
 * so a standing's escrow and paid units are the balances of the node's two accounts.
 *
 * <pre>
 *            not yet credible                 becomes credible
 *  treasury -----------------> escrow:n_… --------------------> n_…
 *     ^  \                        |    credible                 ^ |
 *     |   \-----------------------|-----------------------------/ |
 *     \----------- caught --------/                               |
 *     \----------- corrected, at most what was paid --------------/
 * </pre>
 */
public final class Bookings {
  /** Where rewards come from. The only account that may be below zero. */
  public static final String TREASURY = "treasury";

  /**
   * Passed checks after which a node is paid at once. An honest node is there in some minutes; a
   * node that lies every tenth time gets there with a chance of 12 %, every third time with 0.03 %,
   * and what it earned till then is lost when it is caught.
   */
  public static final long CREDIBLE_AFTER = 20;

  private static final String ESCROW = "escrow:";

  private Bookings() {}

  /** A node's standing after money moved, and how it moved. */
  public record Booked(Standing after, List<Posting> postings) {
    public Booked {
      postings = List.copyOf(postings);
    }
  }

  /** The account that holds what a node earned before it was credible. */
  public static String escrow(String nodeId) {
    return ESCROW + nodeId;
  }

  /** Whether an account holds what some node earned before it was credible. */
  public static boolean isEscrow(String account) {
    return account.startsWith(ESCROW);
  }

  /** Whether a node's rewards are its own at once. */
  public static boolean credible(Standing standing) {
    return !standing.isBarred() && standing.passed() >= CREDIBLE_AFTER;
  }

  /**
   * Books a reward of the node; nothing for a barred one. Requires that it was not booked before.
   *
   * @param logSeq the {@code REWARD} entry
   */
  public static Booked reward(Standing before, Reward reward, long logSeq) {
    String nodeId = before.nodeId();
    if (!reward.nodeId().equals(nodeId)) {
      throw new IllegalArgumentException("a reward of " + reward.nodeId() + " for " + nodeId);
    }
    if (before.isBarred() || reward.units() == 0) {
      return new Booked(before, List.of());
    }
    boolean held = !credible(before);
    Posting posting =
        new Posting(
            reward.idempotencyKey(),
            TREASURY,
            held ? escrow(nodeId) : nodeId,
            reward.units(),
            logSeq);
    long escrow = before.escrowUnits() + (held ? reward.units() : 0);
    long paid = before.paidUnits() + (held ? 0 : reward.units());
    return new Booked(before.withUnits(escrow, paid), List.of(posting));
  }

  /**
   * Pays out what was held, whole, once a node is credible; nothing before, or when nothing is
   * held.
   *
   * @param logSeq the {@code TRANSFER} entry
   */
  public static Booked release(Standing before, long logSeq) {
    long held = before.escrowUnits();
    if (!credible(before) || held == 0) {
      return new Booked(before, List.of());
    }
    String nodeId = before.nodeId();
    String key = "release/" + nodeId + "/" + logSeq;
    return new Booked(
        before.withUnits(0, before.paidUnits() + held),
        List.of(new Posting(key, escrow(nodeId), nodeId, held, logSeq)));
  }

  /**
   * Returns to the treasury what is held for a node that was barred; nothing for one that is not.
   *
   * @param logSeq the {@code TRANSFER} entry
   */
  public static Booked forfeit(Standing before, long logSeq) {
    long held = before.escrowUnits();
    if (!before.isBarred() || held == 0) {
      return new Booked(before, List.of());
    }
    String key = "forfeit/" + before.nodeId();
    return new Booked(
        before.withUnits(0, before.paidUnits()),
        List.of(new Posting(key, escrow(before.nodeId()), TREASURY, held, logSeq)));
  }

  /**
   * Takes back the reward for a task whose output was wrong, at most what the node was paid.
   * Requires that it was not taken back before.
   *
   * @param units of the reward
   * @param logSeq the {@code TRANSFER} entry
   */
  public static Booked takeBack(Standing before, String taskId, long units, long logSeq) {
    long taken = Math.min(units, before.paidUnits());
    if (taken <= 0) {
      return new Booked(before, List.of());
    }
    String key = "takeback/" + taskId + "/" + before.nodeId();
    return new Booked(
        before.withUnits(before.escrowUnits(), before.paidUnits() - taken),
        List.of(new Posting(key, before.nodeId(), TREASURY, taken, logSeq)));
  }
}
