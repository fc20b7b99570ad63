package io.blackroad.mesh.demo.nat;

import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.TurnCredentials.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Two bare connections, one in each home, whose words this passes on. */
public final class BarePair {
  private static final long LOOK_MILLIS = 20;

  private BarePair() {}

  /**
   * Connects them once and says how: {@code direct}, {@code turn}, or {@code none} when nothing
   * came about in time.
   */
  public static String connect(
      LabBrowsers browsers, LabServers servers, boolean withTurn, long millisMax) {
    List<Object> ice = iceServers(servers, withTurn);
    try (BarePeer a = BarePeer.open(browsers.newContext(NatLab.Home.A), ice);
        BarePeer b = BarePeer.open(browsers.newContext(NatLab.Home.B), ice)) {
      String offer = a.describe();
      b.take(offer);
      a.take(b.describe());
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millisMax);
      while (System.nanoTime() < end) {
        a.passCandidates(b);
        b.passCandidates(a);
        String way = a.way();
        if (!way.isEmpty()) {
          return way;
        }
        pause();
      }
      return "none";
    }
  }

  private static List<Object> iceServers(LabServers servers, boolean withTurn) {
    List<Object> ice = new ArrayList<>(List.of(Map.of("urls", servers.stun().text())));
    if (withTurn) {
      Credential credential = servers.credentials().mint("n_bare", System.currentTimeMillis());
      ice.add(
          Map.of(
              "urls",
              servers.turn().stream().map(IceUrl::text).toList(),
              "username",
              credential.username(),
              "credential",
              credential.password()));
    }
    return ice;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
