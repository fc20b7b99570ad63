package io.blackroad.mesh.govern;

import org.jspecify.annotations.Nullable;

/**
 * What a node may do now. Not a sealed type of four records, for the same reason as {@link
 * PauseCode}.
 */
public final class Decision {
  /** Nothing speaks against what the visitor allows. */
  static final Decision RUN = new Decision(100, true, null);

  private final int sharePercent;
  private final boolean relays;
  private final @Nullable Pause why;

  private Decision(int sharePercent, boolean relays, @Nullable Pause why) {
    this.sharePercent = sharePercent;
    this.relays = relays;
    this.why = why;
  }

  /** Compute, but only a part of what the visitor allows. */
  static Decision runLess(int sharePercent, Pause why) {
    return new Decision(sharePercent, true, why);
  }

  /** Compute nothing, but pass on what others send. Until nodes relay, that is nothing at all. */
  static Decision relayOnly(Pause why) {
    return new Decision(0, true, why);
  }

  /** Compute nothing, load nothing, pass nothing on. */
  static Decision stop(Pause why) {
    return new Decision(0, false, why);
  }

  /** How much of what the visitor allows may be computed, 0 to 100 percent. */
  public int sharePercent() {
    return sharePercent;
  }

  /** Whether it may pass on what others send. */
  public boolean relays() {
    return relays;
  }

  /** Whether nothing may be computed. */
  public boolean rests() {
    return sharePercent == 0;
  }

  /** Why not all of it; null when all of it. */
  public @Nullable Pause why() {
    return why;
  }
}
