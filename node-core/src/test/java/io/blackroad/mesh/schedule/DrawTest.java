package io.blackroad.mesh.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DrawTest {
  private static final byte[] ROOT = new byte[32];

  private final Sha256 sha = new Sha256();
  private final Scheduler scheduler = Sample.scheduler();
  private final Task task = Sample.task("s", "j", 0, 100);

  private Worker join(String nodeId, String prefix, boolean proven) {
    Worker worker = Sample.worker(nodeId, prefix, proven);
    assertTrue(scheduler.join(worker, 0));
    return worker;
  }

  private long point(int copy) {
    return Draw.point(ROOT, task.id(), copy, sha);
  }

  private Worker drawn(int copy, Exclusions without, boolean proven) {
    return Objects.requireNonNull(scheduler.draw(task, point(copy), without, proven));
  }

  @Test
  void isTheFirstEightBytesOfTheHashThatTheSpecificationNames() {
    String preimage = "6d6573682d647261770a" + "00".repeat(32) + "745f31" + "00000102";
    String digest = Hex.of(sha.sha256(Hex.require(preimage)));
    assertEquals(
        Long.parseUnsignedLong(digest.substring(0, 16), 16), Draw.point(ROOT, "t_1", 258, sha));
  }

  @Test
  void hangsOnRootTaskAndCopy() {
    byte[] other = ROOT.clone();
    other[31] = 1;
    assertNotEquals(Draw.point(ROOT, "t", 1, sha), Draw.point(other, "t", 1, sha));
    assertNotEquals(Draw.point(ROOT, "t", 1, sha), Draw.point(ROOT, "u", 1, sha));
    assertNotEquals(Draw.point(ROOT, "t", 1, sha), Draw.point(ROOT, "t", 2, sha));
  }

  @Test
  void choosesTheShareThatIsWanted() {
    int chosen = 0;
    for (int copy = 0; copy < 20_000; copy++) {
      chosen += Draw.chosen(point(copy), 30) ? 1 : 0;
    }
    assertTrue(Math.abs(chosen - 600) < 5 * 25, chosen + " of 20,000, wanted 600 +- 5 sigma");
    assertTrue(Draw.chosen(point(0), 1_000));
    assertTrue(!Draw.chosen(point(0), 0));
  }

  @Test
  void drawsEveryNodeAsOftenAsItsArcOfTheRingIsLong() {
    int nodes = 50;
    int draws = 50_000;
    TreeMap<String, Integer> drawn = new TreeMap<>();
    TreeMap<RingPlace, String> ring = new TreeMap<>();
    for (int node = 0; node < nodes; node++) {
      Worker worker = join("n" + node, "", true);
      ring.put(worker.place, worker.nodeId());
    }
    for (int copy = 0; copy < draws; copy++) {
      drawn.merge(drawn(copy, new Exclusions(), true).nodeId(), 1, Integer::sum);
    }
    double chiSquare = 0;
    double last = unsigned(ring.lastKey().voicePoint()) - 1;
    for (RingPlace place : ring.keySet()) {
      double expected = draws * (unsigned(place.voicePoint()) - last);
      double off = drawn.getOrDefault(place.nodeId(), 0) - expected;
      chiSquare += off * off / expected;
      last = unsigned(place.voicePoint());
    }
    assertTrue(chiSquare < 120, "49 degrees of freedom, one in 10^7 exceeds 120: " + chiSquare);
  }

  /** As a share of the ring, 0 to 1. */
  private static double unsigned(long point) {
    return (point >>> 11) / (double) (1L << 53);
  }

  @Test
  void countsAThousandIdentitiesOfOnePrefixAsOne() {
    for (int node = 0; node < 1_000; node++) {
      join("sybil" + node, "203.0.113.0/24", true);
    }
    for (int node = 0; node < 99; node++) {
      join("honest" + node, "p" + node, true);
    }
    int sybils = 0;
    TreeMap<String, Integer> which = new TreeMap<>();
    for (int copy = 0; copy < 20_000; copy++) {
      Worker worker = drawn(copy, new Exclusions(), true);
      if (worker.prefix().startsWith("203")) {
        sybils++;
        which.merge(worker.nodeId(), 1, Integer::sum);
      }
    }
    assertTrue(sybils < 20_000 * 7 / 100, sybils + " of 20,000: one place of 100, seven at most");
    assertTrue(which.size() > sybils / 3, which.size() + " different in " + sybils);
  }

  @Test
  void spreadsCopiesOverPrefixesWhileThereIsAChoice() {
    for (int node = 0; node < 40; node++) {
      join("n" + node, "p" + node % 4, true);
    }
    for (int copy = 0; copy < 500; copy++) {
      Exclusions without = new Exclusions();
      List<String> prefixes = new ArrayList<>();
      for (int voice = 0; voice < 4; voice++) {
        Worker worker = drawn(copy, without, true);
        assertTrue(!prefixes.contains(worker.prefix()), prefixes + " then " + worker.prefix());
        prefixes.add(worker.prefix());
        without.add(worker.nodeId(), worker.prefix());
      }
      Worker fifth = drawn(copy, without, true);
      assertTrue(!without.holds(fifth), "of a shared prefix, but another node");
    }
  }

  @Test
  void prefersTheWantedClassButAnotherPrefixEvenMore() {
    join("proven", "p", true);
    join("fresh", "q", false);
    Exclusions none = new Exclusions();
    assertEquals("proven", drawn(1, none, true).nodeId());
    assertEquals("fresh", drawn(1, none, false).nodeId());
    Exclusions ofP = new Exclusions();
    ofP.add("someone", "p");
    assertEquals("fresh", drawn(1, ofP, true).nodeId());
    assertTrue(scheduler.otherVoice(Sample.MODEL, ofP));
    ofP.add("someone else", "q");
    assertEquals("proven", drawn(1, ofP, true).nodeId());
    assertTrue(!scheduler.otherVoice(Sample.MODEL, ofP));
  }

  @Test
  void neverDrawsTheSeedTheFullOrTheUnready() {
    scheduler.join(Sample.seed(), 0);
    Worker full = join("full", "", true);
    while (full.free()) {
      scheduler.lease(Sample.task("s", "k", full.leases(), 10), full, 0);
    }
    Worker unready = Sample.worker("unready");
    unready.load(Sample.MODEL);
    scheduler.join(unready, 0);
    assertNull(scheduler.draw(task, point(1), new Exclusions(), true));
    assertNull(scheduler.fastest(task, new Exclusions()));
    scheduler.dropped(full, "t_k_0", 1);
    assertEquals(full, drawn(1, new Exclusions(), true));
  }

  @Test
  void drawsAsAWalkAroundTheRingWould() {
    Random random = new Random(3);
    List<Worker> all = new ArrayList<>();
    for (int node = 0; node < 60; node++) {
      String prefix = node % 3 == 0 ? "" : "p" + random.nextInt(12);
      all.add(join("n" + node, prefix, random.nextInt(4) > 0));
    }
    for (int copy = 0; copy < 3_000; copy++) {
      Exclusions without = new Exclusions();
      for (int held = random.nextInt(6); held > 0; held--) {
        Worker holder = all.get(random.nextInt(all.size()));
        without.add(holder.nodeId(), holder.prefix());
      }
      boolean proven = random.nextBoolean();
      assertEquals(NaiveDraw.of(all, point(copy), without, proven), drawn(copy, without, proven));
    }
  }
}
