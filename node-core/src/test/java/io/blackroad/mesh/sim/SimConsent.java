package io.blackroad.mesh.sim;

import io.blackroad.mesh.wire.ConsentTerms;

/** What simulated visitors agree to. */
public final class SimConsent {
  /** When it ends: as late as a seed takes it, longer than any run. */
  public static final long EXPIRES_MILLIS =
      SimClock.EPOCH_NANOS / 1_000_000 + 90L * 24 * 60 * 60 * 1_000;

  private SimConsent() {}

  /** The terms of a visitor of {@code site}. */
  public static ConsentTerms terms(int capPercent, String site) {
    return ConsentTerms.computing(
        capPercent,
        new ConsentTerms.Basis("", site, false, 1, Simulation.CODE_HASH, EXPIRES_MILLIS));
  }
}
