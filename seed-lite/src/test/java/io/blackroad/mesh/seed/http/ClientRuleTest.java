package io.blackroad.mesh.seed.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a request is from, directly and through a proxy. */
class ClientRuleTest {
  private static final String STRANGER = "198.51.100.7";

  /** A channel whose other end is {@code peer}. */
  private static EmbeddedChannel from(String peer) {
    return new EmbeddedChannel() {
      @Override
      protected SocketAddress remoteAddress0() {
        return new InetSocketAddress(peer, 4711);
      }
    };
  }

  private static String prefix(boolean proxied, String peer, String... forwarded) {
    HttpHeaders fields = new DefaultHttpHeaders();
    for (String value : forwarded) {
      fields.add("X-Forwarded-For", value);
    }
    return new ClientRule(proxied).of(from(peer), fields).prefix();
  }

  @Test
  void withoutTheOptionNobodyIsBelieved() {
    assertEquals("", prefix(false, "127.0.0.1", "203.0.113.9"));
    assertEquals("198.51.100.0/24", prefix(false, STRANGER, "203.0.113.9"));
  }

  @Test
  void aStrangerIsNeverBelieved() {
    assertEquals("198.51.100.0/24", prefix(true, STRANGER, "203.0.113.9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.2", "::1", "fd00::2"})
  void aProxyNearbyIsBelieved(String peer) {
    assertEquals("203.0.113.0/24", prefix(true, peer, "203.0.113.9"));
    assertEquals("", prefix(true, peer));
  }

  @Test
  void onlyTheLastEntryOfTheLastFieldCounts() {
    assertEquals("203.0.113.0/24", prefix(true, "127.0.0.1", "8.8.8.8, 203.0.113.9"));
    assertEquals("203.0.113.0/24", prefix(true, "127.0.0.1", "8.8.8.8", "9.9.9.9,203.0.113.9 "));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9:4711, 203.0.113.0/24",
    "2001:db8:1::9, 2001:db8:1::/48",
    "[2001:db8:1::9], 2001:db8:1::/48",
    "[2001:db8:1::9]:4711, 2001:db8:1::/48"
  })
  void takesAddressesAsProxiesWriteThem(String written, String prefix) {
    assertEquals(prefix, prefix(true, "127.0.0.1", written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"unknown", "", ",", "[", "[]", ":", "1.2.3", "1.2.3.4.5", "a.b:c", "évil"})
  void nonsenseFromAProxyNamesNobody(String nonsense) {
    assertEquals("", prefix(true, "127.0.0.1", nonsense));
  }

  @Test
  void clientsOfAProxyAreApart() {
    ClientRule rule = new ClientRule(true);
    HttpHeaders one = new DefaultHttpHeaders().add("X-Forwarded-For", "203.0.113.9");
    HttpHeaders other = new DefaultHttpHeaders().add("X-Forwarded-For", "203.0.113.10");
    assertFalse(
        rule.of(from("127.0.0.1"), one).id().equals(rule.of(from("127.0.0.1"), other).id()));
    HttpHeaders here = new DefaultHttpHeaders().add("X-Forwarded-For", "2001:db8:0:1::1");
    HttpHeaders roamed = new DefaultHttpHeaders().add("X-Forwarded-For", "2001:db8:0:1::2");
    assertEquals(rule.of(from("::1"), here).id(), rule.of(from("::1"), roamed).id());
  }

  @Test
  void connectionsOfAProxyAreNotCountedAsOneClients() {
    assertFalse(new ClientRule(true).counts(from("127.0.0.1")));
    assertTrue(new ClientRule(true).counts(from(STRANGER)));
    assertTrue(new ClientRule(false).counts(from("127.0.0.1")));
  }
}
