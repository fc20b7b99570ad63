package io.blackroad.mesh.seed.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who a client is: whoever is at the other end, or, behind a proxy that the operator
 * vouches for, whom the proxy names. Only the last entry of {@code X-Forwarded-For} is the proxy's
 * own; those before it are the client's word. Thread-safe.
 */
public final class ClientRule {
  private static final Logger LOG = System.getLogger(ClientRule.class.getName());
  private static final String FORWARDED = "X-Forwarded-For";

  /** An IPv6 host may roam in its /64. */
  private static final int IPV6_BYTES = 8;

  private final boolean proxied;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param proxied whether clients come through a proxy on this machine or in its private network
   */
  public ClientRule(boolean proxied) {
    this.proxied = proxied;
  }

  /** Whoever sent a request with {@code fields} over {@code channel}. */
  public Client of(Channel channel, HttpHeaders fields) {
    byte @Nullable [] peer = peer(channel);
    if (peer == null) {
      return new Client("", "");
    }
    if (!isProxy(peer)) {
      return client(peer);
    }
    byte @Nullable [] named = proxied ? named(fields) : null;
    if (!proxied && fields.contains(FORWARDED) && warned.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "a proxy names its clients, but this seed takes all of them for one on this machine:"
              + " start it with --proxy, or copies of one visitor may vouch for each other");
    }
    return client(named == null ? peer : named);
  }

  /** Whether connections from the other end are to be counted: a proxy brings everybody's. */
  boolean counts(Channel channel) {
    byte @Nullable [] peer = peer(channel);
    return !proxied || peer == null || !isProxy(peer);
  }

  /** What stands for whoever is at the other end of a connection. */
  static String peerId(Channel channel) {
    byte @Nullable [] peer = peer(channel);
    return peer == null ? "" : id(peer);
  }

  /** A header is believed only from where no stranger can connect from. */
  private static boolean isProxy(byte[] peer) {
    return AddressPrefix.of(peer).isEmpty();
  }

  private static byte @Nullable [] peer(Channel channel) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress socket)
        || socket.getAddress() == null) {
      return null;
    }
    return socket.getAddress().getAddress();
  }

  private static Client client(byte[] address) {
    return new Client(id(address), AddressPrefix.of(address));
  }

  private static String id(byte[] address) {
    byte[] own = address.length > IPV6_BYTES ? Arrays.copyOf(address, IPV6_BYTES) : address;
    return Arrays.toString(own);
  }

  private static byte @Nullable [] named(HttpHeaders fields) {
    List<String> said = fields.getAll(FORWARDED);
    if (said.isEmpty()) {
      return null;
    }
    String last = said.getLast();
    return NetUtil.createByteArrayFromIpAddressString(
        withoutPort(last.substring(last.lastIndexOf(',') + 1).strip()));
  }

  /** Some proxies write {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String address) {
    if (address.startsWith("[") && address.indexOf(']') > 0) {
      return address.substring(1, address.indexOf(']'));
    }
    int colon = address.indexOf(':');
    boolean ported = address.indexOf('.') > 0 && colon == address.lastIndexOf(':') && colon > 0;
    return ported ? address.substring(0, colon) : address;
  }
}
