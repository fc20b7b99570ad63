package io.blackroad.mesh.seed.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.blackroad.mesh.seed.doctor.Finding.Verdict;
import io.blackroad.mesh.seed.ice.Coturn;
import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.StunServer;
import io.blackroad.mesh.seed.ice.TurnConfig;
import io.blackroad.mesh.seed.ice.TurnCredentials;
import io.blackroad.mesh.seed.ice.TurnSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final TurnDoor DOOR = new TurnDoor(CertificateLook.anyCertificate(), 5_000);

  @TempDir Path folder;

  private static List<String> bad(List<Finding> findings) {
    return findings.stream()
        .filter(each -> each.verdict() == Verdict.BAD)
        .map(Finding::text)
        .toList();
  }

  private List<Finding> visited(UnaryOperator<String> config, boolean rightSecret)
      throws IOException {
    assumeTrue(Coturn.isInstalled(), "coturn is not installed");
    List<Finding> findings = new ArrayList<>();
    try (Coturn coturn = Coturn.start(folder, TurnConfig.Quotas.STANDARD, config)) {
      TurnCredentials credentials = rightSecret ? coturn.credentials() : otherSecret();
      for (String transport : List.of("udp", "tcp")) {
        int port = coturn.address().getPort();
        IceUrl url = IceUrl.of("turn:127.0.0.1:" + port + "?transport=" + transport);
        findings.addAll(new TurnVisit(DOOR, credentials, InstantSource.system()).look(url));
      }
    }
    return findings;
  }

  private TurnCredentials otherSecret() throws IOException {
    Path file = folder.resolve("other");
    Files.writeString(file, "another-secret-0123456789abcdef");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return new TurnCredentials(TurnSecret.read(file));
  }

  @Test
  void findsNothingWrongWithWhatTurnConfigWrites() throws IOException {
    List<Finding> findings = visited(UnaryOperator.identity(), true);
    assertEquals(List.of(), bad(findings));
    assertEquals(11, findings.size(), findings.toString());
  }

  @Test
  void findsWhatCoturnsDefaultsLeaveOpen() throws IOException {
    List<Finding> findings =
        visited(
            text ->
                text.replaceAll("(?m)^(denied-peer-ip=.*|no-tcp-relay|no-multicast-peers)$", ""),
            true);
    List<String> bad = bad(findings);
    assertTrue(bad.stream().anyMatch(text -> text.contains("169.254.169.254")), bad.toString());
    assertTrue(bad.stream().anyMatch(text -> text.contains("fd00::1")), bad.toString());
    assertTrue(bad.stream().anyMatch(text -> text.contains("no-tcp-relay")), bad.toString());
  }

  @Test
  void findsASecretThatIsNotTheServers() throws IOException {
    List<String> bad = bad(visited(UnaryOperator.identity(), false));
    assertTrue(bad.getFirst().contains("--turn-secret-file"), bad.toString());
  }

  @Test
  void findsAServerThatAsksForNothing() throws IOException {
    List<String> bad =
        bad(visited(text -> text.replaceAll("(?m)^(use|static)-auth-secret.*$", "no-auth"), true));
    assertTrue(bad.stream().anyMatch(text -> text.contains("an expired cred")), bad.toString());
  }

  @Test
  void looksAtStun() throws IOException {
    IceUrl closed;
    try (StunServer server = StunServer.start("127.0.0.1", 0)) {
      closed = IceUrl.stun("127.0.0.1", server.port());
      Finding finding = new StunVisit(2_000).look(closed);
      assertEquals(Verdict.GOOD, finding.verdict(), finding.text());
      assertTrue(finding.text().contains("our own address"), finding.text());
    }
    assertEquals(Verdict.BAD, new StunVisit(700).look(closed).verdict());
    Finding nowhere = new StunVisit(700).look(IceUrl.of("stun:no.such.name.invalid"));
    assertTrue(nowhere.text().contains("no such name"), nowhere.text());
  }

  @Test
  void looksAtTheSeedAndItsClock() throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean isHealth = "/healthz".equals(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(isHealth ? 200 : 404, -1);
          exchange.close();
        });
    server.start();
    try {
      URI seed = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      List<Finding> now = new SeedVisit(seed, TIMEOUT, InstantSource.system()).look();
      assertEquals(
          List.of(Verdict.GOOD, Verdict.GOOD, Verdict.BAD),
          now.stream().map(Finding::verdict).toList(),
          now.toString());
      assertTrue(now.getLast().text().contains("Upgrade"), now.toString());
      InstantSource late = InstantSource.fixed(Instant.now().plusSeconds(600));
      assertTrue(bad(new SeedVisit(seed, TIMEOUT, late).look()).getFirst().contains("NTP"));
    } finally {
      server.stop(0);
    }
    URI gone = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    List<Finding> none = new SeedVisit(gone, TIMEOUT, InstantSource.system()).look();
    assertTrue(bad(none).getFirst().contains("does it run"), none.toString());
  }
}
