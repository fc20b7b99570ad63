package io.blackroad.mesh.demo.nat;

/** How a visitor's router treats UDP (RFC 4787), from the easiest to none. */
public enum NatType {
  /** One mapping for all (4.1); whoever knows it can send to it (5). */
  FULL_CONE("fullcone"),
  /** One mapping for all; only addresses that were sent to may answer. */
  ADDRESS_RESTRICTED("arc"),
  /** One mapping for all; only addresses and ports that were sent to may answer. */
  PORT_RESTRICTED("prc"),
  /** A mapping for each address and port that is sent to, with a random port. */
  SYMMETRIC("sym"),
  /** No UDP at all: a firewall that lets only TCP to port 443 out. */
  UDP_BLOCKED("udpblock");

  private static final String RULES =
      """
      flush ruleset
      table inet fw {
        chain input { type filter hook input priority 0; policy accept;
          ct state established,related accept
          iifname "wan" drop
        }
        chain outgoing { type filter hook forward priority 0; policy drop;
          ct state established,related accept
          OUTGOING
          ACCEPTED
        }
      }
      table ip nat {
        SET
        chain post { type nat hook postrouting priority srcnat; policy accept;
          oifname "wan" SOURCE
        }
        chain pre { type nat hook prerouting priority dstnat; policy accept;
          TARGET
        }
      }
      """;

  /** Whom the one client has sent to, for as long as a mapping lasts. */
  private static final String SEEN =
      """
      set seen { type ipv4_addr; flags dynamic,timeout; timeout 120s; }
        chain marks { type filter hook forward priority -10; policy accept;
          iifname "lan" oifname "wan" meta l4proto udp update @seen { ip daddr }
        }\
      """;

  private final String word;

  NatType(String word) {
    this.word = word;
  }

  /** A short name, e.g. {@code prc}. */
  public String word() {
    return word;
  }

  /**
   * The router's rules, for nft.
   *
   * @param wan its public address
   * @param client whom unsolicited packets go to, where they do
   */
  String rules(String wan, String client) {
    boolean isMapped = this == FULL_CONE || this == ADDRESS_RESTRICTED;
    String from = this == ADDRESS_RESTRICTED ? "ip saddr @seen " : "";
    // Without the input chain's drop, an early packet of the other side would take the mapping,
    // and the router would not be what it says (measured).
    return RULES
        .replace(
            "OUTGOING",
            "iifname \"lan\" " + (this == UDP_BLOCKED ? "tcp dport 443 " : "") + "accept")
        .replace("ACCEPTED", isMapped ? "iifname \"wan\" ct status dnat accept" : "")
        .replace("SET", this == ADDRESS_RESTRICTED ? SEEN : "")
        .replace("SOURCE", source(isMapped, wan))
        .replace(
            "TARGET",
            isMapped ? "iifname \"wan\" meta l4proto udp " + from + "dnat to " + client : "");
  }

  private String source(boolean isMapped, String wan) {
    if (isMapped) {
      return "snat to " + wan;
    }
    return this == SYMMETRIC ? "masquerade random,fully-random" : "masquerade";
  }

  /**
   * Whether two browsers behind such routers can reach each other without a relay: one's packets
   * have to come from where the other expects them, which a mapping for each target prevents unless
   * the other side takes packets from any port.
   */
  public boolean reaches(NatType other) {
    if (this == UDP_BLOCKED || other == UDP_BLOCKED) {
      return false;
    }
    boolean isStrict = isStrict() && other.isStrict();
    return !isStrict || (this != SYMMETRIC && other != SYMMETRIC);
  }

  /** Whether it looks at the port that a packet comes from. */
  private boolean isStrict() {
    return this == PORT_RESTRICTED || this == SYMMETRIC;
  }
}
