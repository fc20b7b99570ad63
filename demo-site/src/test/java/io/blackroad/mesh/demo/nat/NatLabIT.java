package io.blackroad.mesh.demo.nat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The laboratory itself: its routers are what they say, the seed's STUN and the TURN server do what
 * Chromium needs. With bare connections, so that what fails here is not the mesh.
 */
class NatLabIT {
  private static final Path JAR = Path.of("../seed-lite/target/seed-lite.jar");
  private static final long CONNECT_MILLIS_MAX = 20_000;

  /** Ten times what a direct connection takes. */
  private static final long DIRECT_MILLIS_MAX = 4_000;

  @TempDir static Path folder;
  private static NatLab lab;
  private static LabServers servers;
  private static LabBrowsers browsers;

  @BeforeAll
  static void build() throws IOException {
    String absence = NatLab.absence();
    assumeTrue(absence == null, absence);
    lab = NatLab.open();
    servers = LabServers.start(lab, JAR, folder, true, List.of("--fallback", "off"));
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

  /** Without a TURN server where none should be needed, so that nothing else can stand in. */
  private static void assertWay(NatType a, NatType b) {
    lab.setRouters(a, b);
    boolean isDirect = a.reaches(b);
    assertEquals(
        isDirect ? "direct" : "turn",
        BarePair.connect(browsers, servers, !isDirect, CONNECT_MILLIS_MAX),
        a.word() + " x " + b.word());
  }

  /** Tells a port-restricted router from one that only seems so: that one lets nobody in here. */
  @Test
  void portRestrictedRoutersLetEachOtherIn() {
    assertWay(NatType.PORT_RESTRICTED, NatType.PORT_RESTRICTED);
  }

  @Test
  void aSymmetricRouterNeedsTurnAgainstStrictOnesOnly() {
    assertWay(NatType.PORT_RESTRICTED, NatType.SYMMETRIC);
    assertWay(NatType.SYMMETRIC, NatType.SYMMETRIC);
    assertWay(NatType.ADDRESS_RESTRICTED, NatType.SYMMETRIC);
  }

  @Test
  void aStrictPairIsNotDirectByAnyLuck() {
    lab.setRouters(NatType.PORT_RESTRICTED, NatType.SYMMETRIC);
    assertEquals("none", BarePair.connect(browsers, servers, false, DIRECT_MILLIS_MAX));
  }

  @Test
  void whereUdpIsBlockedTurnGoesOverTls() {
    assertWay(NatType.UDP_BLOCKED, NatType.PORT_RESTRICTED);
  }
}
