package io.blackroad.mesh.seed.ice;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Objects;

/** Asks a server from where it sees this machine. */
public final class StunQuery {
  private static final SecureRandom RANDOM = new SecureRandom();

  private StunQuery() {}

  /**
   * The address that the server behind {@code link} sees.
   *
   * @throws IOException when it does not answer, or says something else
   */
  public static InetSocketAddress mapped(StunLink link) throws IOException {
    byte[] transaction = new byte[StunMessage.TRANSACTION_BYTES];
    RANDOM.nextBytes(transaction);
    byte[] request = new StunWriter(StunMessage.BINDING, transaction).putFingerprint().bytes();
    StunMessage answer = link.ask(Objects.requireNonNull(StunMessage.read(request)));
    byte[] value = answer.value(StunMessage.XOR_MAPPED_ADDRESS);
    InetSocketAddress mapped = value == null ? null : XorAddress.read(value, transaction);
    if (!answer.isSuccess() || mapped == null) {
      throw new IOException("it answers without an address, error " + answer.errorCode());
    }
    return mapped;
  }
}
