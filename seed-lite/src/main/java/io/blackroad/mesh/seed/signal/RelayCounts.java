package io.blackroad.mesh.seed.signal;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What has become of relayed frames since the seed began. Thread-safe. */
public final class RelayCounts {
  private final LongAdder frames = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder cut = new LongAdder();
  private final Map<Drop, LongAdder> dropped = new EnumMap<>(Drop.class);

  /** Why a frame was not passed on. */
  public enum Drop {
    /** There is no such edge (any more). */
    NO_EDGE,

    /** The other end's link is down and may come back. */
    AWAY,

    /** Too much waits for the other end. */
    SLOW,

    /** A visitor's bytes of the day are used up. */
    BUDGET
  }

  /** Nothing yet. */
  public RelayCounts() {
    for (Drop why : Drop.values()) {
      dropped.put(why, new LongAdder());
    }
  }

  void passed(int newFrames, long newBytes) {
    frames.add(newFrames);
    bytes.add(newBytes);
  }

  void dropped(Drop why, int newFrames) {
    adder(why).add(newFrames);
  }

  void cutOff() {
    cut.increment();
  }

  /** Frames that were passed on. */
  public long frames() {
    return frames.sum();
  }

  /** Bytes of those, envelopes included. */
  public long bytes() {
    return bytes.sum();
  }

  /** Links that were cut because they read too slowly. */
  public long cut() {
    return cut.sum();
  }

  /** Frames that were not passed on for that reason. */
  public long dropped(Drop why) {
    return adder(why).sum();
  }

  private LongAdder adder(Drop why) {
    LongAdder adder = dropped.get(why);
    if (adder == null) {
      throw new IllegalArgumentException("no count of " + why);
    }
    return adder;
  }
}
