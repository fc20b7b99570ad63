package io.blackroad.mesh.seed.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells who asks from which address they ask (RFC 8489, usage 6 of Binding without authentication).
 * Keeps nothing, so an answer is a function of the request and where it came from.
 *
 * <p>Whoever forges a source gets an answer sent there: it is never more than {@link
 * #GROWTH_BYTES_MAX} longer than the request. Only requests are answered, so two servers never talk
 * to each other.
 */
final class BindingResponder {
  /** An IPv6 address's attribute, the longest thing that an answer has and the request has not. */
  static final int GROWTH_BYTES_MAX = 24;

  /** RFC 8489 6.1: what a request may have without knowing the path. */
  static final int REQUEST_BYTES_MAX = 548;

  /** From here on an attribute may be left unread by those who do not know it (RFC 8489 14). */
  private static final int OPTIONAL_FROM = 0x8000;

  private static final int UNKNOWN_ATTRIBUTE = 420;

  /** What may stand in a request for somebody who checks credentials; nobody does here. */
  private static final List<Integer> KNOWN =
      List.of(
          StunMessage.USERNAME,
          StunMessage.MESSAGE_INTEGRITY,
          StunMessage.MESSAGE_INTEGRITY_SHA256,
          StunMessage.REALM,
          StunMessage.NONCE,
          StunMessage.PASSWORD_ALGORITHM,
          StunMessage.USERHASH);

  private BindingResponder() {}

  /** What goes back to {@code from}; null for nothing. */
  static byte @Nullable [] answer(byte[] datagram, InetSocketAddress from) {
    if (datagram.length > REQUEST_BYTES_MAX || from.getPort() == 0) {
      return null;
    }
    StunMessage request = StunMessage.read(datagram);
    if (request == null || request.type() != StunMessage.BINDING) {
      return null;
    }
    Set<Integer> unknown = unknown(request);
    StunWriter answer = unknown.isEmpty() ? mapped(request, from) : refusal(request, unknown);
    if (request.has(StunMessage.FINGERPRINT)) {
      answer.putFingerprint();
    }
    return answer.bytes();
  }

  private static StunWriter mapped(StunMessage request, InetSocketAddress from) {
    byte[] id = request.transactionId();
    return new StunWriter(StunMessage.BINDING | StunMessage.SUCCESS, id)
        .put(StunMessage.XOR_MAPPED_ADDRESS, XorAddress.write(from, id));
  }

  private static StunWriter refusal(StunMessage request, Set<Integer> unknown) {
    ByteBuffer types = ByteBuffer.allocate(Short.BYTES * unknown.size());
    unknown.forEach(type -> types.putShort((short) (int) type));
    byte[] code = {0, 0, UNKNOWN_ATTRIBUTE / 100, UNKNOWN_ATTRIBUTE % 100};
    return new StunWriter(StunMessage.BINDING | StunMessage.ERROR, request.transactionId())
        .put(StunMessage.ERROR_CODE, code)
        .put(StunMessage.UNKNOWN_ATTRIBUTES, types.array());
  }

  /** What stands after MESSAGE-INTEGRITY has no meaning (RFC 8489 14.5). */
  private static Set<Integer> unknown(StunMessage request) {
    Set<Integer> unknown = new TreeSet<>();
    for (StunMessage.Attribute attribute : request.attributes()) {
      if (attribute.type() == StunMessage.MESSAGE_INTEGRITY) {
        break;
      }
      if (attribute.type() < OPTIONAL_FROM && !KNOWN.contains(attribute.type())) {
        unknown.add(attribute.type());
      }
    }
    return unknown;
  }
}
