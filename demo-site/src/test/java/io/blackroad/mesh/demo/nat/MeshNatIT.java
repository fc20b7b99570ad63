package io.blackroad.mesh.demo.nat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two visitors' nodes behind routers: how they reach each other, and that nothing gets lost. */
class MeshNatIT {
  /** TURN comes 2.5 s after the beginning; the rest is for a busy machine. */
  private static final long ROUTE_MILLIS_MAX = 30_000;

  private static final int STREAM_BYTES = 20_000_000;

  /** What is under test, not a wait for something. */
  private static final long OUTAGE_MILLIS = 40_000;

  /**
   * From the line's return to the first byte: a link that is asked for is there in 17 s at most.
   */
  private static final long RETURN_MILLIS_MAX = 30_000;

  @RegisterExtension static final Laboratory LAB = new Laboratory(true, "--site", "target/site");

  private static void assertReach(NatType a, NatType b) {
    LAB.lab().setRouters(a, b);
    try (MeshPair pair = MeshPair.meet(LAB.browsers(), LAB.servers())) {
      String expected = a.reaches(b) ? "direct" : "turn";
      MeshPair.Outcome outcome = pair.await(expected, ROUTE_MILLIS_MAX);
      String seen = a.word() + " x " + b.word() + ": " + outcome + " " + pair;
      assertEquals(expected, outcome.route(), seen);
      assertEquals(1, outcome.attempts(), seen);
    }
  }

  @Test
  void strictRoutersLetEachOtherInDirectly() {
    assertReach(NatType.PORT_RESTRICTED, NatType.PORT_RESTRICTED);
  }

  @Test
  void aSymmetricRouterNeedsTurnAgainstAStrictOne() {
    assertReach(NatType.PORT_RESTRICTED, NatType.SYMMETRIC);
  }

  @Test
  void whereUdpIsBlockedTurnGoesOverTls() {
    assertReach(NatType.UDP_BLOCKED, NatType.PORT_RESTRICTED);
  }

  /** An address that changes over night cuts everything: sockets, mappings, the seed's link. */
  @Test
  void aChangeOfAddressLosesNothing() {
    LAB.lab().setRouters(NatType.PORT_RESTRICTED, NatType.PORT_RESTRICTED);
    try (MeshPair pair = MeshPair.meet(LAB.browsers(), LAB.servers())) {
      assertEquals("direct", pair.await("direct", ROUTE_MILLIS_MAX).route(), pair::toString);
      pair.startCounting();
      pair.startSending(STREAM_BYTES);
      assertTrue(MeshPair.await(ROUTE_MILLIS_MAX, () -> pair.received() > STREAM_BYTES / 20));
      LAB.lab().moveAddress(NatLab.Home.A);
      assertTrue(pair.endsEqual(120_000), pair::toString);
      assertEquals("", pair.stopCounting(ROUTE_MILLIS_MAX));
    }
  }

  /** Nobody is told: the router is there, and what is sent to it goes nowhere. */
  private static void assertOutageLosesNothing(NatLab.Home home) {
    LAB.lab().setRouters(NatType.PORT_RESTRICTED, NatType.PORT_RESTRICTED);
    try (MeshPair pair = MeshPair.meet(LAB.browsers(), LAB.servers())) {
      assertEquals("direct", pair.await("direct", ROUTE_MILLIS_MAX).route(), pair::toString);
      pair.startCounting();
      pair.startSending(STREAM_BYTES);
      assertTrue(MeshPair.await(ROUTE_MILLIS_MAX, () -> pair.received() > STREAM_BYTES / 20));
      LAB.lab().setLine(home, false);
      assertFalse(MeshPair.await(OUTAGE_MILLIS, () -> pair.received() == STREAM_BYTES));
      int before = pair.received();
      long backNanos = System.nanoTime();
      LAB.lab().setLine(home, true);
      assertTrue(MeshPair.await(RETURN_MILLIS_MAX, () -> pair.received() > before), pair::toString);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - backNanos);
      System.err.println("outage of " + home + ": bytes again after ms: " + millis);
      assertTrue(pair.endsEqual(120_000), pair::toString);
      assertEquals("", pair.stopCounting(ROUTE_MILLIS_MAX));
    } finally {
      LAB.lab().setLine(home, true);
    }
  }

  @Test
  void fortySecondsWithoutTheSendersLineLoseNothing() {
    assertOutageLosesNothing(NatLab.Home.A);
  }

  @Test
  void fortySecondsWithoutTheReceiversLineLoseNothing() {
    assertOutageLosesNothing(NatLab.Home.B);
  }
}
