package io.blackroad.mesh.seed.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The responder behind a real socket. */
class StunServerTest {
  private static final byte[] ID = HexFormat.of().parseHex("0b0a09080706050403020100");
  private static final int WAIT_MILLIS = 10_000;

  @Test
  void answersOverIpv4AndIpv6OnOnePort() throws IOException {
    try (StunServer server = StunServer.start("0.0.0.0", 0)) {
      assertAnswered("127.0.0.1", server.port());
      assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "this machine has no IPv6");
      assertAnswered("::1", server.port());
    }
  }

  private static void assertAnswered(String host, int port) throws IOException {
    InetSocketAddress server = new InetSocketAddress(InetAddress.getByName(host), port);
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(host))) {
      socket.setSoTimeout(WAIT_MILLIS);
      for (byte[] garbage : new byte[][] {{}, {1}, new byte[20], new byte[600], new byte[9_000]}) {
        socket.send(new DatagramPacket(garbage, garbage.length, server));
      }
      byte[] request = new StunWriter(StunMessage.BINDING, ID).bytes();
      socket.send(new DatagramPacket(request, request.length, server));
      byte[] room = new byte[StunMessage.BYTES_MAX];
      DatagramPacket packet = new DatagramPacket(room, room.length);
      socket.receive(packet);
      StunMessage answer =
          StunMessage.read(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
      assertNotNull(answer); // the first thing that comes: garbage was not answered
      assertTrue(answer.answers(StunMessage.BINDING, ID));
      byte[] value = answer.value(StunMessage.XOR_MAPPED_ADDRESS);
      assertNotNull(value);
      assertEquals(socket.getLocalSocketAddress(), XorAddress.read(value, ID));
    }
  }

  @Test
  void aPortInUseIsSaid() throws IOException {
    try (StunServer server = StunServer.start("127.0.0.1", 0)) {
      IOException refused =
          assertThrows(IOException.class, () -> StunServer.start("127.0.0.1", server.port()));
      assertTrue(refused.getCause() instanceof BindException, refused.toString());
    }
    assertThrows(IOException.class, () -> StunServer.start("no.such.name.invalid", 0));
  }

  /** What coturn's own client makes of it. */
  @Test
  void coturnsClientUnderstandsIt() throws IOException, InterruptedException {
    Path client = Path.of("/usr/bin/turnutils_stunclient");
    assumeTrue(Files.isExecutable(client), "coturn is not installed");
    try (StunServer server = StunServer.start("127.0.0.1", 0)) {
      Process process =
          new ProcessBuilder(client.toString(), "-p", Integer.toString(server.port()), "127.0.0.1")
              .redirectErrorStream(true)
              .start();
      assertTrue(process.waitFor(WAIT_MILLIS, TimeUnit.MILLISECONDS));
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(said.contains("UDP reflexive addr: 127.0.0.1:"), said);
    }
  }
}
