package io.blackroad.mesh.govern;

/** What a node may do now. */
public sealed interface Decision {
  /** Compute, without a reason to do less than the visitor allowed. */
  record Run() implements Decision {}

  /**
   * Compute less.
   *
   * @param sharePercent of what the visitor allowed, 1 to 99
   */
  record RunLess(int sharePercent, Pause why) implements Decision {}

  /** Compute nothing, but pass on what others send. Until nodes relay, that is nothing at all. */
  record RelayOnly(Pause why) implements Decision {}

  /** Compute nothing, load nothing, pass nothing on. */
  record Stop(Pause why) implements Decision {}
}
