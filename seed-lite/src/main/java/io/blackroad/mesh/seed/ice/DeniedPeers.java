package io.blackroad.mesh.seed.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * Addresses that nobody may reach through the relay, which stands inside somebody's network: all
 * that are not global unicast (IANA's special-purpose registries, RFC 6890), and forms of IPv6 that
 * carry an IPv4 address.
 */
public final class DeniedPeers {
  /** IPv4, first and last. */
  static final List<String> IPV4 =
      List.of(
          "0.0.0.0-0.255.255.255", // this network
          "10.0.0.0-10.255.255.255", // private
          "100.64.0.0-100.127.255.255", // shared by carriers
          "127.0.0.0-127.255.255.255", // loopback
          "169.254.0.0-169.254.255.255", // link-local, and clouds' metadata
          "172.16.0.0-172.31.255.255", // private
          "192.0.0.0-192.0.0.255", // protocols
          "192.0.2.0-192.0.2.255", // documentation
          "192.88.99.0-192.88.99.255", // 6to4 relays
          "192.168.0.0-192.168.255.255", // private
          "198.18.0.0-198.19.255.255", // benchmarks
          "198.51.100.0-198.51.100.255", // documentation
          "203.0.113.0-203.0.113.255", // documentation
          "224.0.0.0-255.255.255.255"); // multicast, reserved, broadcast

  /** IPv6, first and last: all but 2000::/3, and parts of that. */
  static final List<String> IPV6 =
      List.of(
          // From ::1 on, as coturn takes a range from :: on for all of IPv4 as well (measured).
          // Loopback, IPv4-mapped (::ffff:0:0/96), translated (64:ff9b::/32), discard (100::/64).
          "::1-1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "2001::-2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", // protocols; Teredo carries IPv4
          "2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", // documentation
          "2002::-2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", // 6to4 carries IPv4
          "3fff::-3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", // documentation
          // Unique-local (fc00::/7), link-local (fe80::/10), multicast (ff00::/8), unassigned.
          "4000::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");

  /** One address of each range, as doctor and tests try them. */
  public static final List<String> SAMPLES_4 =
      List.of(
          "0.0.0.1",
          "10.0.0.1",
          "100.64.0.1",
          "127.0.0.1",
          "169.254.169.254",
          "172.16.0.1",
          "192.0.0.1",
          "192.0.2.1",
          "192.88.99.1",
          "192.168.0.1",
          "198.18.0.1",
          "198.51.100.1",
          "224.0.0.1",
          "239.255.255.250",
          "240.0.0.1",
          "255.255.255.255");

  public static final List<String> SAMPLES_6 =
      List.of(
          "::",
          "::1",
          "::127.0.0.1",
          "::ffff:10.0.0.1",
          "::ffff:127.0.0.1",
          "64:ff9b::a00:1",
          "64:ff9b:1::1",
          "100::1",
          "2001::1",
          "2001:10::1",
          "2002:a00:1::1",
          "3fff::1",
          "5f00::1",
          "fc00::1",
          "fd00::1",
          "fe80::1",
          "fec0::1",
          "ff02::1",
          "ff0e::1");

  private static final int IPV6_BYTES = 16;

  private DeniedPeers() {}

  /** The bytes of a sample; of an IPv6 one all 16, also where it carries an IPv4 address. */
  public static byte[] bytes(String sample) {
    byte[] bytes =
        Objects.requireNonNull(new InetSocketAddress(sample, 0).getAddress()).getAddress();
    if (bytes.length == IPV6_BYTES || !sample.contains(":")) {
      return bytes;
    }
    ByteBuffer mapped = ByteBuffer.allocate(IPV6_BYTES); // Java takes ::ffff:0:0/96 for IPv4
    return mapped.position(10).putShort((short) -1).put(bytes).array();
  }
}
