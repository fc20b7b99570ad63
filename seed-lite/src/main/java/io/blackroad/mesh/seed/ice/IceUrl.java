package io.blackroad.mesh.seed.ice;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a STUN or TURN server answers, as browsers are told it (RFC 7064, RFC 7065).
 *
 * @param scheme {@code stun}, {@code turn} or {@code turns}
 * @param host a name or address; IPv6 without brackets
 * @param transport between the browser and the server
 */
public record IceUrl(String scheme, String host, int port, Transport transport) {
  /** What carries the messages to a server. */
  public enum Transport {
    UDP,
    TCP,
    TLS
  }

  /** A TURN server's port for TLS when its URL names none (RFC 7065). */
  public static final int TLS_PORT = 5349;

  private static final int PORT_MAX = 65_535;

  private static final Pattern FORM =
      Pattern.compile(
          "(stun|turn|turns):(\\[[0-9a-f:.]+]|[a-z0-9.-]+)(?::([0-9]{1,5}))?"
              + "(?:\\?transport=(udp|tcp))?");

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException with a reason for a person, when it is none
   */
  public static IceUrl of(String text) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not like stun:NAME:3478, turn:NAME:3478?transport=udp or"
              + " turns:NAME:443?transport=tcp");
    }
    String scheme = Objects.requireNonNull(form.group(1));
    boolean isTls = scheme.equals("turns");
    String over = form.group(4);
    if (over != null && (scheme.equals("stun") || (isTls && over.equals("udp")))) {
      throw new IllegalArgumentException(
          "'" + text + "': no browser speaks " + scheme + " over that");
    }
    Transport plain = "tcp".equals(over) ? Transport.TCP : Transport.UDP;
    return new IceUrl(
        scheme,
        Objects.requireNonNull(form.group(2)).replaceAll("[\\[\\]]", ""),
        port(form.group(3), isTls ? TLS_PORT : StunServer.PORT, text),
        isTls ? Transport.TLS : plain);
  }

  private static int port(@Nullable String digits, int standard, String text) {
    int port = digits == null ? standard : Integer.parseInt(digits);
    if (port < 1 || port > PORT_MAX) {
      throw new IllegalArgumentException("'" + text + "': a port is 1 to " + PORT_MAX);
    }
    return port;
  }

  /** The responder of a seed. */
  public static IceUrl stun(String host, int port) {
    return new IceUrl("stun", host, port, Transport.UDP);
  }

  public boolean isTurn() {
    return !scheme.equals("stun");
  }

  /** As browsers take it. */
  public String text() {
    String at = scheme + ":" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    return isTurn() ? at + "?transport=" + (transport == Transport.UDP ? "udp" : "tcp") : at;
  }

  @Override
  public String toString() {
    return text();
  }
}
