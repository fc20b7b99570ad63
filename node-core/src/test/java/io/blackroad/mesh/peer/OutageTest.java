package io.blackroad.mesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * One home's line is dead for 40 s in the middle of a transfer. Its WebSocket notices nothing, or
 * only when the line is back; the seed may have given it up meanwhile, and told the peer.
 */
class OutageTest {
  private static final int RUNS = 30;
  private static final long CUT_AT_MILLIS = 5_000;
  private static final long BACK_AT_MILLIS = CUT_AT_MILLIS + 40_000;

  /** TCP's next attempt after so long a silence. */
  private static final int NOTICED_MILLIS_MAX = 12_000;

  private static final int BYTES = 2_500_000;
  private static final int MESSAGES = 30;

  private SimNet net = net(1);
  private Traffic[] traffic = traffic(net);

  private static SimNet net(long seed) {
    return new SimNet(seed, new SimNet.Line(200, 20), new SimNet.Line(300, 10));
  }

  private static Traffic[] traffic(SimNet net) {
    return new Traffic[] {new Traffic(net, net.a), new Traffic(net, net.b)};
  }

  private void begin() {
    net.direct.stunWorks = net.random.chance(60);
    boolean direct = net.random.chance(70);
    for (int i = 0; i < 2; i++) {
      SimNode node = net.node(i);
      node.begin(traffic[i]);
      node.relayUp();
      if (direct) {
        node.does(edge -> edge.allowDirect(true));
      }
      traffic[i].sayLater(MESSAGES);
      traffic[i].openLater(100, BYTES);
    }
  }

  private void cut(SimNode home, SimNode other) {
    net.partition(BACK_AT_MILLIS);
    net.direct.killPath();
    long noticed = BACK_AT_MILLIS + net.between(0, NOTICED_MILLIS_MAX);
    boolean givenUp = net.random.chance(70);
    if (!givenUp) {
      net.a.stallRelay(noticed);
      net.b.stallRelay(noticed);
      return;
    }
    if (net.random.chance(50)) {
      net.time.at(CUT_AT_MILLIS + net.between(10_000, 39_000), other::relayDown);
      net.time.at(noticed + 500, other::relayUp);
    }
    net.time.at(noticed, home::relayDown);
    net.time.at(noticed + 500, home::relayUp);
  }

  private void play(String run) {
    begin();
    net.time.runUntil(CUT_AT_MILLIS);
    int home = net.random.below(2);
    cut(net.node(home), net.node(1 - home));
    long restoredMillis = BACK_AT_MILLIS + NOTICED_MILLIS_MAX + 500;
    net.time.runUntil(BACK_AT_MILLIS);
    int before = received();
    net.time.runUntil(restoredMillis + 5_000);
    assertTrue(received() > before, run + ": nothing came in 5 s");
    net.time.runUntil(restoredMillis + 60_000);
    for (int i = 0; i < 2; i++) {
      assertNull(traffic[i].end, () -> run + ": " + traffic[0].detail + traffic[1].detail);
      assertEquals("", traffic[i].problem, run);
      assertEquals(traffic[1 - i].said, traffic[i].heard, run);
      for (StreamTraffic stream : traffic[i].streams) {
        assertTrue(stream.delivered && stream.finished, run);
      }
    }
  }

  private int received() {
    int bytes = 0;
    for (Traffic here : traffic) {
      bytes += here.streams.stream().mapToInt(stream -> stream.received).sum();
    }
    return bytes;
  }

  @Test
  void fortySecondsWithoutALineLoseNothing() {
    for (long seed = 1; seed <= RUNS; seed++) {
      net = net(seed);
      traffic = traffic(net);
      play("seed " + seed);
    }
  }

  /** Attempts that nobody can answer are not made: the last one would be followed by none. */
  @Test
  void anOutageUsesNoAttemptsUp() {
    net.a.begin(traffic[0]);
    net.b.begin(traffic[1]);
    for (SimNode node : new SimNode[] {net.a, net.b}) {
      node.relayUp();
      node.does(edge -> edge.allowDirect(true));
    }
    net.time.runUntil(CUT_AT_MILLIS);
    assertEquals(Route.DIRECT, net.a.edge().route());
    int before = net.direct.opened;
    net.partition(BACK_AT_MILLIS);
    net.direct.killPath();
    net.time.runUntil(BACK_AT_MILLIS);
    assertTrue(net.direct.opened <= before + 2, net.direct.opened + " connections");
    net.time.runUntil(BACK_AT_MILLIS + 15_000);
    assertEquals(Route.DIRECT, net.a.edge().route());
    assertEquals(Route.DIRECT, net.b.edge().route());
  }
}
