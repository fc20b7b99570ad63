package io.blackroad.mesh.seed.ice;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a TURN server for a relayed address and for permissions, to see what it grants (RFC 8656 7
 * and 9, long-term credentials of RFC 8489 9.2). It relays nothing.
 */
public final class TurnClient implements Closeable {
  /** RFC 8656 18.7: the transport of the relayed address, by its protocol number. */
  public static final int RELAY_UDP = 17;

  /** RFC 6062: connections instead of datagrams, which nobody needs here. */
  public static final int RELAY_TCP = 6;

  /** RFC 8656 18.8. */
  public static final int FAMILY_IPV4 = 1;

  public static final int FAMILY_IPV6 = 2;

  static final int ALLOCATE = 0x003;
  static final int REFRESH = 0x004;
  static final int CREATE_PERMISSION = 0x008;

  private static final int LIFETIME = 0x000D;
  private static final int XOR_PEER_ADDRESS = 0x0012;
  private static final int XOR_RELAYED_ADDRESS = 0x0016;
  private static final int REQUESTED_ADDRESS_FAMILY = 0x0017;
  private static final int REQUESTED_TRANSPORT = 0x0019;

  /** A permission is for all ports (RFC 8656 9). */
  private static final int ANY_PORT = 9;

  private static final int UNAUTHENTICATED = 401;
  private static final int STALE_NONCE = 438;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final StunLink link;
  private final TurnCredentials.Credential credential;
  private byte @Nullable [] realm;
  private byte @Nullable [] nonce;

  public TurnClient(StunLink link, TurnCredentials.Credential credential) {
    this.link = link;
    this.credential = credential;
  }

  /** What a server said. */
  public sealed interface Reply {
    /**
     * Yes.
     *
     * @param relayed the address that was given; null where none was asked for
     */
    record Granted(@Nullable InetSocketAddress relayed) implements Reply {}

    /** No, with the number of the reason (RFC 8656 19). */
    record Refused(int code) implements Reply {}
  }

  /** Asks for a relayed address of that transport and family. */
  public Reply allocate(int transport, int family) throws IOException {
    return ask(
        ALLOCATE,
        request ->
            request
                .put(REQUESTED_TRANSPORT, new byte[] {(byte) transport, 0, 0, 0})
                .put(REQUESTED_ADDRESS_FAMILY, new byte[] {(byte) family, 0, 0, 0}));
  }

  /** Asks to exchange datagrams with the address {@code peer}, of 4 or 16 bytes. */
  public Reply permit(byte[] peer) throws IOException {
    return ask(
        CREATE_PERMISSION,
        request ->
            request.put(
                XOR_PEER_ADDRESS, XorAddress.write(peer, ANY_PORT, request.transactionId())));
  }

  /** Gives the relayed address back. */
  public Reply release() throws IOException {
    return ask(REFRESH, request -> request.put(LIFETIME, new byte[4]));
  }

  /** Adds what is particular to a request. */
  private interface Body {
    StunWriter addTo(StunWriter request);
  }

  /** A server names its realm and a nonce in refusals; at most two of them come first. */
  private Reply ask(int method, Body body) throws IOException {
    StunMessage answer = once(method, body);
    for (int again = 0; again < 2 && isToldNonce(answer); again++) {
      realm = answer.has(StunMessage.REALM) ? answer.value(StunMessage.REALM) : realm;
      nonce = answer.value(StunMessage.NONCE);
      answer = once(method, body);
    }
    if (!answer.isSuccess()) {
      return new Reply.Refused(answer.errorCode());
    }
    if (realm != null && !answer.isSignedWith(key())) {
      throw new IOException("the server's answer is not signed with the credential");
    }
    byte[] value = answer.value(XOR_RELAYED_ADDRESS);
    return new Reply.Granted(value == null ? null : XorAddress.read(value, answer.transactionId()));
  }

  private boolean isToldNonce(StunMessage answer) {
    boolean first = nonce == null && answer.errorCode() == UNAUTHENTICATED;
    return (first || answer.errorCode() == STALE_NONCE) && answer.has(StunMessage.NONCE);
  }

  private StunMessage once(int method, Body body) throws IOException {
    byte[] transaction = new byte[StunMessage.TRANSACTION_BYTES];
    RANDOM.nextBytes(transaction);
    StunWriter request = body.addTo(new StunWriter(method, transaction));
    if (realm != null && nonce != null) {
      request
          .put(StunMessage.USERNAME, credential.username().getBytes(StandardCharsets.UTF_8))
          .put(StunMessage.REALM, realm)
          .put(StunMessage.NONCE, nonce)
          .sign(key());
    }
    return link.ask(Objects.requireNonNull(StunMessage.read(request.putFingerprint().bytes())));
  }

  private byte[] key() {
    String name = new String(Objects.requireNonNull(realm), StandardCharsets.UTF_8);
    return LongTermKey.of(credential.username(), name, credential.password());
  }

  @Override
  public void close() throws IOException {
    link.close();
  }
}
