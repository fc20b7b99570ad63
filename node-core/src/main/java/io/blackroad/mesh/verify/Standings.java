package io.blackroad.mesh.verify;

import io.blackroad.mesh.log.Standing;

/**
 * What verdicts do to a node's standing. One failed check bars an identity for good: it costs
 * nothing to begin anew, but it costs everything that the old one had.
 */
public final class Standings {
  /**
   * Withheld reveals that bar. One may be a tab closed at the wrong moment; three are a habit that
   * makes others wait.
   */
  public static final int STRIKES_MAX = 3;

  /**
   * Passed checks that a strike is forgiven after, so that years of honest use with some lost
   * connections do not add up to a bar.
   */
  public static final long FORGIVEN_EVERY = 100;

  /**
   * A dissent bars only when the accepted group is wrong with at most this chance: of a hundred
   * nodes barred at most one was honest.
   */
  public static final double BAR_ERROR_MAX = 0.01;

  /**
   * Passed checks beyond which the seed's own word adds none: as many as make a node credible for
   * pay, too few for its lone word to be taken at the default bound. The seed compares by
   * tolerance, and a liar that stays just inside it would otherwise prove itself against the seed
   * and then be believed alone; to go further takes the same bytes as other visitors.
   */
  public static final long PASSED_BY_SEED_MAX = 20;

  /** Evidence weaker than a coin is none. */
  public static final double DOUBT_ERROR_MAX = 0.5;

  /**
   * Days without earning after which passed checks count half, and half again. What a node once
   * computed says who held its key then; keys are sold, stolen and hoarded. An honest node that
   * comes back every month loses nothing.
   */
  public static final long HALVED_AFTER_DAYS = 30;

  private Standings() {}

  /** What a verdict says of one node that revealed. */
  public enum Part {
    /** Another voice, or the seed, has the same result. */
    PASSED,
    /** Its result was accepted on its own word: nothing was checked. */
    ALONE,
    /** It differs as another engine class may, or too little is known: nothing follows. */
    EXCUSED,
    /** It differs from a group that is probably right: it begins anew, but may stay. */
    DOUBTED,
    /** It differs from a group that is right beyond reasonable doubt. */
    FAILED
  }

  /** The part that {@code nodeId}, which must have revealed, played in a verdict. */
  public static Part part(Verdict.Agreed verdict, String nodeId) {
    if (verdict.agreeing().contains(nodeId)) {
      return verdict.soleNode().isEmpty() ? Part.PASSED : Part.ALONE;
    }
    if (!verdict.dissenting().contains(nodeId) || verdict.errorChance() > DOUBT_ERROR_MAX) {
      return Part.EXCUSED;
    }
    return verdict.errorChance() <= BAR_ERROR_MAX ? Part.FAILED : Part.DOUBTED;
  }

  /** A node's standing after a verdict that it took part in. */
  public static Standing after(Standing before, Verdict.Agreed verdict, String taskId) {
    return switch (part(verdict, before.nodeId())) {
      case PASSED -> {
        boolean bySeed = verdict.method() == Verdict.Method.SEED;
        yield bySeed && before.passed() >= PASSED_BY_SEED_MAX ? before : passed(before);
      }
      case ALONE, EXCUSED -> before;
      case DOUBTED -> before.withPassed(0);
      case FAILED -> barred(before, dissent(verdict, taskId));
    };
  }

  private static Standing passed(Standing before) {
    Standing after = before.withPassed(before.passed() + 1);
    boolean forgiven = after.passed() % FORGIVEN_EVERY == 0;
    return forgiven ? after.withStrikes(Math.max(0, before.strikes() - 1)) : after;
  }

  private static String dissent(Verdict.Agreed verdict, String taskId) {
    String others =
        verdict.method() == Verdict.Method.SEED
            ? "what this seed computed itself"
            : "what " + verdict.certainty().voices() + " others computed independently";
    return "The result for task "
        + taskId
        + " differs from "
        + others
        + ". So that everybody gets right results, this seed takes no more work from this node.";
  }

  /** A node's standing after it was asked to reveal and did not. */
  public static Standing withheld(Standing before) {
    int strikes = before.strikes() + 1;
    Standing struck = before.withStrikes(strikes);
    return strikes < STRIKES_MAX
        ? struck
        : barred(
            struck,
            "This node committed to results and did not show them when asked, "
                + strikes
                + " times. Others had to wait for it, so this seed takes no more work from it.");
  }

  /**
   * A node's standing after it revealed what it had not committed to.
   *
   * @param fault as {@link Ballot.Reveal.Faulty} says
   */
  public static Standing faulty(Standing before, String taskId, String fault) {
    return barred(
        before,
        "What this node showed for task "
            + taskId
            + " cannot be right: "
            + fault
            + ". This seed takes no more work from it.");
  }

  /**
   * What a stored standing is worth when its node comes back.
   *
   * @param today UTC day, days since 1970
   */
  public static Standing returning(Standing stored, long today) {
    Standing.Accrual accrual = stored.accrual();
    long halvings = (today - accrual.day()) / HALVED_AFTER_DAYS;
    if (halvings < 1 || stored.passed() == 0) {
      return stored;
    }
    long passed = stored.passed() >> Math.min(halvings, Long.SIZE - 1);
    return stored
        .withPassed(passed)
        .withAccrual(new Standing.Accrual(accrual.remainder(), today, 0));
  }

  /** Bars a node; the first reason stays. */
  private static Standing barred(Standing before, String reason) {
    return before.isBarred() ? before : before.withBarred(reason);
  }
}
