package io.blackroad.mesh.demo.nat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two visitors' nodes behind routers: how they reach each other, and that nothing gets lost. */
class MeshNatIT {
  private static final Path JAR = Path.of("../seed-lite/target/seed-lite.jar");
  private static final Path SITE = Path.of("target/site");

  /** TURN comes 2.5 s after the beginning; the rest is for a busy machine. */
  private static final long ROUTE_MILLIS_MAX = 30_000;

  private static final int STREAM_BYTES = 20_000_000;

  @TempDir static Path folder;
  private static NatLab lab;
  private static LabServers servers;
  private static LabBrowsers browsers;

  @BeforeAll
  static void build() throws IOException {
    String absence = NatLab.absence();
    assumeTrue(absence == null, absence);
    lab = NatLab.open();
    List<String> options = List.of("--fallback", "off", "--site", SITE.toString());
    servers = LabServers.start(lab, JAR, folder, true, options);
    browsers = LabBrowsers.launch(lab, servers.url());
  }

  @AfterAll
  static void remove() {
    if (browsers != null) {
      browsers.close();
    }
    if (servers != null) {
      servers.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  private static void assertReach(NatType a, NatType b) {
    lab.setRouters(a, b);
    try (MeshPair pair = MeshPair.meet(browsers, servers)) {
      String expected = a.reaches(b) ? "direct" : "turn";
      MeshPair.Outcome outcome = pair.await(expected, ROUTE_MILLIS_MAX);
      String seen = a.word() + " x " + b.word() + ": " + outcome + " " + pair;
      assertEquals(expected, outcome.route(), seen);
      assertEquals(1, outcome.attempts(), seen);
    }
  }

  @Test
  void strictRoutersLetEachOtherInDirectly() {
    assertReach(NatType.PORT_RESTRICTED, NatType.PORT_RESTRICTED);
  }

  @Test
  void aSymmetricRouterNeedsTurnAgainstAStrictOne() {
    assertReach(NatType.PORT_RESTRICTED, NatType.SYMMETRIC);
  }

  @Test
  void whereUdpIsBlockedTurnGoesOverTls() {
    assertReach(NatType.UDP_BLOCKED, NatType.PORT_RESTRICTED);
  }

  /** An address that changes over night cuts everything: sockets, mappings, the seed's link. */
  @Test
  void aChangeOfAddressLosesNothing() {
    lab.setRouters(NatType.PORT_RESTRICTED, NatType.PORT_RESTRICTED);
    try (MeshPair pair = MeshPair.meet(browsers, servers)) {
      assertEquals("direct", pair.await("direct", ROUTE_MILLIS_MAX).route(), pair::toString);
      pair.startCounting();
      pair.startSending(STREAM_BYTES);
      assertTrue(MeshPair.await(ROUTE_MILLIS_MAX, () -> pair.received() > STREAM_BYTES / 20));
      lab.moveAddress(NatLab.Home.A);
      assertTrue(pair.endsEqual(120_000), pair::toString);
      assertEquals("", pair.stopCounting(ROUTE_MILLIS_MAX));
    }
  }
}
