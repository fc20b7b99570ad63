package io.blackroad.mesh.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is paid for being there. The roll is called at the end of each interval; it pays credible
 * nodes only, and once per address prefix: a thousand tabs of one home are one presence.
 */
public final class IdleRoll {
  /** Interval of the roll: six log entries an hour for a node, 0.0167 ROAD each at 0.1 an hour. */
  public static final long INTERVAL_MILLIS = 600_000;

  private IdleRoll() {}

  /**
   * A node that is there when the roll is called. The seed's own node does not stand on it.
   *
   * @param prefix of its address; empty counts by itself
   * @param credible whether it passed enough checks ({@link Bookings#credible})
   * @param idleMillis part of the interval that it was there and had no task
   */
  public record Present(String nodeId, String prefix, boolean credible, long idleMillis) {}

  /**
   * What is due for one interval, in order of appearance. Of a prefix the node that was idle
   * longest is paid, the first of equals.
   *
   * @param interval its number: unix time over {@link #INTERVAL_MILLIS}; part of the key, so that
   *     an interval is paid once
   */
  public static List<Reward> call(long interval, List<Present> present, Reward.Till till) {
    List<Present> roll = new ArrayList<>();
    Map<String, Integer> byPrefix = new LinkedHashMap<>();
    for (Present node : present) {
      if (!node.credible) {
        continue;
      }
      Integer place = node.prefix.isEmpty() ? null : byPrefix.get(node.prefix);
      if (place == null) {
        byPrefix.put(node.prefix, roll.size());
        roll.add(node);
      } else if (node.idleMillis > roll.get(place).idleMillis) {
        roll.set(place, node);
      }
    }
    List<Reward> rewards = new ArrayList<>();
    for (Present node : roll) {
      long millis = Math.max(0, Math.min(INTERVAL_MILLIS, node.idleMillis));
      rewards.add(Reward.idle(node.nodeId, interval, millis, till));
    }
    return rewards;
  }
}
