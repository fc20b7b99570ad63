package io.blackroad.mesh.seed.ice;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes a STUN message, one attribute after the other (RFC 8489 5 and 14). */
final class StunWriter {
  private static final int LENGTH_AT = 2;
  private static final int INTEGRITY_ATTRIBUTE_BYTES = 24;
  private static final int FINGERPRINT_ATTRIBUTE_BYTES = 8;

  private final ByteBuffer out = ByteBuffer.allocate(StunMessage.BYTES_MAX);
  private final byte[] transactionId;

  StunWriter(int type, byte[] transactionId) {
    this.transactionId = transactionId.clone();
    out.putShort((short) type).putShort((short) 0).putInt(StunMessage.MAGIC_COOKIE);
    out.put(transactionId);
  }

  byte[] transactionId() {
    return transactionId;
  }

  /** Adds an attribute, padded with zeros. */
  StunWriter put(int attributeType, byte[] value) {
    out.putShort((short) attributeType).putShort((short) value.length).put(value);
    while (out.position() % 4 != 0) {
      out.put((byte) 0);
    }
    return this;
  }

  /** Adds MESSAGE-INTEGRITY: HMAC-SHA1 over what stands before it (RFC 8489 14.5). */
  StunWriter sign(byte[] key) {
    return put(StunMessage.MESSAGE_INTEGRITY, integrity(out.array(), out.position(), key));
  }

  /** Adds FINGERPRINT, which has to be the last. */
  StunWriter putFingerprint() {
    int value = fingerprint(out.array(), out.position());
    return put(StunMessage.FINGERPRINT, ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  /** The whole message. */
  byte[] bytes() {
    out.putShort(LENGTH_AT, (short) (out.position() - StunMessage.HEADER_BYTES));
    return Arrays.copyOf(out.array(), out.position());
  }

  /** The FINGERPRINT of what stands in {@code message} before {@code at}, where it begins. */
  static int fingerprint(byte[] message, int at) {
    CRC32 crc = new CRC32();
    crc.update(upTo(message, at, FINGERPRINT_ATTRIBUTE_BYTES));
    return (int) crc.getValue() ^ StunMessage.FINGERPRINT_XOR;
  }

  /** The MESSAGE-INTEGRITY of what stands in {@code message} before {@code at}. */
  static byte[] integrity(byte[] message, int at, byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return mac.doFinal(upTo(message, at, INTEGRITY_ATTRIBUTE_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  /** Both are made as if the message ended with them. */
  private static byte[] upTo(byte[] message, int at, int attributeBytes) {
    byte[] text = Arrays.copyOf(message, at);
    int length = at + attributeBytes - StunMessage.HEADER_BYTES;
    ByteBuffer.wrap(text).putShort(LENGTH_AT, (short) length);
    return text;
  }
}
