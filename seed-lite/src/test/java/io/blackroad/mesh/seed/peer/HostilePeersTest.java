package io.blackroad.mesh.seed.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.peer.service.PeerMessage;
import io.blackroad.mesh.peer.service.PeerMessageWriter;
import io.blackroad.mesh.peer.service.PeerWord;
import io.blackroad.mesh.seed.SeedParts;
import io.blackroad.mesh.seed.TestPeer;
import io.blackroad.mesh.seed.TestSeed;
import io.blackroad.mesh.seed.api.ApiLimits;
import io.blackroad.mesh.seed.api.SeedOptions;
import io.blackroad.mesh.seed.http.HttpLimits;
import io.blackroad.mesh.seed.signal.RelayLimits;
import io.blackroad.mesh.seed.signal.SignalLimits;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one bad peer can do to others: nothing. */
@Timeout(60)
class HostilePeersTest {
  private static final int MIB_A_DAY = 1_000;
  private static final int FRAME_BYTES = 16 << 10;

  @TempDir private Path data;

  private TestSeed seed(RelayLimits relay) throws Exception {
    SignalLimits signal = SignalLimits.STANDARD.withRelay(relay);
    return TestSeed.start(
        SeedOptions.in(data).withFallback(false),
        new SeedParts.Limits(HttpLimits.STANDARD, signal, ApiLimits.STANDARD));
  }

  private TestSeed seed() throws Exception {
    return seed(RelayLimits.STANDARD);
  }

  private static int edgeTo(TestPeer self, TestPeer other) throws Exception {
    PeerWord.Meet met = self.hear(PeerWord.Meet.class);
    while (!met.nodeId().equals(other.nodeId())) {
      met = self.hear(PeerWord.Meet.class);
    }
    return met.edge();
  }

  @Test
  void nothingBetweenPeersComesBeforeJoined() throws Exception {
    try (TestSeed seed = seed()) {
      for (byte[] early :
          new byte[][] {
            PeerMessageWriter.relayed(1, new byte[4]),
            PeerMessageWriter.word(new PeerWord.Turn()),
            {PeerMessage.RELAYED},
            {PeerMessage.WORD}
          }) {
        try (TestPeer stranger = TestPeer.connect(seed.port())) {
          stranger.send(early);
          assertEquals("peers come after joined", stranger.refusal());
          assertEquals(1000, stranger.status());
        }
      }
    }
  }

  @Test
  void whoTalksNonsenseIsRefused() throws Exception {
    try (TestSeed seed = seed()) {
      byte[] tooLong = new byte[PeerMessage.FRAME_AT + FRAME_BYTES + 1];
      tooLong[0] = PeerMessage.RELAYED;
      tooLong[PeerMessage.EDGE_AT] = 1;
      for (byte[] bad :
          new byte[][] {
            {PeerMessage.RELAYED, 1, 0, 0, 0},
            tooLong,
            {PeerMessage.WORD, '{', '}'},
            Arrays.copyOf(PeerMessageWriter.word(new PeerWord.Turn()), 5),
            PeerMessageWriter.word(new PeerWord.Meet(1, "n_" + "0".repeat(32), true))
          }) {
        try (TestPeer peer = TestPeer.join(seed.port(), MIB_A_DAY)) {
          peer.send(bad);
          String reason = peer.refusal();
          assertTrue(reason.contains("malformed") || reason.contains("does not take"), reason);
        }
      }
    }
  }

  @Test
  void framesForNobodyAreDroppedAndCounted() throws Exception {
    try (TestSeed seed = seed();
        TestPeer peer = TestPeer.join(seed.port(), MIB_A_DAY)) {
      for (int edge : new int[] {1, 2, Integer.MAX_VALUE}) {
        peer.relay(edge, new byte[] {1});
      }
      peer.seek();
      peer.hear(PeerWord.Ice.class); // said after what came before
      String mesh = seed.get("/api/mesh").body();
      assertTrue(mesh.contains("\"no_edge\":3"), mesh);
    }
  }

  /** Whoever seeks all the time is not looked for all the time. */
  @Test
  void wordsBeyondTheirNumberAreIgnored() throws Exception {
    RelayLimits two = new RelayLimits(8 << 20, 4_000, 1 << 20, 10_000, 10_000, 2);
    try (TestSeed seed = seed(two);
        TestPeer peer = TestPeer.join(seed.port(), MIB_A_DAY)) {
      peer.seek();
      peer.hear(PeerWord.Ice.class);
      for (int i = 0; i < 20; i++) {
        peer.say(new PeerWord.Turn());
      }
      while (!seed.get("/api/mesh").body().contains("\"wordsIgnored\":")
          || seed.get("/api/mesh").body().contains("\"wordsIgnored\":0")) {
        Thread.onSpinWait(); // told once in a quarter of a second
      }
      assertTrue(peer.rest().size() <= 4, "more answers than were allowed in two minutes");
    }
  }

  @Test
  void aSlowReaderIsCutAndTheOthersTalkOn() throws Exception {
    try (TestSeed seed = seed(RelayLimits.STANDARD.withPatience(500, 10_000));
        TestPeer sender = TestPeer.join(seed.port(), MIB_A_DAY);
        TestPeer slow = TestPeer.join(seed.port(), MIB_A_DAY);
        TestPeer good = TestPeer.join(seed.port(), MIB_A_DAY)) {
      sender.seek();
      slow.seek();
      int toSlow = edgeTo(sender, slow);
      good.seek();
      int toGood = edgeTo(sender, good);
      slow.stopReading();
      byte[] frame = new byte[FRAME_BYTES];
      long sent = 0;
      while (seed.get("/api/mesh").body().contains("\"cutOff\":0")) {
        for (int i = 0; i < 64; i++) {
          sender.relay(toSlow, frame);
        }
        byte[] number = {(byte) sent++};
        sender.relay(toGood, number);
        sender.flush();
        assertArrayEquals(number, good.frame().frame());
      }
      String mesh = seed.get("/api/mesh").body();
      assertTrue(!mesh.contains("\"slow\":0"), mesh);
    }
  }

  @Test
  void aFloodIsReadAtItsPaceAndHoldsNobodyUp() throws Exception {
    // Room for all of it: how fast this test's target reads is not what is measured.
    RelayLimits paced = new RelayLimits(1 << 20, 4_000, 16 << 20, 10_000, 10_000, 60);
    try (TestSeed seed = seed(paced);
        TestPeer flood = TestPeer.join(seed.port(), MIB_A_DAY);
        TestPeer target = TestPeer.join(seed.port(), MIB_A_DAY);
        TestPeer a = TestPeer.join(seed.port(), MIB_A_DAY)) {
      flood.seek();
      target.seek();
      int edge = edgeTo(flood, target);
      a.seek();
      int back = edgeTo(target, a);
      long began = System.nanoTime();
      int frames = 192; // 3 MiB, of which one goes at once, and one at most with the last reading
      for (int i = 0; i < frames; i++) {
        flood.relay(edge, new byte[FRAME_BYTES]);
      }
      target.relay(back, new byte[] {9});
      assertArrayEquals(new byte[] {9}, a.frame().frame());
      long pairMillis = (System.nanoTime() - began) / 1_000_000;
      for (int i = 0; i < frames; i++) {
        target.frame();
      }
      long floodMillis = (System.nanoTime() - began) / 1_000_000;
      assertTrue(floodMillis >= 900, "1 MiB at least at 1 MiB a second: " + floodMillis);
      assertTrue(pairMillis < floodMillis / 2, pairMillis + " of " + floodMillis);
    }
  }
}
