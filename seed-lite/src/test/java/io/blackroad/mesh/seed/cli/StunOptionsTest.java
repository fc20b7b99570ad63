package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.MintedIce;
import io.blackroad.mesh.seed.ice.StunQuery;
import io.blackroad.mesh.seed.ice.UdpStunLink;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What visitors are told of STUN and TURN, by what the operator says on the command line. */
class StunOptionsTest {
  private static final String HERE = "127.0.0.1";

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  private static StunOptions options(String... arguments) {
    return CommandLine.populateCommand(new StunOptions(), arguments);
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void assertAnswers(int port) throws IOException {
    try (UdpStunLink link =
        new UdpStunLink(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000)) {
      assertEquals(link.local(), StunQuery.mapped(link));
    }
  }

  private static List<String> texts(List<IceUrl> urls) {
    return urls.stream().map(IceUrl::text).toList();
  }

  private String refusal(StunOptions options) {
    try (options) {
      return String.valueOf(
          assertThrows(CliFailure.class, () -> options.start(HERE, said::add)).getMessage());
    }
  }

  @Test
  void tellsVisitorsOfItsOwnResponderWhereItsAddressIsKnown() throws Exception {
    int port = freePort();
    try (StunOptions options = options("--stun-port", "" + port)) {
      MintedIce ice = options.start(HERE, said::add);
      assertEquals(List.of("stun:" + HERE + ":" + port), texts(ice.stun()));
      assertAnswers(port);
    }
    assertEquals(List.of(), said);
  }

  @Test
  void saysWhatToAddWhereItListensEverywhere() throws Exception {
    int port = freePort();
    try (StunOptions options = options("--stun-port", "" + port)) {
      assertEquals(List.of(), options.start("0.0.0.0", said::add).stun());
      assertAnswers(port);
    }
    assertTrue(said.getFirst().endsWith("--stun-url stun:NAME:" + port), said.toString());
  }

  @Test
  void anAddressOfItsOwnIsTold() throws Exception {
    int port = freePort();
    try (StunOptions options = options("--stun-port", "" + port, "--stun-host", HERE)) {
      MintedIce ice = options.start("0.0.0.0", said::add);
      assertEquals(List.of("stun:" + HERE + ":" + port), texts(ice.stun()));
    }
  }

  @Test
  void anotherServerIsToldInsteadOfItsOwn() throws Exception {
    String[] arguments = {"--stun-port", "" + freePort(), "--stun-url", "stun:stun.example:3478"};
    try (StunOptions options = options(arguments)) {
      MintedIce ice = options.start(HERE, said::add);
      assertEquals(List.of("stun:stun.example:3478"), texts(ice.stun()));
    }
  }

  @Test
  void portZeroIsNone() throws Exception {
    try (StunOptions options = options("--stun-port", "0")) {
      assertEquals(List.of(), options.start(HERE, said::add).stun());
    }
    assertEquals(List.of(), said);
  }

  @Test
  void aPortThatWasAskedForAndIsTakenIsARefusal() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      String refusal = refusal(options("--stun-port", "" + taken.getLocalPort()));
      assertTrue(refusal.contains("choose another --stun-port"), refusal);
    }
    String impossible = refusal(options("--stun-port", "70000"));
    assertTrue(impossible.contains("0 to 65535, not 70000"), impossible);
  }

  @Test
  void turnNeedsBothAddressAndSecret() throws Exception {
    Path secret = folder.resolve("turn.secret");
    Files.writeString(secret, "a-secret-of-this-test-alone-0123456789");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    String url = "turn:turn.example:3478?transport=udp";
    String[] only = {"--stun-port", "0", "--turn-url", url};
    assertTrue(refusal(options(only)).contains("go together"));
    String[] file = {"--stun-port", "0", "--turn-secret-file", secret.toString()};
    assertTrue(refusal(options(file)).contains("go together"));
    String[] both = {
      "--stun-port", "0", "--turn-url", url, "--turn-secret-file", secret.toString()
    };
    try (StunOptions options = options(both)) {
      assertEquals(List.of(url), texts(options.start(HERE, said::add).turn()));
    }
  }
}
