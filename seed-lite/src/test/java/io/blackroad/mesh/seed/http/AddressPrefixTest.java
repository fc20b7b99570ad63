package io.blackroad.mesh.seed.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.util.NetUtil;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which network an address belongs to. */
class AddressPrefixTest {
  private static String prefix(String address) {
    return AddressPrefix.of(
        Objects.requireNonNull(NetUtil.createByteArrayFromIpAddressString(address), address));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0/24",
    "203.0.113.0, 203.0.113.0/24",
    "255.255.255.255, 255.255.255.0/24",
    "11.0.0.1, 11.0.0.0/24",
    "100.63.255.255, 100.63.255.0/24",
    "100.128.0.1, 100.128.0.0/24",
    "172.15.0.1, 172.15.0.0/24",
    "172.32.0.1, 172.32.0.0/24",
    "192.167.9.9, 192.167.9.0/24",
    "169.253.0.1, 169.253.0.0/24",
    "2001:db8:1:2::3, 2001:db8:1::/48",
    "2001:db8:1:ffff::3, 2001:db8:1::/48",
    "2a00::1, 2a00:0:0::/48",
    "64:ff9b::cb00:714d, 203.0.113.0/24",
    "2002:cb00:714d:1::1, 203.0.113.0/24",
    "ff02::1, ff02:0:0::/48"
  })
  void isTheNetworkOfAPublicAddress(String address, String prefix) {
    assertEquals(prefix, prefix(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.0.1",
        "0.0.0.0",
        "10.9.8.7",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.1.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "::",
        "::1",
        "fc00::1",
        "fdff::1",
        "fe80::1",
        "febf::1",
        "64:ff9b::a00:1",
        "2002:7f00:1::1"
      })
  void isNothingWithinAPrivateNetwork(String address) {
    assertEquals("", prefix(address));
  }

  @Test
  void knowsAnIpv4AddressThatIsWrittenAsIpv6() {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 203, 0, 113, 9};
    assertEquals("203.0.113.0/24", AddressPrefix.of(mapped));
    assertThrows(IllegalArgumentException.class, () -> AddressPrefix.of(new byte[5]));
  }
}
