package io.blackroad.mesh.peer.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Thousands of nodes that come, go, part and come back; a seed replays an exact run. */
class MatchmakerSimulationTest {
  private static final int SEEDS = 8;
  private static final int EVENTS = 12_000;
  private static final int NODES_MAX = 3_000;

  @TestFactory
  List<DynamicTest> churn() {
    return IntStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new Run(seed).churn()))
        .toList();
  }

  @Test
  void theSameSeedGivesTheSameMesh() {
    Run one = new Run(7);
    Run again = new Run(7);
    Run other = new Run(8);
    one.churn();
    again.churn();
    other.churn();
    assertEquals(one.told.toString(), again.told.toString());
    assertNotEquals(one.told.toString(), other.told.toString());
  }

  @Test
  void aRoomIsOnePiece() {
    Run run = new Run(3);
    for (int i = 0; i < 2_000; i++) {
      run.arrive("r0", "");
    }
    run.settle();
    Deque<String> reached = new ArrayDeque<>(List.of(run.here.firstKey()));
    Set<String> seen = new HashSet<>(reached);
    for (String id = reached.poll(); id != null; id = reached.poll()) {
      run.matchmaker.peers(id).stream().filter(seen::add).forEach(reached::add);
    }
    assertEquals(run.here.size(), seen.size());
  }

  /** A model of what the seed has told its nodes, kept beside the matchmaker. */
  private static final class Run {
    final SeededBytes random;
    final Matchmaker matchmaker;
    final TreeMap<String, Seeker> here = new TreeMap<>();
    final TreeMap<String, SortedSet<String>> told = new TreeMap<>();
    long nowMillis;
    int arrivals;

    Run(int seed) {
      random = new SeededBytes(seed);
      matchmaker = new Matchmaker(new SeededBytes(seed + 1_000));
    }

    void churn() {
      for (int i = 0; i < EVENTS; i++) {
        nowMillis += random.below(50);
        event();
        settle();
      }
      nowMillis += 600_000;
      matchmaker.retry();
      settle();
      here.keySet().forEach(this::check);
      everybodyHasSomeone();
    }

    private void event() {
      int what = random.below(10);
      if (here.size() < 10 || (what < 5 && here.size() < NODES_MAX)) {
        String prefix = "10." + random.below(40) + ".0.0/24";
        arrive("r" + random.below(3), random.below(4) == 0 ? "" : prefix);
      } else if (what < 8) {
        leave(any());
      } else if (what == 8) {
        part(any());
      } else {
        String id = any();
        Seeker old = seeker(id);
        matchmaker.away(id);
        matchmaker.seek(old);
      }
    }

    private SortedSet<String> peersOf(String id) {
      return Objects.requireNonNull(told.get(id), id);
    }

    private Seeker seeker(String id) {
      return Objects.requireNonNull(here.get(id), id);
    }

    private String any() {
      return new ArrayList<>(here.keySet()).get(random.below(here.size()));
    }

    void arrive(String room, String prefix) {
      String id = "n" + arrivals++;
      List<String> has = random.below(3) == 0 ? List.of("h" + random.below(20)) : List.of();
      List<String> needs = random.below(3) == 0 ? List.of("h" + random.below(20)) : List.of();
      PeerWord.Seek seek =
          new PeerWord.Seek(
              1 + random.below(8), random.below(2) == 0, List.of(), has, needs, List.of());
      Seeker seeker = new Seeker(id, room, prefix, random.below(300), seek.direct(), seek);
      here.put(id, seeker);
      told.put(id, new TreeSet<>());
      matchmaker.seek(seeker);
    }

    private void leave(String id) {
      matchmaker.leave(id);
      here.remove(id);
      peersOf(id).forEach(peer -> peersOf(peer).remove(id));
      told.remove(id);
    }

    private void part(String id) {
      SortedSet<String> peers = peersOf(id);
      if (!peers.isEmpty()) {
        String peer = peers.first();
        matchmaker.parted(id, peer, nowMillis + 60_000);
        peers.remove(peer);
        peersOf(peer).remove(id);
      }
    }

    void settle() {
      for (Pair pair = matchmaker.next(nowMillis);
          pair != null;
          pair = matchmaker.next(nowMillis)) {
        assertNotEquals(pair.first(), pair.second());
        assertTrue(peersOf(pair.first()).add(pair.second()), "twice: " + pair);
        assertTrue(peersOf(pair.second()).add(pair.first()), "twice: " + pair);
        check(pair.first());
        check(pair.second());
      }
    }

    private void check(String id) {
      SortedSet<String> peers = peersOf(id);
      assertTrue(peers.size() <= ServiceLimits.DEGREE_MAX, id + " has " + peers);
      assertEquals(peers, new TreeSet<>(matchmaker.peers(id)), id);
      for (String peer : peers) {
        assertEquals(seeker(id).room(), seeker(peer).room(), id + " and " + peer);
      }
    }

    private void everybodyHasSomeone() {
      for (String id : here.keySet()) {
        assertFalse(peersOf(id).isEmpty(), id + " is alone among " + here.size());
      }
      double handful = told.values().stream().mapToInt(Set::size).average().orElseThrow();
      assertTrue(handful < 7, "on average " + handful);
    }
  }
}
