package io.blackroad.mesh.seed.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.peer.service.PartReason;
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
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that meet at a seed, talk, part and come back. */
@Timeout(60)
class PeerServiceTest {
  private static final int MIB_A_DAY = 100;

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

  /** Two nodes and the numbers of their one edge. */
  private record Couple(TestPeer a, TestPeer b, int ofA, int ofB) implements AutoCloseable {
    static Couple at(TestSeed seed) throws Exception {
      TestPeer a = TestPeer.join(seed.port(), MIB_A_DAY);
      TestPeer b = TestPeer.join(seed.port(), MIB_A_DAY);
      a.seek();
      b.seek();
      PeerWord.Meet toA = a.hear(PeerWord.Meet.class);
      PeerWord.Meet toB = b.hear(PeerWord.Meet.class);
      assertEquals(b.nodeId(), toA.nodeId());
      assertEquals(a.nodeId(), toB.nodeId());
      assertTrue(toA.direct() && toB.direct());
      return new Couple(a, b, toA.edge(), toB.edge());
    }

    @Override
    public void close() {
      a.close();
      b.close();
    }
  }

  private static byte[] numbered(int i, int length) {
    byte[] frame = new byte[length];
    new Random(i).nextBytes(frame);
    ByteBuffer.wrap(frame).putInt(i);
    return frame;
  }

  @Test
  void twoNodesMeetAndTalkInOrder() throws Exception {
    try (TestSeed seed = seed();
        Couple couple = Couple.at(seed)) {
      int[] lengths = {4, 119, 120, 121, 122, 300, 4_000, 16_383, 16_384};
      for (int i = 0; i < 100; i++) {
        couple.a.relay(couple.ofA, numbered(i, lengths[i % lengths.length]));
        couple.b.relay(couple.ofB, numbered(-i, lengths[(i + 3) % lengths.length]));
      }
      for (int i = 0; i < 100; i++) {
        PeerMessage.Relayed toB = couple.b.frame();
        assertEquals(couple.ofB, toB.edge());
        assertArrayEquals(numbered(i, lengths[i % lengths.length]), toB.frame(), "frame " + i);
        PeerMessage.Relayed toA = couple.a.frame();
        assertEquals(couple.ofA, toA.edge());
        assertArrayEquals(numbered(-i, lengths[(i + 3) % lengths.length]), toA.frame());
      }
      String counted = "\"relayedFrames\":200";
      assertTrue(seed.get("/api/mesh").body().contains(counted));
      while (!seed.get("/api/mesh").body().contains("\"edgesMet\":1")) {
        Thread.onSpinWait(); // told once in a quarter of a second
      }
    }
  }

  @Test
  void messagesInPiecesArePassedOnToo() throws Exception {
    try (TestSeed seed = seed();
        Couple couple = Couple.at(seed)) {
      byte[] frame = numbered(1, 1_000);
      couple.a.sendInPieces(PeerMessageWriter.relayed(couple.ofA, frame));
      PeerMessage.Relayed heard = couple.b.frame();
      assertEquals(couple.ofB, heard.edge());
      assertArrayEquals(frame, heard.frame());
    }
  }

  @Test
  void whoPartsIsGoneForTheOther() throws Exception {
    try (TestSeed seed = seed();
        Couple couple = Couple.at(seed)) {
      couple.a.say(new PeerWord.Part(couple.ofA, PartReason.ENDED));
      assertEquals(
          new PeerWord.Part(couple.ofB, PartReason.ENDED), couple.b.hear(PeerWord.Part.class));
      couple.b.relay(couple.ofB, new byte[] {1});
      couple.b.flush();
      couple.b.seek();
      couple.b.say(new PeerWord.Turn());
      couple.b.hear(PeerWord.Ice.class); // all that came before has been dealt with
      assertTrue(couple.a.rest().stream().noneMatch(m -> m instanceof PeerMessage.Relayed));
    }
  }

  @Test
  void whoSaysGoodbyeHasPartedAtOnce() throws Exception {
    try (TestSeed seed = seed();
        Couple couple = Couple.at(seed)) {
      couple.a.leave();
      assertEquals(
          new PeerWord.Part(couple.ofB, PartReason.LEFT), couple.b.hear(PeerWord.Part.class));
    }
  }

  @Test
  void whoIsKilledHasPartedAfterAWhile() throws Exception {
    try (TestSeed seed = seed(RelayLimits.STANDARD.withPatience(10_000, 300));
        Couple couple = Couple.at(seed)) {
      couple.a.vanish();
      assertEquals(
          new PeerWord.Part(couple.ofB, PartReason.LEFT), couple.b.hear(PeerWord.Part.class));
    }
  }

  @Test
  void whoComesBackKeepsItsEdgeAndTheOtherHearsNothingOfIt() throws Exception {
    try (TestSeed seed = seed();
        Couple couple = Couple.at(seed)) {
      couple.a.vanish();
      try (TestPeer again = couple.a.again(seed.port())) {
        again.seek(couple.b.nodeId());
        PeerWord.Meet met = again.hear(PeerWord.Meet.class);
        assertEquals(couple.b.nodeId(), met.nodeId());
        couple.b.relay(couple.ofB, new byte[] {42});
        assertArrayEquals(new byte[] {42}, again.frame().frame());
        again.relay(met.edge(), new byte[] {43});
        PeerMessage.Relayed answer = couple.b.frame();
        assertEquals(couple.ofB, answer.edge());
        assertFalse(couple.b.rest().stream().anyMatch(m -> m instanceof PeerMessage.Said));
      }
    }
  }

