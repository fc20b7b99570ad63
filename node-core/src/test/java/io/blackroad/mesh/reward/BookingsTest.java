package io.blackroad.mesh.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.verify.Standings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookingsTest {
  private static final Standing FRESH = Standing.fresh("n_a");

  private static Standing with(Standing before, long passed, String barred) {
    return new Standing(
        before.nodeId(),
        passed,
        before.strikes(),
        barred,
        before.escrowUnits(),
        before.paidUnits(),
        before.accrual());
  }

  private static Standing holding(long passed, String barred, long escrow, long paid) {
    return new Standing("n_a", passed, 0, barred, escrow, paid, Standing.Accrual.NONE);
  }

  private static Reward reward(String nodeId, String cause, long units) {
    return new Reward(Reward.Kind.TASK, cause, nodeId, Rate.ACTIVE, units, 1);
  }

  @Test
  void newcomersRewardIsHeldAndACredibleNodesPaid() {
    Bookings.Booked held = Bookings.reward(FRESH, reward("n_a", "t_1", 5), 9);
    assertEquals(
        List.of(new Posting("reward/t_1/n_a", "treasury", "escrow:n_a", 5, 9)), held.postings());
    assertEquals(5, held.after().escrowUnits());
    Bookings.Booked paid = Bookings.reward(holding(20, "", 0, 0), reward("n_a", "t_1", 5), 9);
    assertEquals(List.of(new Posting("reward/t_1/n_a", "treasury", "n_a", 5, 9)), paid.postings());
    assertEquals(5, paid.after().paidUnits());
  }

  @Test
  void twentiethPassedCheckReleasesAllThatWasHeldAtOnce() {
    assertEquals(List.of(), Bookings.release(holding(19, "", 70, 0), 9).postings());
    Bookings.Booked released = Bookings.release(holding(20, "", 70, 1), 9);
    assertEquals(
        List.of(new Posting("release/n_a/9", "escrow:n_a", "n_a", 70, 9)), released.postings());
    assertEquals(holding(20, "", 0, 71), released.after());
    assertEquals(List.of(), Bookings.release(released.after(), 10).postings());
  }

  @Test
  void seedAloneCanMakeANodeCredible() {
    assertTrue(Standings.PASSED_BY_SEED_MAX >= Bookings.CREDIBLE_AFTER);
  }

  @Test
  void whoeverIsCaughtForfeitsWhatIsHeldAndEarnsNothingMore() {
    Standing barred = holding(500, "lied", 70, 30);
    assertEquals(List.of(), Bookings.release(barred, 9).postings());
    assertEquals(List.of(), Bookings.reward(barred, reward("n_a", "t_1", 5), 9).postings());
    Bookings.Booked forfeited = Bookings.forfeit(barred, 9);
    assertEquals(
        List.of(new Posting("forfeit/n_a", "escrow:n_a", "treasury", 70, 9)), forfeited.postings());
    assertEquals(30, forfeited.after().paidUnits());
    assertEquals(List.of(), Bookings.forfeit(holding(500, "", 70, 30), 9).postings());
  }

  @Test
  void takeBackStopsAtWhatWasPaid() {
    Bookings.Booked first = Bookings.takeBack(holding(0, "lied", 0, 8), "t_1", 5, 9);
    assertEquals(
        List.of(new Posting("takeback/t_1/n_a", "n_a", "treasury", 5, 9)), first.postings());
    Bookings.Booked second = Bookings.takeBack(first.after(), "t_2", 5, 10);
    assertEquals(3, second.postings().get(0).units());
    assertEquals(List.of(), Bookings.takeBack(second.after(), "t_3", 5, 11).postings());
  }

  @Test
  void nothingIsBookedForNothingOrForSomebodyElse() {
    assertEquals(List.of(), Bookings.reward(FRESH, reward("n_a", "t_1", 0), 9).postings());
    assertThrows(
        IllegalArgumentException.class, () -> Bookings.reward(FRESH, reward("n_b", "t_1", 5), 9));
  }

  /**
   * Random lives of five nodes, with every posting offered again at random times: the ledger's sum
   * stays zero, only the treasury goes below it (checked by the ledger at each booking), and
   * standings say what the accounts hold.
   */
  @Test
  void standingsAndAccountsStayOneInEveryOrderOfEvents() {
    long bookings = 0;
    for (long seed = 0; seed < 300; seed++) {
      SimRandom random = new SimRandom(seed);
      TestLedger ledger = new TestLedger();
      List<Standing> nodes = new ArrayList<>();
      List<Posting> past = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        nodes.add(Standing.fresh("n_" + i));
      }
      for (int seq = 1; seq <= 400; seq++) {
        String where = "seed " + seed + ", event " + seq;
        int node = random.below(nodes.size());
        Bookings.Booked booked = happens(random, nodes.get(node), seq);
        nodes.set(node, booked.after());
        past.addAll(booked.postings());
        booked.postings().forEach(posting -> ledger.book(posting, where));
        for (int i = 0; i < 3 && !past.isEmpty(); i++) {
          ledger.book(past.get(random.below(past.size())), where + ", replayed");
        }
        ledger.assertSumZero(where);
        Standing now = nodes.get(node);
        assertEquals(now.escrowUnits(), ledger.balance(Bookings.escrow(now.nodeId())), where);
        assertEquals(now.paidUnits(), ledger.balance(now.nodeId()), where);
      }
      bookings += ledger.booked.size();
    }
    assertTrue(bookings > 10_000, "only " + bookings + " bookings, so little was tested");
  }

  private static Bookings.Booked happens(SimRandom random, Standing node, int seq) {
    int what = random.below(100);
    if (what < 50) {
      Reward reward = reward(node.nodeId(), "t_" + seq, random.below(1_000));
      Standing passed = with(node, node.passed() + 1, node.barred());
      return Bookings.reward(passed, reward, seq);
    }
    if (what < 75) {
      return Bookings.release(node, seq);
    }
    if (what < 85) {
      return Bookings.takeBack(node, "t_" + seq, random.below(2_000), seq);
    }
    if (what < 95) {
      return Bookings.forfeit(node, seq);
    }
    return new Bookings.Booked(with(node, 0, what == 99 ? "caught" : node.barred()), List.of());
  }
}
