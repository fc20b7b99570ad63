package io.blackroad.mesh;

import io.blackroad.mesh.log.Records;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.reward.Rate;
import io.blackroad.mesh.reward.Reward;
import io.blackroad.mesh.reward.RoadAccrual;
import io.blackroad.mesh.reward.Tariff;
import io.blackroad.mesh.verify.Standings;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is known of each node: read from the records when it comes, changed by verdicts and
 * bookings, and kept for a while after it leaves, since what changed last may not be stored yet.
 */
final class Accounts implements Reward.Till {
  /** Standings in memory: twice the nodes of a full seed. */
  private static final int REMEMBERED_MAX = 2 * NodeLimits.NODES_MAX;

  private final RoadAccrual rule;
  private final Clock clock;
  private final Records records;
  private final Map<String, Standing> standings = new LinkedHashMap<>();

  Accounts(Tariff tariff, Clock clock, Records records) {
    this.rule = new RoadAccrual(tariff);
    this.clock = clock;
    this.records = records;
  }

  /** Hands over the standing of a node that comes. */
  void recall(String nodeId, Consumer<Standing> then) {
    Standing known = standings.get(nodeId);
    if (known != null) {
      put(known);
      then.accept(known);
      return;
    }
    records.standing(
        nodeId,
        stored -> {
          Standing worth = Standings.returning(stored, RoadAccrual.day(clock.unixNanos()));
          put(standings.getOrDefault(nodeId, worth));
          then.accept(of(nodeId));
        });
  }

  /** The standing of a node that came before; that of a stranger for any other. */
  Standing of(String nodeId) {
    Standing known = standings.get(nodeId);
    return known == null ? Standing.fresh(nodeId) : known;
  }

  /** From now on this is a node's standing; whoever changes it also stores it. */
  void put(Standing standing) {
    standings.remove(standing.nodeId());
    standings.put(standing.nodeId(), standing);
    if (standings.size() > REMEMBERED_MAX) {
      Iterator<String> oldest = standings.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  @Override
  public long accrue(String nodeId, Rate rate, long workMillis) {
    Standing before = of(nodeId);
    RoadAccrual.Due due = rule.accrue(before.accrual(), rate, workMillis, clock.unixNanos());
    put(before.withAccrual(due.after()));
    return due.units();
  }
}
