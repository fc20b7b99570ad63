package io.blackroad.mesh.govern;

/** How hard the device is at work in all, as the browser's Compute Pressure API tells. */
public enum Pressure {
  /** The browser does not tell: no such API, a hidden page, or a frame of another origin. */
  UNKNOWN,
  NOMINAL,
  FAIR,
  /** Others notice: the device is hot, or short of time for everybody. */
  SERIOUS,
  /** The device is about to protect itself. */
  CRITICAL
}
