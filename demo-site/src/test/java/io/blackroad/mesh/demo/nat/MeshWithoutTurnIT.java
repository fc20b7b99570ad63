package io.blackroad.mesh.demo.nat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A seed that has no TURN server: where routers let nobody through, its own relay is the route. */
class MeshWithoutTurnIT {
  /** An attempt ends after 10 s; the rest is for a busy machine. */
  private static final long ATTEMPT_MILLIS_MAX = 40_000;

  private static final int NUMBERS_MIN = 60;

  @RegisterExtension static final Laboratory LAB = new Laboratory(false, "--site", "target/site");

  @Test
  void symmetricRoutersStayWithTheRelayAndLoseNothingByTrying() {
    LAB.lab().setRouters(NatType.SYMMETRIC, NatType.SYMMETRIC);
    try (MeshPair pair = MeshPair.meet(LAB.browsers(), LAB.servers())) {
      pair.startCounting();
      assertTrue(pair.triesInVain(ATTEMPT_MILLIS_MAX), pair::toString);
      assertEquals("relay", pair.await("relay", ATTEMPT_MILLIS_MAX).route(), pair::toString);
      assertTrue(MeshPair.await(ATTEMPT_MILLIS_MAX, () -> pair.counted() > NUMBERS_MIN));
      assertEquals("", pair.stopCounting(ATTEMPT_MILLIS_MAX));
    }
  }
}
