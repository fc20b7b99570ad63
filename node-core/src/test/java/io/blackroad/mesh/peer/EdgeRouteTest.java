package io.blackroad.mesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A transfer in the middle of which its edge goes up and down the ladder. */
class EdgeRouteTest {
  private static final int TRANSFER_BYTES = 30_000_000;
  private static final SimNet.Line RELAY = new SimNet.Line(1_000, 30);
  private static final SimNet.Line DIRECT = new SimNet.Line(2_000, 5);

  private final SimNet net = new SimNet(4, RELAY, DIRECT);
  private final Traffic a = new Traffic(net, net.a);
  private final Traffic b = new Traffic(net, net.b);

  private void connect() {
    net.a.begin(a);
    net.b.begin(b);
    for (int i = 0; i < 2; i++) {
      SimNode node = net.node(i);
      node.relayUp();
      node.does(edge -> edge.allowDirect(true));
    }
    a.openLater(100, TRANSFER_BYTES);
    a.sayLater(20);
  }

  private void at(long millis, Runnable action) {
    net.time.at(millis, action);
  }

  private StreamTraffic received() {
    return b.streams.get(0);
  }

  private void assertComplete() {
    net.time.runUntil(net.time.monotonicMillis() + 60_000);
    assertEquals("", a.problem + b.problem);
    assertNull(a.end, a.detail);
    assertEquals(TRANSFER_BYTES, received().received);
    assertTrue(a.streams.get(0).delivered);
    assertEquals(a.said, b.heard);
  }

  @Test
  void isUsableThroughTheRelayAndDirectWithinASecond() {
    connect();
    net.time.runUntil(145);
    assertEquals(List.of(Route.RELAY), a.moves);
    assertTrue(received().received > 0);
    net.time.runUntil(1_000);
    assertEquals(List.of(Route.RELAY, Route.DIRECT), a.moves);
    assertEquals(List.of(Route.RELAY, Route.DIRECT), b.moves);
    assertComplete();
  }

  @Test
  void usesTurnAfterTwoAndAHalfSecondsWhereStunDoesNotDo() {
    net.direct.stunWorks = false;
    connect();
    net.time.runUntil(2_500);
    assertEquals(List.of(Route.RELAY), a.moves);
    net.time.runUntil(3_200);
    assertEquals(List.of(Route.RELAY, Route.DIRECT), a.moves);
    assertComplete();
  }

  @Test
  void aPathThatDiesSilentlyIsLeftWithinFourSecondsAndReplaced() {
    connect();
    net.time.runUntil(3_000);
    net.direct.killPath();
    int before = received().received;
    net.time.runUntil(7_000);
    assertEquals(List.of(Route.RELAY, Route.DIRECT, Route.RELAY), a.moves.subList(0, 3));
    assertTrue(received().received > before, "nothing came over the relay");
    net.time.runUntil(8_000);
    assertEquals(Route.DIRECT, a.moves.get(a.moves.size() - 1));
    assertEquals(2, net.direct.opened, "a restart was enough");
    assertComplete();
  }

  @Test
  void aChannelThatBreaksIsBuiltAnew() {
    connect();
    at(3_000, () -> net.direct.breakChannel(0));
    at(6_000, () -> net.direct.breakChannel(1));
    assertComplete();
    assertTrue(net.direct.opened > 2);
    assertEquals(Route.DIRECT, a.moves.get(a.moves.size() - 1));
  }

  @Test
  void anAddressThatChangesCostsLessThanTwoSeconds() {
    connect();
    net.time.runUntil(3_000);
    net.direct.killPath();
    net.a.does(PeerEdge::networkChanged);
    net.time.runUntil(5_000);
    assertEquals(Route.DIRECT, a.moves.get(a.moves.size() - 1));
    assertComplete();
  }

  @Test
  void theSeedMayGoWhileTheDirectRouteStays() {
    connect();
    at(2_000, net.a::relayDown);
    at(2_100, net.b::relayDown);
    assertComplete();
    assertEquals(List.of(Route.RELAY, Route.DIRECT), a.moves);
  }

  @Test
  void anOutageOfTwentySecondsOfEverythingIsSurvived() {
    connect();
    at(2_000, () -> net.partition(22_000));
    assertComplete();
  }

  @Test
  void attemptsThatFailNeverTouchTheRelay() {
    net.direct.stunWorks = false;
    net.direct.turnWorks = false;
    connect();
    net.time.runUntil(100_000);
    assertEquals(List.of(Route.RELAY), a.moves);
    assertEquals(List.of(Route.RELAY), b.moves);
    assertTrue(net.direct.opened > 2 && net.direct.opened <= 2 * Ladder.ATTEMPTS_MAX);
    assertComplete();
  }

  @Test
  void whoDoesNotAllowItMakesNoConnection() {
    connect();
    net.b.does(edge -> edge.allowDirect(false));
    assertComplete();
    assertEquals(List.of(Route.RELAY), a.moves);
    assertTrue(!net.direct.isOpen(1));
  }

  @Test
  void aFrozenTabDoesNotBlameItsPeer() {
    connect();
    at(2_000, () -> net.a.freeze(25_000));
    assertComplete();
    assertEquals(Route.DIRECT, a.moves.get(a.moves.size() - 1));
  }
}
