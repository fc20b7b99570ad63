package io.blackroad.mesh;

import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.reward.Rate;
import io.blackroad.mesh.reward.Reward;
import io.blackroad.mesh.reward.RoadAccrual;
import io.blackroad.mesh.reward.Tariff;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each node has earned today; kept for a while after a node leaves, so that leaving resets no
 * cap.
 */
final class Earnings implements Reward.Till {
  /** Accounts kept in memory: twice the nodes of a full seed. */
  private static final int ACCOUNTS_MAX = 2 * NodeLimits.NODES_MAX;

  private final RoadAccrual rule;
  private final Clock clock;
  private final Map<String, Standing.Accrual> accounts = new LinkedHashMap<>();

  Earnings(Tariff tariff, Clock clock) {
    this.rule = new RoadAccrual(tariff);
    this.clock = clock;
  }

  @Override
  public long accrue(String nodeId, Rate rate, long workMillis) {
    Standing.Accrual before = accounts.remove(nodeId);
    RoadAccrual.Due due =
        rule.accrue(
            before == null ? Standing.Accrual.NONE : before, rate, workMillis, clock.unixNanos());
    accounts.put(nodeId, due.after());
    if (accounts.size() > ACCOUNTS_MAX) {
      Iterator<String> oldest = accounts.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return due.units();
  }
}
