package io.blackroad.mesh.seed.doctor;

import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.StunLink;
import io.blackroad.mesh.seed.ice.StunQuery;
import io.blackroad.mesh.seed.ice.UdpStunLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

/** Asks a STUN server from where it sees us, and whether that can be right. */
final class StunVisit {
  private final int timeoutMillis;

  StunVisit(int timeoutMillis) {
    this.timeoutMillis = timeoutMillis;
  }

  Finding look(IceUrl url) {
    InetSocketAddress server = new InetSocketAddress(url.host(), url.port());
    if (server.isUnresolved()) {
      return Finding.bad(url.text(), "there is no such name");
    }
    try (StunLink link = new UdpStunLink(server, timeoutMillis)) {
      InetSocketAddress first = StunQuery.mapped(link);
      InetSocketAddress second = StunQuery.mapped(link);
      return judge(url, link.local(), first, second);
    } catch (IOException e) {
      return Finding.bad(
          url.text(),
          "does not answer ("
              + SeedVisit.reason(e)
              + "): let UDP "
              + url.port()
              + " in, and look at --stun-host of the seed");
    }
  }

  private static Finding judge(
      IceUrl url, InetSocketAddress local, InetSocketAddress first, InetSocketAddress second) {
    InetAddress seen = Objects.requireNonNull(first.getAddress());
    String from = "it sees us at " + seen.getHostAddress() + ":" + first.getPort();
    if (!first.equals(second)) {
      return Finding.bad(
          url.text(), from + ", then at another place: something rewrites what comes to it");
    }
    if (first.equals(local)) {
      return Finding.good(url.text(), from + ", which is our own address");
    }
    boolean isInside =
        seen.isSiteLocalAddress() || seen.isLoopbackAddress() || seen.isLinkLocalAddress();
    return isInside && !seen.equals(local.getAddress())
        ? Finding.bad(
            url.text(),
            from
                + ", a private address: packets reach it through a translator (a container's"
                + " network?); give it the host's network")
        : Finding.good(url.text(), from);
  }
}
