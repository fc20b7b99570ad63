package io.blackroad.mesh.seed.peer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** How often each node makes the service look for something, over all its links. One thread. */
final class SeekPace {
  private final int perMinute;
  private final Map<String, Integer> said = new LinkedHashMap<>();
  private long minute;

  SeekPace(int perMinute) {
    this.perMinute = perMinute;
  }

  /** Counts one of {@code nodeId}; false when there were too many in this minute. */
  boolean allows(String nodeId, long nowMillis) {
    long now = TimeUnit.MILLISECONDS.toMinutes(nowMillis);
    if (now != minute) {
      said.clear();
      minute = now;
    }
    return Objects.requireNonNull(said.merge(nodeId, 1, Integer::sum)) <= perMinute;
  }
}
