package io.blackroad.mesh.seed.ice;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How coturn is run for a mesh, as a {@code turnserver.conf}: for those whom the seed sent, to
 * public addresses only, and within limits.
 *
 * @param name what browsers call the server; also its realm
 * @param addresses to listen on and to relay from; empty for every address of the machine
 * @param external {@code PUBLIC/PRIVATE} where the machine does not have its public address itself
 * @param ports where it listens and from where it relays
 * @param tls null for none
 * @param quotas what one may use, and all
 */
public record TurnConfig(
    String name,
    List<String> addresses,
    List<String> external,
    Ports ports,
    @Nullable Tls tls,
    Quotas quotas) {
  /**
   * Ports of the server.
   *
   * @param plain UDP and TCP
   * @param relayFirst relayed addresses have ports from here
   * @param relayLast to here
   */
  public record Ports(int plain, int relayFirst, int relayLast) {
    public static final Ports STANDARD = new Ports(StunServer.PORT, 49_152, 51_199);

    private static final int PORT_MAX = 65_535;

    public Ports {
      if (plain < 1 || plain > PORT_MAX) {
        throw new IllegalArgumentException("a port is 1 to " + PORT_MAX + ", not " + plain);
      }
      if (relayFirst < 1_024 || relayLast > PORT_MAX || relayFirst > relayLast) {
        throw new IllegalArgumentException(
            "relay ports are 1024 to 65535, the lower first, not " + relayFirst + "-" + relayLast);
      }
    }
  }

  /** Certificate chain and key as PEM files, and the port; 443 passes most firewalls. */
  public record Tls(int port, Path certificate, Path key) {
    public static final int PORT = 443;
  }

  /**
   * Limits.
   *
   * @param perNode relayed addresses of one node: eight peers, three URLs, two networks
   * @param all relayed addresses of all
   * @param bytesPerSecond of one relayed address, each way
   */
  public record Quotas(int perNode, int all, int bytesPerSecond) {
    public static final Quotas STANDARD = new Quotas(48, 1_000, 1_000_000);

    public Quotas {
      if (perNode < 1 || all < perNode || bytesPerSecond < 1) {
        throw new IllegalArgumentException(
            "quotas are numbers from 1 on, and that of all is not below that of one");
      }
    }
  }

  private static final String HEAD =
      """
      # Written by ./mesh turn-config for coturn 4.5.2 or newer. It holds the secret: mode 600.

      # For whom: those with a credential of the seed, for its ten minutes.
      use-auth-secret
      static-auth-secret=SECRET
      realm=NAME
      stale-nonce=600
      max-allocate-lifetime=3600
      fingerprint

      # What is not needed is off: TCP to others (RFC 6062), multicast, the control port, other
      # forms of STUN that answer with more than they were sent.
      no-tcp-relay
      no-multicast-peers
      no-cli
      no-software-attribute
      no-rfc5780
      no-stun-backward-compatibility
      response-origin-only-with-rfc5780
      """;

  public TurnConfig {
    addresses = List.copyOf(addresses);
    external = List.copyOf(external);
  }

  /** The file's text. */
  public String text(TurnSecret secret) {
    StringBuilder text =
        new StringBuilder(HEAD.replace("NAME", name).replace("SECRET", secret.text()));
    section(text, "Where.", where());
    section(text, "TLS, for those whose network lets nothing else out.", tlsLines());
    section(
        text,
        "How much: relayed addresses of one node, of all; bytes a second of one.",
        List.of(
            "user-quota=" + quotas.perNode,
            "total-quota=" + quotas.all,
            "max-bps=" + quotas.bytesPerSecond,
            "bps-capacity=0"));
    List<String> denied = new ArrayList<>(DeniedPeers.IPV4);
    denied.addAll(DeniedPeers.IPV6);
    section(
        text,
        "Not to: anything that is not a public address.",
        denied.stream().map(range -> "denied-peer-ip=" + range).toList());
    section(
        text,
        "What it says goes to its caller, e.g. the journal.",
        List.of("log-file=stdout", "simple-log"));
    return text.toString();
  }

  private static void section(StringBuilder text, String title, List<String> lines) {
    text.append("\n# ").append(title).append('\n');
    lines.forEach(line -> text.append(line).append('\n'));
  }

  private List<String> where() {
    List<String> lines = new ArrayList<>();
    addresses.forEach(address -> lines.add("listening-ip=" + address));
    addresses.forEach(address -> lines.add("relay-ip=" + address));
    external.forEach(pair -> lines.add("external-ip=" + pair));
    lines.add("listening-port=" + ports.plain);
    lines.add("min-port=" + ports.relayFirst);
    lines.add("max-port=" + ports.relayLast);
    return lines;
  }

  private List<String> tlsLines() {
    return tls == null
        ? List.of("no-tls", "no-dtls")
        : List.of(
            "tls-listening-port=" + tls.port,
            "cert=" + tls.certificate,
            "pkey=" + tls.key,
            "no-dtls",
            "no-tlsv1",
            "no-tlsv1_1");
  }

  /** What the seed and browsers are to be told: UDP first, which is the quickest. */
  public List<IceUrl> urls() {
    List<IceUrl> urls = new ArrayList<>();
    urls.add(new IceUrl("turn", name, ports.plain, IceUrl.Transport.UDP));
    urls.add(new IceUrl("turn", name, ports.plain, IceUrl.Transport.TCP));
    if (tls != null) {
      urls.add(new IceUrl("turns", name, tls.port, IceUrl.Transport.TLS));
    }
    return urls;
  }
}
