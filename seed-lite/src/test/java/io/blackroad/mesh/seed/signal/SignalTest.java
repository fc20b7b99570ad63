package io.blackroad.mesh.seed.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.NodeStatus;
import io.blackroad.mesh.seed.SeedParts;
import io.blackroad.mesh.seed.TestNode;
import io.blackroad.mesh.seed.TestSeed;
import io.blackroad.mesh.seed.api.ApiLimits;
import io.blackroad.mesh.seed.api.SeedOptions;
import io.blackroad.mesh.seed.http.HttpLimits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes' connections, proper and hostile. */
@Timeout(60)
class SignalTest {
  @TempDir private Path data;

  private TestSeed seed(SignalLimits limits, String... origins) throws Exception {
    SeedOptions options = SeedOptions.in(data).withFallback(false).withOrigins(List.of(origins));
    return TestSeed.start(
        options, new SeedParts.Limits(HttpLimits.STANDARD, limits, ApiLimits.STANDARD));
  }

  private TestSeed seed() throws Exception {
    return seed(SignalLimits.STANDARD);
  }

  @Test
  void greetsANodeWithOneBinaryFrame() throws Exception {
    try (TestSeed seed = seed();
        RawSocket socket = RawSocket.open(seed.port())) {
      RawSocket.Frame welcome = socket.read();
      assertEquals(RawSocket.BINARY, welcome.opcode());
      assertTrue(welcome.text().contains("welcome"), welcome.text());
    }
  }

  @Test
  void closesOnTextAndOnFramesThatAreUnmaskedOrTooLong() throws Exception {
    try (TestSeed seed = seed()) {
      assertEquals(1003, statusAfter(seed, RawSocket.frame(RawSocket.TEXT, new byte[] {'a'})));
      byte[] unmasked = {(byte) 0x82, 1, 'a'};
      assertEquals(1002, statusAfter(seed, unmasked));
      assertEquals(1009, statusAfter(seed, RawSocket.head(NodeLimits.FRAME_BYTES_MAX + 1)));
      assertEquals(1002, statusAfter(seed, new byte[] {(byte) 0xF2, (byte) 0x80, 0, 0, 0, 0}));
    }
  }

  private static int statusAfter(TestSeed seed, byte[] bytes) throws Exception {
    try (RawSocket socket = RawSocket.open(seed.port())) {
      socket.read();
      socket.send(bytes);
      return socket.readClose();
    }
  }

  @Test
  void closesOnAMessageThatIsTooLongInPieces() throws Exception {
    try (TestSeed seed = seed();
        RawSocket socket = RawSocket.open(seed.port())) {
      socket.read();
      byte[] half = new byte[NodeLimits.FRAME_BYTES_MAX / 2 + 1];
      socket.send(RawSocket.piece(RawSocket.BINARY, half));
      socket.send(RawSocket.piece(0, half));
      assertEquals(1009, socket.readClose());
    }
  }

  @Test
  void tellsANodeThatTalksNonsenseWhyItGoes() throws Exception {
    try (TestSeed seed = seed();
        RawSocket socket = RawSocket.open(seed.port())) {
      socket.read();
      socket.send(RawSocket.frame(RawSocket.BINARY, new byte[] {1, 2, 3}));
      assertTrue(socket.read().text().contains("malformed"));
      assertEquals(1000, socket.readClose());
    }
  }

  @Test
  void letsInPagesOfItsOwnOriginAndOfThoseItWasTold() throws Exception {
    try (TestSeed seed = seed(SignalLimits.STANDARD, "https://library.example")) {
      String own = "http://127.0.0.1:" + seed.port();
      assertEquals(101, RawSocket.status(seed.port(), own));
      assertEquals(101, RawSocket.status(seed.port(), "https://library.example"));
      assertEquals(101, RawSocket.status(seed.port(), ""));
      assertEquals(403, RawSocket.status(seed.port(), "https://library.example.evil.example"));
      assertEquals(403, RawSocket.status(seed.port(), "http://127.0.0.1:1"));
      assertEquals(403, RawSocket.status(seed.port(), "null"));
      assertEquals(403, RawSocket.status(seed.port(), "http://127.0.0.1:1@127.0.0.1"));
    }
  }

  @Test
  void wantsAProperHandshake() throws Exception {
    try (TestSeed seed = seed()) {
      assertEquals(426, seed.get("/ws/signal").statusCode());
      assertEquals(400, RawSocket.statusOf(seed.port(), "Sec-WebSocket-Version: 8\r\n"));
    }
  }

  @Test
  void takesOnlySoManyNodesFromOneAddress() throws Exception {
    try (TestSeed seed = seed(SignalLimits.STANDARD.withConnectionsPerAddressMax(2));
        RawSocket a = RawSocket.open(seed.port())) {
      RawSocket b = RawSocket.open(seed.port());
      a.read();
      b.read();
      assertEquals(429, RawSocket.status(seed.port(), ""));
      b.close();
      while (RawSocket.status(seed.port(), "") == 429) {
        Thread.onSpinWait(); // the seed learns of the end a moment later
      }
    }
  }

  @Test
  void readsAFloodNoFasterThanItsPace() throws Exception {
    try (TestSeed seed = seed(SignalLimits.STANDARD.withMessages(50, 10));
        RawSocket socket = RawSocket.open(seed.port())) {
      socket.read();
      long begin = System.nanoTime();
      for (int i = 0; i < 60; i++) {
        socket.send(RawSocket.frame(RawSocket.PING, new byte[] {(byte) i}));
      }
      for (int i = 0; i < 60; i++) {
        assertEquals(RawSocket.PONG, socket.read().opcode());
      }
      // One read may bring them all, so they may all be answered at once; the next one waits.
      socket.send(RawSocket.frame(RawSocket.PING, new byte[] {0}));
      assertEquals(RawSocket.PONG, socket.read().opcode());
      long millis = (System.nanoTime() - begin) / 1_000_000;
      assertTrue(millis >= 900, "60 messages beyond the burst at 50 a second took " + millis);
    }
  }

  @Test
  void asksASilentNodeForASignOfLifeAndThenGivesItUp() throws Exception {
    try (TestSeed seed = seed(SignalLimits.STANDARD.withSilence(100, 300));
        RawSocket socket = RawSocket.open(seed.port())) {
      socket.read();
      assertEquals(RawSocket.PING, socket.read().opcode());
      assertEquals(1008, socket.readClose());
    }
  }

  @Test
  void saysGoodbyeWhenTheSeedStops() throws Exception {
    RawSocket socket;
    try (TestSeed seed = seed()) {
      socket = RawSocket.open(seed.port());
      socket.read();
    }
    assertEquals(1001, socket.readClose());
    socket.close();
  }

  @Test
  void honestNodesWorkBesideAHostileOne() throws Exception {
    try (TestSeed seed = seed();
        TestNode a = TestNode.join(seed.port());
        TestNode b = TestNode.join(seed.port());
        RawSocket hostile = RawSocket.open(seed.port())) {
      hostile.read();
      String id = seed.submit("{\"texts\":[\"a\",\"b\",\"c\"],\"confidence\":\"quorum\"}");
      hostile.send(RawSocket.frame(RawSocket.BINARY, new byte[NodeLimits.FRAME_BYTES_MAX]));
      assertEquals("done", seed.finish(id).path("status").asText());
      a.await(status -> status.phase() == NodeStatus.Phase.IDLE && status.unitsEarned() > 0);
      b.await(status -> status.phase() == NodeStatus.Phase.IDLE && status.unitsEarned() > 0);
    }
  }
}
