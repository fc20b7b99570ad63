package io.blackroad.mesh.seed.ice;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A STUN message that was received (RFC 8489 5 and 14).
 *
 * @param type method and class, 14 bits
 * @param transactionId 12 bytes, which an answer repeats
 * @param attributes in their order, up to {@link #ATTRIBUTES_MAX}
 * @param bytes all of it, as it came
 */
record StunMessage(int type, byte[] transactionId, List<Attribute> attributes, byte[] bytes) {
  static final int HEADER_BYTES = 20;
  static final int TRANSACTION_BYTES = 12;

  /** RFC 8489 5: tells STUN from what else may come to a port. */
  static final int MAGIC_COOKIE = 0x2112A442;

  /** RFC 8489 14.7: what a FINGERPRINT's CRC-32 is combined with. */
  static final int FINGERPRINT_XOR = 0x5354554E;

  /** More than any packet of Ethernet carries. */
  static final int BYTES_MAX = 1_500;

  /** More than any message of STUN and TURN has. */
  static final int ATTRIBUTES_MAX = 32;

  /** Requests end in 00, indications in 10, successes in 01, errors in 11 (RFC 8489 5). */
  static final int CLASS_BITS = 0x0110;

  static final int BINDING = 0x0001;
  static final int SUCCESS = 0x0100;
  static final int ERROR = 0x0110;

  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int UNKNOWN_ATTRIBUTES = 0x000A;
  static final int REALM = 0x0014;
  static final int NONCE = 0x0015;
  static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
  static final int PASSWORD_ALGORITHM = 0x001D;
  static final int USERHASH = 0x001E;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int FINGERPRINT = 0x8028;

  private static final int ATTRIBUTE_HEADER_BYTES = 4;
  private static final int INTEGRITY_BYTES = 20;

  /** One attribute: its type, and its value without padding. */
  record Attribute(int type, byte[] value) {}

  /**
   * Reads a message that fills {@code bytes}; null for anything else: another length, no magic
   * cookie, attributes that do not fit, a FINGERPRINT that is wrong or not the last.
   */
  static @Nullable StunMessage read(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes.length > BYTES_MAX || bytes.length % 4 != 0) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int type = Short.toUnsignedInt(in.getShort());
    int length = Short.toUnsignedInt(in.getShort());
    if (type > 0x3fff || in.getInt() != MAGIC_COOKIE || length != bytes.length - HEADER_BYTES) {
      return null;
    }
    byte[] transactionId = new byte[TRANSACTION_BYTES];
    in.get(transactionId);
    List<Attribute> attributes = attributes(in);
    if (attributes == null || !isIntact(attributes, bytes)) {
      return null;
    }
    return new StunMessage(type, transactionId, attributes, bytes);
  }

  private static @Nullable List<Attribute> attributes(ByteBuffer in) {
    List<Attribute> attributes = new ArrayList<>();
    while (in.remaining() >= ATTRIBUTE_HEADER_BYTES) {
      int type = Short.toUnsignedInt(in.getShort());
      int length = Short.toUnsignedInt(in.getShort());
      if (padded(length) > in.remaining() || attributes.size() == ATTRIBUTES_MAX) {
        return null;
      }
      byte[] value = new byte[length];
      in.get(value);
      in.position(in.position() + padded(length) - length);
      attributes.add(new Attribute(type, value));
    }
    return attributes;
  }

  static int padded(int length) {
    return (length + 3) & ~3;
  }

  /** RFC 8489 14.7: a FINGERPRINT is the last attribute, and right. */
  private static boolean isIntact(List<Attribute> attributes, byte[] bytes) {
    for (int i = 0; i < attributes.size(); i++) {
      Attribute attribute = attributes.get(i);
      if (attribute.type == FINGERPRINT) {
        return i == attributes.size() - 1
            && attribute.value.length == Integer.BYTES
            && ByteBuffer.wrap(attribute.value).getInt()
                == StunWriter.fingerprint(bytes, bytes.length - 8);
      }
    }
    return true;
  }

  /** The value of the first attribute of that type; null for none. */
  byte @Nullable [] value(int attributeType) {
    for (Attribute attribute : attributes) {
      if (attribute.type == attributeType) {
        return attribute.value;
      }
    }
    return null;
  }

  boolean has(int attributeType) {
    return value(attributeType) != null;
  }

  boolean isSuccess() {
    return (type & CLASS_BITS) == SUCCESS;
  }

  /** Whether it answers a request of that method and transaction. */
  boolean answers(int method, byte[] transaction) {
    boolean isAnswer = isSuccess() || (type & CLASS_BITS) == ERROR;
    return isAnswer && (type & ~CLASS_BITS) == method && Arrays.equals(transactionId, transaction);
  }

  /** The number of an error, 300 to 699 (RFC 8489 14.8); 0 for none. */
  int errorCode() {
    byte[] value = value(ERROR_CODE);
    return value == null || value.length < 4 ? 0 : (value[2] & 0x07) * 100 + (value[3] & 0xff);
  }

  /** Whether its MESSAGE-INTEGRITY was made with {@code key} (RFC 8489 14.5). */
  boolean isSignedWith(byte[] key) {
    int at = HEADER_BYTES;
    for (Attribute attribute : attributes) {
      if (attribute.type == MESSAGE_INTEGRITY) {
        return attribute.value.length == INTEGRITY_BYTES
            && MessageDigest.isEqual(attribute.value, StunWriter.integrity(bytes, at, key));
      }
      at += ATTRIBUTE_HEADER_BYTES + padded(attribute.value.length);
    }
    return false;
  }
}
