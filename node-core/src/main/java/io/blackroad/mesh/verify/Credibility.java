package io.blackroad.mesh.verify;

import io.blackroad.mesh.task.Confidence;

/**
 * How likely one result of a node is wrong, from the checks that it has passed. The formula is
 * Sarmenta's for spot-checking with blacklisting ("Sabotage-tolerance mechanisms for volunteer
 * computing systems", FGCS 18(4), 2002): a node that lies at rate s and is barred at the first lie
 * found survives k checks with chance (1-s)^k, and s(1-s)^k is greatest, below 1/(k e), at s =
 * 1/(k+1). So it bounds any constant rate of lying. A node that is honest until it is believed
 * breaks that assumption: it is met by the checks that go on and by computing again whatever rested
 * on its word alone.
 *
 * @param faultyShare assumed share of nodes that lie, above 0 and at most one half
 */
public record Credibility(double faultyShare) {
  /** Faulty share that the mesh assumes: every fifth node, the worst population. */
  public static final double FAULTY_SHARE = 0.2;

  /** The credibility that the mesh reckons with. */
  public static final Credibility DEFAULT = new Credibility(FAULTY_SHARE);

  /** A node is proven when its results are wrong with at most this chance: one is enough then. */
  public static final double PROVEN_ERROR_MAX = Confidence.STANDARD.errorMax();

  /**
   * Passed checks beyond which nothing more is believed: the chance is then 1e-10, far below what
   * hardware gets wrong by itself.
   */
  public static final long PASSED_MAX = 1_000_000_000;

  public Credibility {
    if (!(faultyShare > 0 && faultyShare <= 0.5)) {
      throw new IllegalArgumentException(
          "a faulty share of " + faultyShare + ", wanted more than 0 and at most 0.5");
    }
  }

  /** Whether a node that passed so many checks is proven: {@link #PROVEN_ERROR_MAX}. */
  public boolean proven(long passed) {
    return errorChance(passed) <= PROVEN_ERROR_MAX;
  }

  /** Chance, above 0 and below 1, that a result of a node that passed so many checks is wrong. */
  public double errorChance(long passed) {
    if (passed < 0) {
      throw new IllegalArgumentException(passed + " passed checks");
    }
    if (passed == 0) {
      return faultyShare;
    }
    double survived = faultyShare / ((1 - faultyShare) * Math.min(passed, PASSED_MAX) * Math.E);
    return Math.min(faultyShare, survived);
  }

  /** The fewest unknown nodes that meet {@code errorMax} when they agree. */
  public int strangersFor(double errorMax) {
    double odds = faultyShare / (1 - faultyShare);
    double against = odds;
    int strangers = 1;
    while (against / (1 + against) > errorMax && strangers < Ballot.COPIES_MAX) {
      against *= odds;
      strangers++;
    }
    return strangers;
  }

  /**
   * The fewest passed checks with which a node's lone result meets {@code errorMax}; {@link
   * Long#MAX_VALUE} when none is enough.
   */
  public long provenAfter(double errorMax) {
    if (errorChance(PASSED_MAX) > errorMax) {
      return Long.MAX_VALUE;
    }
    long tooFew = -1;
    long enough = PASSED_MAX;
    while (enough - tooFew > 1) {
      long middle = (tooFew + enough) >>> 1;
      if (errorChance(middle) <= errorMax) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return enough;
  }
}
