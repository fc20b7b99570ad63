package io.blackroad.mesh.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.verify.Standings;
import io.blackroad.mesh.verify.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a thousand fresh identities on four address prefixes are paid in their first hour, beside
 * one honest old node. Both have one machine of the reference speed: more identities compute no
 * more. Escrow is not pay: whoever leaves or lies never sees it.
 */
class SybilHourTest {
  private static final int IDENTITIES = 1_000;
  private static final int PREFIXES = 4;

  /** A task takes a quarter of a second on the reference machine (NodeLimits.TASK_TOKENS_MAX). */
  private static final long TASK_MILLIS = 250;

  private static final int TASKS_AN_HOUR = 14_400;
  private static final int INTERVALS = 6;

  /** Tasks that ten old nodes' mesh gives unproven ones: 4 % to begin and 3 % to check. */
  private static final int TASKS_FOR_UNPROVEN = 10 * TASKS_AN_HOUR * 7 / 100;

  private static final long ROAD = 100_000_000L;
  private static final Tensor OUTPUT = Tensor.ofVectors(new float[] {1}, 1);

  /** One machine's identities and what became of them. */
  private static final class Owner {
    private final RoadAccrual rule = new RoadAccrual(Tariff.WHITE_PAPER);
    private final TestLedger ledger = new TestLedger();
    private final Map<String, Standing> standings = new LinkedHashMap<>();
    private final Map<String, Long> busyMillis = new LinkedHashMap<>();
    private final List<String> nodes = new ArrayList<>();
    private long seq;

    Owner(int identities, long passed) {
      for (int i = 0; i < identities; i++) {
        String node = "n_" + i;
        nodes.add(node);
        standings.put(node, new Standing(node, passed, 0, "", 0, 0, Standing.Accrual.NONE));
      }
    }

    private Standing standing(String node) {
      Standing standing = standings.get(node);
      if (standing == null) {
        throw new IllegalStateException(node);
      }
      return standing;
    }

    private void book(Bookings.Booked booked) {
      standings.put(booked.after().nodeId(), booked.after());
      booked.postings().forEach(posting -> ledger.book(posting, "entry " + seq));
    }

    private long accrue(String node, Rate rate, long millis) {
      Standing old = standing(node);
      RoadAccrual.Due due = rule.accrue(old.accrual(), rate, millis, 0);
      standings.put(
          node,
          new Standing(
              node,
              old.passed(),
              old.strikes(),
              old.barred(),
              old.escrowUnits(),
              old.paidUnits(),
              due.after()));
      return due.units();
    }

    /** An honest node confirms one task, or disproves it. */
    void task(String node, boolean honest) {
      String taskId = "t_" + ++seq;
      Verdict.Agreed verdict =
          new Verdict.Agreed(
              Verdict.Method.QUORUM,
              OUTPUT,
              honest ? List.of(node, "n_honest") : List.of("n_honest", "n_too"),
              honest ? List.of() : List.of(node),
              List.of(),
              new Verdict.Certainty(1e-5, 2));
      standings.put(node, Standings.after(standing(node), verdict, taskId));
      if (honest) {
        long units = accrue(node, Rate.ACTIVE, TASK_MILLIS);
        Reward reward = new Reward(Reward.Kind.TASK, taskId, node, Rate.ACTIVE, units, TASK_MILLIS);
        book(Bookings.reward(standing(node), reward, seq));
        busyMillis.merge(node, TASK_MILLIS, Long::sum);
      }
      book(Bookings.release(standing(node), seq));
      book(Bookings.forfeit(standing(node), seq));
    }

    /** Calls the roll; everybody is there, and idle but for its tasks. */
    void roll(int interval) {
      List<IdleRoll.Present> present = new ArrayList<>();
      for (int i = 0; i < nodes.size(); i++) {
        String node = nodes.get(i);
        Long busy = busyMillis.remove(node);
        present.add(
            new IdleRoll.Present(
                node,
                "p" + i % PREFIXES,
                Bookings.credible(standing(node)),
                IdleRoll.INTERVAL_MILLIS - (busy == null ? 0 : busy)));
      }
      for (Reward reward : IdleRoll.call(interval, present, this::accrue)) {
        book(Bookings.reward(standing(reward.nodeId()), reward, ++seq));
      }
    }

    /** An hour in which that many of the identities share the machine's tasks evenly. */
    Owner hour(int workers, int tasks, boolean honest) {
      for (int interval = 0; interval < INTERVALS; interval++) {
        for (int i = 0; i < tasks / INTERVALS; i++) {
          task(nodes.get((interval * (tasks / INTERVALS) + i) % workers), honest);
        }
        roll(interval);
      }
      ledger.assertSumZero("after the hour");
      return this;
    }

    long paid() {
      return standings.values().stream().mapToLong(Standing::paidUnits).sum();
    }

    long held() {
      return standings.values().stream().mapToLong(Standing::escrowUnits).sum();
    }
  }

  private static long oldHonestNode() {
    return new Owner(1, 10_000).hour(1, TASKS_AN_HOUR, true).paid();
  }

  @Test
  void honestOldNodeIsPaidTwoRoadForAnHourOfWork() {
    assertEquals(2 * ROAD, oldHonestNode());
  }

  @Test
  void beingThereAThousandfoldIsPaidNothing() {
    Owner idle = new Owner(IDENTITIES, 0).hour(IDENTITIES, 0, true);
    assertEquals(0, idle.paid() + idle.held());
  }

  @Test
  void lyingAThousandfoldIsPaidNothing() {
    Owner liars = new Owner(IDENTITIES, 0).hour(IDENTITIES, TASKS_AN_HOUR, false);
    assertEquals(0, liars.paid() + liars.held());
    assertTrue(liars.standings.values().stream().allMatch(Standing::isBarred));
  }

  @Test
  void workSpreadOverTheThousandStaysInEscrow() {
    Owner spread = new Owner(IDENTITIES, 0).hour(IDENTITIES, TASKS_AN_HOUR, true);
    assertEquals(0, spread.paid());
    // Each identity's last fraction of a unit is not due yet.
    assertTrue(spread.held() <= 2 * ROAD && spread.held() > 2 * ROAD - IDENTITIES);
  }

  @Test
  void howeverManyWorkTheyAreWorthLessThanTheHonestNodeInAMeshOfTen() {
    long honest = oldHonestNode();
    for (int workers : new int[] {1, 4, 20, 100, 500, IDENTITIES}) {
      Owner sybils = new Owner(IDENTITIES, 0).hour(workers, TASKS_FOR_UNPROVEN, true);
      assertTrue(sybils.paid() < honest, workers + " working: " + sybils.paid());
    }
  }

  /**
   * Where there is work for all, honest work is paid whoever does it; names add no more than this.
   */
  @Test
  void identitiesAddAtMostOneIdleRatePerPrefixToWhatTheMachineEarns() {
    long most = oldHonestNode() + PREFIXES * Tariff.WHITE_PAPER.idleUnitsPerHour();
    for (int workers : new int[] {1, 4, 20, 100, 500, IDENTITIES}) {
      Owner sybils = new Owner(IDENTITIES, 0).hour(workers, TASKS_AN_HOUR, true);
      assertTrue(sybils.paid() <= most, workers + " working: " + sybils.paid());
    }
  }
}
