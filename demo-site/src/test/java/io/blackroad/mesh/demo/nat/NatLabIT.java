package io.blackroad.mesh.demo.nat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The laboratory itself: its routers are what they say, the seed's STUN and the TURN server do what
 * Chromium needs. With bare connections, so that what fails here is not the mesh.
 */
class NatLabIT {
  private static final long CONNECT_MILLIS_MAX = 20_000;

  /** Ten times what a direct connection takes. */
  private static final long DIRECT_MILLIS_MAX = 4_000;

  @RegisterExtension static final Laboratory LAB = new Laboratory(true);

  /** Without a TURN server where none should be needed, so that nothing else can stand in. */
  private static void assertWay(NatType a, NatType b) {
    LAB.lab().setRouters(a, b);
    boolean isDirect = a.reaches(b);
    assertEquals(
        isDirect ? "direct" : "turn",
        BarePair.connect(LAB.browsers(), LAB.servers(), !isDirect, CONNECT_MILLIS_MAX),
        a.word() + " x " + b.word());
  }

  /** Tells a port-restricted router from one that only seems so: that one lets nobody in here. */
  @Test
  void portRestrictedRoutersLetEachOtherIn() {
    assertWay(NatType.PORT_RESTRICTED, NatType.PORT_RESTRICTED);
  }

  @Test
  void aSymmetricRouterNeedsTurnAgainstStrictOnesOnly() {
    assertWay(NatType.PORT_RESTRICTED, NatType.SYMMETRIC);
    assertWay(NatType.SYMMETRIC, NatType.SYMMETRIC);
    assertWay(NatType.ADDRESS_RESTRICTED, NatType.SYMMETRIC);
  }

  @Test
  void aStrictPairIsNotDirectByAnyLuck() {
    LAB.lab().setRouters(NatType.PORT_RESTRICTED, NatType.SYMMETRIC);
    assertEquals("none", BarePair.connect(LAB.browsers(), LAB.servers(), false, DIRECT_MILLIS_MAX));
  }

  @Test
  void whereUdpIsBlockedTurnGoesOverTls() {
    assertWay(NatType.UDP_BLOCKED, NatType.PORT_RESTRICTED);
  }
}
