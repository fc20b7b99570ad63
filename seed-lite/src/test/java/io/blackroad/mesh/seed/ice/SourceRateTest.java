package io.blackroad.mesh.seed.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SourceRateTest {
  private static final long SECOND = 1_000_000_000;

  private final SourceRate rate = new SourceRate(1, 2, 0);

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }

  private int taken(String prefix, int times, long nowNanos) throws UnknownHostException {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += rate.take(address(prefix + i % 250), nowNanos) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void aNetworkGetsItsShareOfEachSecond() throws UnknownHostException {
    assertEquals(SourceRate.NETWORK_MAX, taken("198.51.100.", 300, 5));
    assertFalse(rate.take(address("198.51.100.255"), SECOND - 1));
    assertTrue(rate.take(address("198.51.101.1"), SECOND - 1));
    assertTrue(rate.take(address("198.51.100.1"), SECOND));
  }

  @Test
  void anIpv6NetworkIsItsFirst48Bits() throws UnknownHostException {
    assertEquals(SourceRate.NETWORK_MAX, taken("2a00:1:2:3::", 300, 5));
    assertFalse(rate.take(address("2a00:1:2:4::1"), 6));
    assertTrue(rate.take(address("2a00:1:3::1"), 6));
  }

  @Test
  void forgedSourcesBoundTheWholeAndNotTheMemory() throws UnknownHostException {
    int taken = 0;
    for (int i = 0; i < 3 * SourceRate.ALL_MAX; i++) {
      byte[] forged = ByteBuffer.allocate(4).putInt(i << 8 | 1).array();
      taken += rate.take(InetAddress.getByAddress(forged), 5) ? 1 : 0;
    }
    assertEquals(SourceRate.ALL_MAX, taken);
    assertTrue(rate.take(address("203.0.113.1"), SECOND));
  }
}
