package io.blackroad.mesh.log;

/**
 * What a seed remembers of one node's identity between sessions; stored with the batch that changed
 * it.
 *
 * @param passed results of it that others confirmed
 * @param strikes reveals that it withheld
 * @param barred why it may not work here any more, as a sentence for the visitor; empty while it
 *     may
 * @param escrowUnits of 1e-8 ROAD that it has earned and that are held until it is credible
 * @param paidUnits of 1e-8 ROAD that were paid out to it, less what was taken back
 * @param accrual the fraction of a unit that is due, and what it earned today
 */
public record Standing(
    String nodeId,
    long passed,
    int strikes,
    String barred,
    long escrowUnits,
    long paidUnits,
    Accrual accrual) {

  /**
   * Where a node's earnings stand between two rewards.
   *
   * @param remainder rate times milliseconds that did not make a unit yet
   * @param day UTC day that {@code unitsToday} counts for, days since 1970
   * @param unitsToday of 1e-8 ROAD, earned on that day
   */
  public record Accrual(long remainder, long day, long unitsToday) {
    /** Nothing earned yet. */
    public static final Accrual NONE = new Accrual(0, 0, 0);
  }

  /** An identity that nothing is known of. */
  public static Standing fresh(String nodeId) {
    return new Standing(nodeId, 0, 0, "", 0, 0, Accrual.NONE);
  }

  /** The same but for what others confirmed. */
  public Standing withPassed(long after) {
    return new Standing(nodeId, after, strikes, barred, escrowUnits, paidUnits, accrual);
  }

  /** The same but for what it withheld. */
  public Standing withStrikes(int after) {
    return new Standing(nodeId, passed, after, barred, escrowUnits, paidUnits, accrual);
  }

  /** The same, but it may not work here any more. */
  public Standing withBarred(String reason) {
    return new Standing(nodeId, passed, strikes, reason, escrowUnits, paidUnits, accrual);
  }

  /** The same but for its money. */
  public Standing withUnits(long escrow, long paid) {
    return new Standing(nodeId, passed, strikes, barred, escrow, paid, accrual);
  }

  /** The same but for what is due. */
  public Standing withAccrual(Accrual after) {
    return new Standing(nodeId, passed, strikes, barred, escrowUnits, paidUnits, after);
  }

  public boolean isBarred() {
    return !barred.isEmpty();
  }
}
