package io.blackroad.mesh.seed.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blackroad.mesh.seed.ice.TurnClient.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the configuration that we write lets through in a real coturn, and what not. */
class CoturnTest {
  private static final int QUOTA = 3;
  private static final String NODE = "n_0123456789abcdef";

  /** Just beside what is denied. */
  private static final List<String> OPEN_4 =
      List.of("1.0.0.1", "11.0.0.1", "100.128.0.1", "192.0.3.1", "198.20.0.1", "223.255.255.254");

  private static final List<String> OPEN_6 =
      List.of("2001:200::1", "2001:db9::1", "2003::1", "3ffe::1", "3fff:1000::1");

  private static final Reply.Refused UNAUTHENTICATED = new Reply.Refused(401);
  private static final Reply.Refused FORBIDDEN = new Reply.Refused(403);
  private static final Reply.Refused UNSUPPORTED_TRANSPORT = new Reply.Refused(442);
  private static final Reply.Refused QUOTA_REACHED = new Reply.Refused(486);

  @TempDir static Path folder;
  private static Coturn coturn;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Coturn.isInstalled(), "coturn is not installed");
    coturn = Coturn.start(folder, new TurnConfig.Quotas(QUOTA, 1_000, 1_000_000));
  }

  @AfterAll
  static void stop() {
    if (coturn != null) {
      coturn.close();
    }
  }

  private static TurnCredentials.Credential fresh(String node) {
    return coturn.credentials().mint(node, System.currentTimeMillis());
  }

  private static Reply allocated(TurnClient client) throws IOException {
    return client.allocate(TurnClient.RELAY_UDP, TurnClient.FAMILY_IPV4);
  }

  @Test
  void aFreshCredentialRelaysOverUdpAndTcp() throws IOException {
    try (TurnClient udp = coturn.overUdp(fresh(NODE));
        TurnClient tcp = coturn.overTcp(fresh(NODE))) {
      for (TurnClient client : List.of(udp, tcp)) {
        Reply.Granted granted = assertInstanceOf(Reply.Granted.class, allocated(client));
        InetSocketAddress relayed = granted.relayed();
        assertNotNull(relayed);
        assertEquals(InetAddress.getLoopbackAddress(), relayed.getAddress());
        assertInstanceOf(Reply.Granted.class, client.permit(DeniedPeers.bytes("11.0.0.1")));
        assertInstanceOf(Reply.Granted.class, client.release());
      }
    }
  }

  @Test
  void anExpiredCredentialIsRefused() throws IOException {
    long now = System.currentTimeMillis();
    try (TurnClient client = coturn.overUdp(coturn.credentials().until(NODE, now - 2_000))) {
      assertEquals(UNAUTHENTICATED, allocated(client));
    }
  }

  @Test
  void aForgedCredentialIsRefused() throws IOException {
    TurnCredentials.Credential good = fresh(NODE);
    String later = good.expiresAtMillis() / 1_000 + 86_400 + ":" + NODE;
    List<TurnCredentials.Credential> forged =
        List.of(
            new TurnCredentials.Credential(later, good.password(), 0), // lengthened
            new TurnCredentials.Credential(good.username() + "x", good.password(), 0), // renamed
            new TurnCredentials.Credential(good.username(), "AAAA" + good.password(), 0));
    for (TurnCredentials.Credential credential : forged) {
      try (TurnClient client = coturn.overUdp(credential)) {
        assertEquals(UNAUTHENTICATED, allocated(client), credential.toString());
      }
    }
  }

  /** By the node, so that a second credential of the same node does not help. */
  @Test
  void oneNodeGetsItsQuotaHoweverOftenItAsks() throws IOException {
    long now = System.currentTimeMillis();
    List<TurnClient> clients = new ArrayList<>();
    List<Reply> replies = new ArrayList<>();
    try {
      for (int i = 0; i <= QUOTA; i++) {
        clients.add(
            coturn.overUdp(coturn.credentials().until("n_greedy", now + 60_000 + 1_000L * i)));
        replies.add(allocated(clients.getLast()));
      }
      assertEquals(QUOTA_REACHED, replies.removeLast());
      replies.forEach(reply -> assertInstanceOf(Reply.Granted.class, reply));
      try (TurnClient other = coturn.overUdp(fresh("n_other"))) {
        assertInstanceOf(Reply.Granted.class, allocated(other));
        other.release();
      }
    } finally {
      for (TurnClient client : clients) {
        client.release();
        client.close();
      }
    }
  }

  @Test
  void noRelayToPrivateAndSpecialIpv4Addresses() throws IOException {
    assertRefused("n_ipv4", TurnClient.FAMILY_IPV4, DeniedPeers.SAMPLES_4);
  }

  @Test
  void noRelayToPrivateAndSpecialIpv6Addresses() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "this machine has no IPv6");
    assertRefused("n_ipv6", TurnClient.FAMILY_IPV6, DeniedPeers.SAMPLES_6);
  }

  private static void assertRefused(String node, int family, List<String> peers)
      throws IOException {
    try (TurnClient client = coturn.overUdp(fresh(node))) {
      assertInstanceOf(Reply.Granted.class, client.allocate(TurnClient.RELAY_UDP, family));
      for (String open : family == TurnClient.FAMILY_IPV4 ? OPEN_4 : OPEN_6) {
        assertInstanceOf(Reply.Granted.class, client.permit(DeniedPeers.bytes(open)), open);
      }
      for (String peer : peers) {
        assertEquals(FORBIDDEN, client.permit(DeniedPeers.bytes(peer)), peer);
      }
      client.release();
    }
  }

  @Test
  void noConnectionsToOthersOverTcp() throws IOException {
    try (TurnClient client = coturn.overTcp(fresh("n_tcp"))) {
      assertEquals(
          UNSUPPORTED_TRANSPORT, client.allocate(TurnClient.RELAY_TCP, TurnClient.FAMILY_IPV4));
    }
  }

  @Test
  void coturnUnderstandsEveryLine() throws IOException {
    String said = Files.readString(folder.resolve("turnserver.log"));
    for (String complaint : List.of("Bad configuration", "Unknown", "Wrong", "CONFIG ERROR")) {
      assertEquals(-1, said.indexOf(complaint), said);
    }
  }
}
