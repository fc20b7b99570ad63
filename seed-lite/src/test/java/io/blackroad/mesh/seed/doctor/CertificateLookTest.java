package io.blackroad.mesh.seed.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.seed.doctor.Finding.Verdict;
import io.blackroad.mesh.seed.ice.IceUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateLookTest {
  private static final String HOST = "127.0.0.1";
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final InstantSource NOW = InstantSource.system();

  @TempDir Path folder;

  private static Finding look(
      SSLSocketFactory browser, InstantSource clock, String host, int port) {
    return new CertificateLook(browser, TIMEOUT_MILLIS, clock).look(host, port);
  }

  private static void assertFinding(Verdict verdict, String text, Finding finding) {
    assertEquals(verdict, finding.verdict(), finding.text());
    assertTrue(finding.text().contains(text), finding.text());
  }

  @Test
  void aCertificateOfAKnownIssuerIsGoodUntilItsEndIsNear() throws Exception {
    try (TlsServer server = TlsServer.start(folder, "-1d", 31)) {
      SSLSocketFactory browser = server.trusting();
      Finding good = look(browser, NOW, HOST, server.port());
      assertFinding(Verdict.GOOD, "is valid for 29 more days", good);
      InstantSource later = InstantSource.fixed(Instant.now().plus(Duration.ofDays(20)));
      Finding near = look(browser, later, HOST, server.port());
      assertFinding(Verdict.BAD, "ends in 9 days: renew it", near);
    }
  }

  @Test
  void aCertificateForAnotherNameIsBad() throws Exception {
    try (TlsServer server = TlsServer.start(folder, "-1d", 31)) {
      Finding other = look(server.trusting(), NOW, "localhost", server.port());
      assertFinding(Verdict.BAD, "its name or issuer is wrong", other);
    }
  }

  @Test
  void whoSignsForItselfIsRefusedAndWhatHasEndedSaysWhen() throws Exception {
    SSLSocketFactory browser = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (TlsServer server = TlsServer.start(folder, "-1d", 31)) {
      Finding unknown = look(browser, NOW, HOST, server.port());
      assertFinding(Verdict.BAD, "its name or issuer is wrong", unknown);
    }
    try (TlsServer server = TlsServer.start(folder, "-40d", 30)) {
      Finding ended = look(browser, NOW, HOST, server.port());
      assertFinding(Verdict.BAD, "it ended on ", ended);
      // Whose issuer is the browser's own word is not held against its end by every TLS.
      Finding trusted = look(server.trusting(), NOW, HOST, server.port());
      assertFinding(Verdict.BAD, "ended on ", trusted);
    }
  }

  @Test
  void aPortWithoutTlsAndAPortWithoutAnybodyAreBad() throws Exception {
    SSLSocketFactory browser = (SSLSocketFactory) SSLSocketFactory.getDefault();
    int port;
    try (ServerSocket nobody = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
      port = nobody.getLocalPort();
    }
    assertFinding(Verdict.BAD, "cannot be had", look(browser, NOW, HOST, port));
    try (ServerSocket plain = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> answerInPlainWords(plain));
      Finding words = look(browser, NOW, HOST, plain.getLocalPort());
      assertFinding(Verdict.BAD, "and it cannot be looked at", words);
    }
  }

  private static void answerInPlainWords(ServerSocket plain) {
    try {
      while (true) {
        try (Socket one = plain.accept()) {
          one.getOutputStream().write("220 this is no TLS\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  /** What `mesh doctor https://…` looks at besides: the certificates of the seed and of TURN. */
  @Test
  void theDoctorLooksAtTheCertificatesOfSeedAndTurn() throws Exception {
    List<Finding> findings = new ArrayList<>();
    try (TlsServer server = TlsServer.start(folder, "-1d", 31)) {
      URI seed = URI.create("https://" + HOST + ":" + server.port());
      IceUrl turn = IceUrl.of("turns:" + HOST + ":" + server.port() + "?transport=tcp");
      Duration timeout = Duration.ofMillis(TIMEOUT_MILLIS);
      new Doctor(seed, List.of(), List.of(turn), null, timeout).look(findings::add);
    }
    List<Finding> certificates =
        findings.stream().filter(each -> each.about().startsWith("certificate of ")).toList();
    assertEquals(2, certificates.size(), findings.toString());
    certificates.forEach(each -> assertFinding(Verdict.BAD, "browsers refuse it", each));
    assertEquals(Verdict.SKIPPED, findings.getLast().verdict(), findings.toString());
  }
}
