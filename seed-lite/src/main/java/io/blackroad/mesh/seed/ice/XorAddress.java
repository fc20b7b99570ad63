package io.blackroad.mesh.seed.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An address and port inside an attribute, combined with the magic cookie and the transaction id so
 * that routers which rewrite addresses they recognise leave it alone (RFC 8489 14.2).
 */
final class XorAddress {
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;
  private static final int HEAD_BYTES = 4;

  private XorAddress() {}

  /** The attribute's value. */
  static byte[] write(InetSocketAddress address, byte[] transactionId) {
    byte[] plain = Objects.requireNonNull(address.getAddress()).getAddress();
    return write(plain, address.getPort(), transactionId);
  }

  /** The same of an address of 4 or 16 bytes. */
  static byte[] write(byte[] plain, int port, byte[] transactionId) {
    byte[] mask = mask(transactionId);
    ByteBuffer value = ByteBuffer.allocate(HEAD_BYTES + plain.length);
    value.put((byte) 0).put((byte) (plain.length == 4 ? IPV4 : IPV6));
    value.putShort((short) (port ^ StunMessage.MAGIC_COOKIE >>> Short.SIZE));
    for (int i = 0; i < plain.length; i++) {
      value.put((byte) (plain[i] ^ mask[i]));
    }
    return value.array();
  }

  /** The address that a value stands for; null when it stands for none. */
  static @Nullable InetSocketAddress read(byte[] value, byte[] transactionId) {
    int bytes = value.length - HEAD_BYTES;
    if (bytes < 0 || bytes != (value[1] == IPV4 ? 4 : 16) || value[1] < IPV4 || value[1] > IPV6) {
      return null;
    }
    byte[] mask = mask(transactionId);
    byte[] plain = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      plain[i] = (byte) (value[HEAD_BYTES + i] ^ mask[i]);
    }
    int port = ByteBuffer.wrap(value).getShort(2) ^ StunMessage.MAGIC_COOKIE >>> Short.SIZE;
    try {
      return new InetSocketAddress(InetAddress.getByAddress(plain), port & 0xffff);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 bytes are an address", e);
    }
  }

  private static byte[] mask(byte[] transactionId) {
    return ByteBuffer.allocate(Integer.BYTES + transactionId.length)
        .putInt(StunMessage.MAGIC_COOKIE)
        .put(transactionId)
        .array();
  }
}
