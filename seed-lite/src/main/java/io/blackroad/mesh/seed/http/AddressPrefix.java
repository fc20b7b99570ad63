package io.blackroad.mesh.seed.http;

import java.util.Arrays;

/**
 * The network that an address belongs to, as far as it tells one visitor from another: an IPv4 /24
 * or an IPv6 /48, of which who rents addresses gets few. An address within this machine or a
 * private network tells nothing.
 */
final class AddressPrefix {
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  /** RFC 4291 2.5.5.2: an IPv4 address, written as IPv6. */
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  /** RFC 6052 2.1: an IPv4 address behind a translator, 64:ff9b::/96. */
  private static final byte[] TRANSLATED = {0, 0x64, -1, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

  private AddressPrefix() {}

  /** The prefix of an address of 4 or 16 bytes, e.g. {@code 203.0.113.0/24}; empty for private. */
  static String of(byte[] address) {
    if (address.length == IPV4_BYTES) {
      return isPrivate4(address) ? "" : text4(address);
    }
    if (address.length != IPV6_BYTES) {
      throw new IllegalArgumentException("an address of " + address.length + " bytes");
    }
    if (begins(address, MAPPED) || begins(address, TRANSLATED)) {
      return of(Arrays.copyOfRange(address, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES));
    }
    if (group(address, 0) == 0x2002) { // RFC 3056 2: the IPv4 address of a 6to4 site
      return of(Arrays.copyOfRange(address, 2, 2 + IPV4_BYTES));
    }
    return isPrivate6(address) ? "" : text6(address);
  }

  private static boolean begins(byte[] address, byte[] with) {
    return Arrays.equals(address, 0, with.length, with, 0, with.length);
  }

  /** RFC 6890 2.2.2: this host, private, shared by carriers, loopback, link-local. */
  private static boolean isPrivate4(byte[] address) {
    int first = address[0] & 0xff;
    int second = address[1] & 0xff;
    return switch (first) {
      case 0, 10, 127 -> true;
      case 100 -> second >= 64 && second < 128;
      case 169 -> second == 254;
      case 172 -> second >= 16 && second < 32;
      case 192 -> second == 168;
      default -> false;
    };
  }

  /** RFC 6890 2.2.3: loopback and unspecified, unique-local (fc00::/7), link-local (fe80::/10). */
  private static boolean isPrivate6(byte[] address) {
    boolean low = true;
    for (int i = 0; i < IPV6_BYTES - 1; i++) {
      low &= address[i] == 0;
    }
    boolean here = low && (address[IPV6_BYTES - 1] & 0xff) <= 1;
    return here || (address[0] & 0xfe) == 0xfc || (group(address, 0) & 0xffc0) == 0xfe80;
  }

  private static int group(byte[] address, int index) {
    return ((address[2 * index] & 0xff) << 8) | (address[2 * index + 1] & 0xff);
  }

  private static String text4(byte[] address) {
    return (address[0] & 0xff) + "." + (address[1] & 0xff) + "." + (address[2] & 0xff) + ".0/24";
  }

  private static String text6(byte[] address) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      text.append(Integer.toHexString(group(address, i))).append(':');
    }
    return text.append(":/48").toString();
  }
}
