package io.blackroad.mesh.peer.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchmakerTest {
  private final Matchmaker matchmaker = new Matchmaker(new SeededBytes(1));

  static PeerWord.Seek wanting(int wanted) {
    return new PeerWord.Seek(wanted, true, List.of(), List.of(), List.of(), List.of());
  }

  private static Seeker seeker(String id, PeerWord.Seek seek) {
    return new Seeker(id, "https://a.example", "", 50, seek.direct(), seek);
  }

  private int meetAll(long nowMillis) {
    int met = 0;
    while (matchmaker.next(nowMillis) != null) {
      met++;
    }
    return met;
  }

  @Test
  void twoWhoSeekMeetOnce() {
    matchmaker.seek(seeker("a", wanting(3)));
    assertNull(matchmaker.next(0));
    matchmaker.seek(seeker("b", wanting(3)));
    assertEquals(new Pair("b", "a", true), matchmaker.next(0));
    matchmaker.seek(seeker("a", wanting(3)));
    assertNull(matchmaker.next(0));
    assertEquals(List.of("b"), matchmaker.peers("a"));
  }

  @Test
  void directOnlyWhereBothAllowIt() {
    matchmaker.seek(seeker("a", wanting(1)));
    PeerWord.Seek relayed = new PeerWord.Seek(1, false, List.of(), List.of(), List.of(), List.of());
    matchmaker.seek(seeker("b", relayed));
    assertEquals(new Pair("a", "b", false), matchmaker.next(0));
  }

  @Test
  void whoWantsNobodyMeetsNobody() {
    matchmaker.seek(seeker("a", wanting(0)));
    matchmaker.seek(seeker("b", wanting(8)));
    assertNull(matchmaker.next(0));
  }

  @Test
  void strangersToTheSiteDoNotMeet() {
    matchmaker.seek(seeker("a", wanting(3)));
    matchmaker.seek(new Seeker("b", "https://b.example", "", 50, true, wanting(3)));
    assertNull(matchmaker.next(0));
  }

  @Test
  void whoHasPartedMeetsAgainOnlyLater() {
    matchmaker.seek(seeker("a", wanting(1)));
    matchmaker.seek(seeker("b", wanting(1)));
    assertNotNull(matchmaker.next(0));
    matchmaker.parted("a", "b", 1_000);
    assertEquals(0, meetAll(999));
    matchmaker.retry();
    assertEquals(1, meetAll(1_000));
  }

  @Test
  void whoIsAwayKeepsItsEdgesAndGetsNoMore() {
    matchmaker.seek(seeker("a", wanting(3)));
    matchmaker.seek(seeker("b", wanting(3)));
    assertEquals(1, meetAll(0));
    matchmaker.away("a");
    matchmaker.seek(seeker("c", wanting(3)));
    assertEquals(1, meetAll(0));
    assertEquals(List.of("b"), matchmaker.peers("c"));
    assertEquals(List.of("b"), matchmaker.peers("a"));
    matchmaker.seek(seeker("a", wanting(3)));
    assertEquals(1, meetAll(0));
    assertEquals(List.of("b", "c"), matchmaker.peers("a"));
  }

  @Test
  void whoLeavesIsForgottenByItsPeers() {
    matchmaker.seek(seeker("a", wanting(3)));
    matchmaker.seek(seeker("b", wanting(3)));
    meetAll(0);
    matchmaker.leave("a");
    assertEquals(List.of(), matchmaker.peers("b"));
    assertEquals(List.of(), matchmaker.peers("a"));
    assertEquals(0, meetAll(0));
  }

  @Test
  void needIsServedFirstAndBeyondTheUsualNumber() {
    for (int i = 0; i < 200; i++) {
      matchmaker.seek(seeker("n" + i, wanting(3)));
    }
    meetAll(0);
    PeerWord.Seek holding =
        new PeerWord.Seek(8, true, List.of(), List.of("x"), List.of(), List.of());
    for (int i = 0; i < 20; i++) {
      matchmaker.seek(seeker("h" + i, holding));
    }
    PeerWord.Seek needing =
        new PeerWord.Seek(8, true, List.of(), List.of(), List.of("x"), List.of());
    matchmaker.seek(seeker("asks", needing));
    meetAll(0);
    List<String> peers = matchmaker.peers("asks");
    long holders = peers.stream().filter(id -> id.startsWith("h")).count();
    assertTrue(holders > Matchmaker.EDGES_FOR_ALL, peers.toString());
    assertTrue(peers.size() <= ServiceLimits.DEGREE_MAX, peers.toString());
  }

  @Test
  void thoseWhoBothNameEachOtherMeetAgain() {
    for (int i = 0; i < 500; i++) {
      matchmaker.seek(seeker("n" + i, wanting(3)));
    }
    meetAll(0);
    matchmaker.seek(seeker("a", naming("b")));
    meetAll(0);
    matchmaker.seek(seeker("b", naming("a")));
    meetAll(0);
    assertTrue(matchmaker.peers("a").contains("b"), matchmaker.peers("a").toString());
    matchmaker.seek(seeker("stalker", naming("a")));
    meetAll(0);
    assertTrue(!matchmaker.peers("a").contains("stalker"), matchmaker.peers("a").toString());
  }

  private static PeerWord.Seek naming(String peer) {
    return new PeerWord.Seek(5, true, List.of(), List.of(), List.of("nothing"), List.of(peer));
  }

  /** One who owns a network cannot surround somebody in it: the rest comes from elsewhere. */
  @Test
  void noMoreThanTwoOfTheOwnNetworkAreAskedFor() {
    for (int i = 0; i < 100; i++) {
      matchmaker.seek(new Seeker("near" + i, "r", "203.0.113.0/24", 1, true, wanting(3)));
    }
    meetAll(0);
    for (int i = 0; i < 10; i++) {
      matchmaker.seek(new Seeker("far" + i, "r", "198.51." + i + ".0/24", 90, true, wanting(3)));
    }
    matchmaker.seek(new Seeker("victim", "r", "203.0.113.0/24", 9, true, wanting(3)));
    meetAll(0);
    List<String> peers = matchmaker.peers("victim");
    assertTrue(peers.stream().filter(id -> id.startsWith("near")).count() <= 2, peers.toString());
    assertEquals(3, peers.size(), peers.toString());
  }
}
