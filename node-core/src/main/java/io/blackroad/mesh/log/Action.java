package io.blackroad.mesh.log;

import org.jspecify.annotations.Nullable;

/** What an entry records. Each action fixes its ladder depth (spec/ps-sha-infinity.md 4). */
public enum Action {
  REWARD(7),
  BURN(7),
  TRANSFER(7),
  PAYMENT(6),
  GENESIS(5),
  TASK(5),
  RESULT(5),
  VERIFY(5),
  CHECKPOINT(5),
  CONSENT(5),
  ERASE(5),
  MIGRATE(5),
  CACHE(4),
  RELAY(4),
  JOIN(3),
  LEAVE(3),
  HEARTBEAT(3);

  private final int depth;

  Action(int depth) {
    this.depth = depth;
  }

  /** Rungs of the ladder that the entry's hash climbs. */
  public int depth() {
    return depth;
  }

  /** The action of exactly that name, or null. */
  public static @Nullable Action ofName(String name) {
    for (Action action : values()) {
      if (action.name().equals(name)) {
        return action;
      }
    }
    return null;
  }
}
