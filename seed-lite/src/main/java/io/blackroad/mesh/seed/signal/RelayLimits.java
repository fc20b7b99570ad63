package io.blackroad.mesh.seed.signal;

/**
 * How much one node may have passed on, and how long the seed waits for it.
 *
 * @param bytesPerSecond of relayed frames that are read from one node, and as much at once. A whole
 *     buffer of its operating system's is read in a thirtieth of a second, so the node's own words
 *     to the coordinator wait no longer than that behind its own flood
 * @param framesPerSecond likewise, of frames: they cost the seed more than their bytes
 * @param queuedBytesMax that wait for one node; more are dropped, and the peers send them again
 * @param slowMillis time in which a node has to empty its queue once, or it is cut off
 * @param resumeMillis time for which a node whose link is gone keeps its edges: as long as its
 *     peers keep them, less the silence after which a dead link is noticed here
 * @param seeksPerMinute words of one node id that make the seed look for peers or servers
 */
public record RelayLimits(
    int bytesPerSecond,
    int framesPerSecond,
    int queuedBytesMax,
    long slowMillis,
    long resumeMillis,
    int seeksPerMinute) {

  /** For nodes out on the open network. */
  public static final RelayLimits STANDARD =
      new RelayLimits(8 << 20, 4_000, 1 << 20, 10_000, 60_000, 60);

  /** The same with another pace. */
  public RelayLimits withPace(int newBytesPerSecond, int newFramesPerSecond) {
    return new RelayLimits(
        newBytesPerSecond,
        newFramesPerSecond,
        queuedBytesMax,
        slowMillis,
        resumeMillis,
        seeksPerMinute);
  }

  /** The same with other patience. */
  public RelayLimits withPatience(long newSlowMillis, long newResumeMillis) {
    return new RelayLimits(
        bytesPerSecond,
        framesPerSecond,
        queuedBytesMax,
        newSlowMillis,
        newResumeMillis,
        seeksPerMinute);
  }
}