  /** A tab takes the node over, and knows nothing of the edges that another one had. */
  @Test
  void whoBeginsAnewMeetsItsPeersAgainAtOnce() throws Exception {
    try (TestSeed seed = seed();
        Couple couple = Couple.at(seed);
        TestPeer newer = couple.a.again(seed.port())) {
      newer.seek();
      assertEquals(couple.b.nodeId(), newer.hear(PeerWord.Meet.class).nodeId());
      assertEquals(
          new PeerWord.Part(couple.ofB, PartReason.LEFT), couple.b.hear(PeerWord.Part.class));
      assertEquals(couple.a.nodeId(), couple.b.hear(PeerWord.Meet.class).nodeId());
    }
  }

  /** A seed that has forgotten a node brings it together with those who still have its edges. */
  @Test
  void whoWasForgottenMeetsItsPeersAgainAtOnce() throws Exception {
    try (TestSeed seed = seed(RelayLimits.STANDARD.withPatience(10_000, 300));
        Couple couple = Couple.at(seed)) {
      couple.a.vanish();
      assertEquals(PartReason.LEFT, couple.b.hear(PeerWord.Part.class).reason());
      try (TestPeer again = couple.a.again(seed.port())) {
        again.seek(couple.b.nodeId());
        assertEquals(couple.b.nodeId(), again.hear(PeerWord.Meet.class).nodeId());
        assertEquals(couple.a.nodeId(), couple.b.hear(PeerWord.Meet.class).nodeId());
      }
    }
  }

  @Test
  void aNewerLinkTakesOverWhileTheOlderOneIsOpen() throws Exception {
    try (TestSeed seed = seed();
        Couple couple = Couple.at(seed);
        TestPeer newer = couple.a.again(seed.port())) {
      newer.seek(couple.b.nodeId());
      PeerWord.Meet met = newer.hear(PeerWord.Meet.class);
      assertEquals(couple.b.nodeId(), met.nodeId());
      assertNotEquals(1006, couple.a.status());
      couple.b.relay(couple.ofB, new byte[] {7});
      assertArrayEquals(new byte[] {7}, newer.frame().frame());
    }
  }

  @Test
  void whoAllowsNothingMeetsNobody() throws Exception {
    try (TestSeed seed = seed();
        TestPeer a = TestPeer.join(seed.port(), 0);
        TestPeer b = TestPeer.join(seed.port(), MIB_A_DAY);
        TestPeer c = TestPeer.join(seed.port(), MIB_A_DAY)) {
      a.seek();
      b.seek();
      c.seek();
      assertEquals(c.nodeId(), b.hear(PeerWord.Meet.class).nodeId());
      assertEquals(b.nodeId(), c.hear(PeerWord.Meet.class).nodeId());
      assertEquals(0, a.rest().size());
    }
  }

  @Test
  void whoTakesItBackPartsAtOnce() throws Exception {
    try (TestSeed seed = seed();
        Couple couple = Couple.at(seed)) {
      couple.a.allow(0);
      assertEquals(PartReason.CONSENT, couple.b.hear(PeerWord.Part.class).reason());
      assertEquals(PartReason.CONSENT, couple.a.hear(PeerWord.Part.class).reason());
    }
  }

  @Test
  void directOnlyIfBothAllowIt() throws Exception {
    try (TestSeed seed = seed();
        TestPeer a = TestPeer.joinRelayed(seed.port());
        TestPeer b = TestPeer.join(seed.port(), MIB_A_DAY)) {
      a.seek();
      assertEquals(PeerWord.Ice.NONE, a.hear(PeerWord.Ice.class));
      b.seek();
      assertFalse(a.hear(PeerWord.Meet.class).direct());
      assertFalse(b.hear(PeerWord.Meet.class).direct());
    }
  }

  @Test
  void theDaysBytesOfEitherEndTheEdge() throws Exception {
    try (TestSeed seed = seed();
        TestPeer small = TestPeer.join(seed.port(), 1);
        TestPeer large = TestPeer.join(seed.port(), MIB_A_DAY)) {
      small.seek();
      large.seek();
      int edge = large.hear(PeerWord.Meet.class).edge();
      for (int i = 0; i < 80; i++) {
        large.relay(edge, numbered(i, 16_384));
      }
      assertEquals(PartReason.BUDGET, large.hear(PeerWord.Part.class).reason());
      assertEquals(PartReason.BUDGET, small.hear(PeerWord.Part.class).reason());
      small.seek();
      small.say(new PeerWord.Turn());
      small.hear(PeerWord.Ice.class);
      assertTrue(small.rest().stream().noneMatch(PeerServiceTest::isMeet));
    }
  }

  private static boolean isMeet(PeerMessage message) {
    return message instanceof PeerMessage.Said said && said.word() instanceof PeerWord.Meet;
  }

  @Test
  void aRoomOfManyMeetsWithinItsBounds() throws Exception {
    try (TestSeed seed = seed()) {
      TestPeer[] peers = new TestPeer[20];
      for (int i = 0; i < peers.length; i++) {
        peers[i] = TestPeer.join(seed.port(), MIB_A_DAY);
        peers[i].seek();
      }
      for (TestPeer peer : peers) {
        peer.hear(PeerWord.Meet.class);
        long more = 1 + peer.rest().stream().filter(PeerServiceTest::isMeet).count();
        assertTrue(more <= 8, more + " peers");
        peer.close();
      }
    }
  }
}
