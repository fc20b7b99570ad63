package io.blackroad.mesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a peer must not send: the edge ends, says why, and says so to the peer. */
class HostilePeerTest {
  private static final int TAG = LoneEdge.PEER_TAG;
  private static final byte[] NO_HASH = new byte[32];

  private final LoneEdge lone = new LoneEdge();
  private final PeerEdge edge = lone.edge;
  private final List<PeerFrame> sent = lone.sent;
  private final int edgeTag = lone.edgeTag;

  private void say(int tag, long number, PeerFrame frame) {
    lone.say(tag, number, frame);
  }

  private void say(PeerFrame frame) {
    lone.say(frame);
  }

  private void assertViolated(String why) {
    assertEquals(EdgeEnd.VIOLATED, lone.end);
    assertTrue(lone.detail.contains(why), lone.detail);
    assertTrue(sent.contains(new PeerFrame.Close(EdgeEnd.VIOLATED)), sent::toString);
    assertEquals(Long.MAX_VALUE, edge.wakeAtMillis());
  }

  @Test
  void aFrameThatIsNone() {
    edge.received(Route.RELAY, new byte[] {9, 9});
    assertViolated("no frame begins with 9, at byte 0");
  }

  @Test
  void dataBeyondItsCredit() {
    say(new PeerFrame.Open(0, new byte[0]));
    byte[] most = new byte[FrameWriter.DATA_BYTES_MAX];
    for (int sent = 0; sent + most.length <= PeerLimits.CREDIT_BYTES; sent += most.length) {
      say(new PeerFrame.Data(0, most));
      assertNull(lone.end);
    }
    say(new PeerFrame.Data(0, most));
    assertViolated("beyond its credit");
    assertEquals(List.of(StreamEnd.EDGE_ENDED), lone.broken);
  }

  @Test
  void dataOfAStreamThatNobodyHasOpened() {
    say(new PeerFrame.Data(0, new byte[1]));
    assertViolated("nobody has opened");
  }

  @Test
  void creditForAStreamOfOursThatIsNot() {
    say(new PeerFrame.Credit(1, 5));
    assertViolated("nobody has opened");
  }

  @Test
  void aStreamOutOfTurnOrOfTheWrongEnd() {
    say(new PeerFrame.Open(2, new byte[0]));
    assertViolated("out of turn");
  }

  @Test
  void aStreamThatIsOursToOpen() {
    say(new PeerFrame.Open(1, new byte[0]));
    assertViolated("out of turn");
  }

  @Test
  void moreStreamsThanMayBeOpen() {
    for (int i = 0; i < PeerLimits.STREAMS_PER_OPENER_MAX; i++) {
      say(new PeerFrame.Open(2 * i, new byte[0]));
      assertNull(lone.end);
    }
    say(new PeerFrame.Open(2 * PeerLimits.STREAMS_PER_OPENER_MAX, new byte[0]));
    assertViolated("more streams");
  }

  @Test
  void dataAfterTheEndOfItsStream() {
    say(new PeerFrame.Open(0, new byte[0]));
    say(new PeerFrame.Fin(0, 0, new io.blackroad.mesh.hash.Sha256().digest()));
    say(new PeerFrame.Data(0, new byte[1]));
    assertViolated("after the end");
  }

  @Test
  void anEndConfirmedThatWasNotSent() {
    say(new PeerFrame.Open(0, new byte[0]));
    say(new PeerFrame.FinAck(0, 0, NO_HASH));
    assertViolated("not sent");
  }

  @Test
  void framesConfirmedThatWereNotSent() {
    say(edgeTag, 0, new PeerFrame.Ack(Lane.BULK, 1));
    assertViolated("not sent");
  }

  @Test
  void aNumberBeyondTheWindow() {
    say(edgeTag, PeerLimits.WINDOW_FRAMES - 1, new PeerFrame.Message(new byte[1]));
    assertNull(lone.end);
    say(edgeTag, PeerLimits.WINDOW_FRAMES, new PeerFrame.Message(new byte[1]));
    assertViolated("beyond the window");
  }

  @Test
  void anotherLengthOrHashThanWhatCame() {
    say(new PeerFrame.Open(0, new byte[0]));
    say(new PeerFrame.Data(0, new byte[3]));
    say(new PeerFrame.Fin(0, 3, NO_HASH));
    assertNull(lone.end);
    assertEquals(List.of(StreamEnd.MISMATCH), lone.broken);
    assertTrue(sent.contains(new PeerFrame.Reset(0, StreamEnd.MISMATCH)), sent::toString);
  }

  @Test
  void aReceiverThatConfirmsSomethingElse() {
    say(new PeerFrame.Open(0, new byte[0]));
    lone.streams.get(0).write(new byte[] {1, 2, 3}, 0);
    lone.streams.get(0).finish();
    PeerFrame.Fin fin =
        sent.stream()
            .filter(PeerFrame.Fin.class::isInstance)
            .map(PeerFrame.Fin.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(3, fin.length());
    say(new PeerFrame.FinAck(0, 2, fin.sha256()));
    assertEquals(List.of(StreamEnd.MISMATCH), lone.broken);
  }

  @Test
  void framesForAnotherTagAreNotOurs() {
    say(edgeTag + 1, 0, new PeerFrame.Message(new byte[1]));
    say(edgeTag + 1, 0, new PeerFrame.Close(EdgeEnd.CLOSED));
    say(edgeTag + 1, 0, new PeerFrame.Gone());
    say(edgeTag + 1, 0, new PeerFrame.Hello(TAG + 1));
    assertNull(lone.end);
    assertEquals(0, lone.messages);
  }

  @Test
  void whoIsGoneOrBeganAnewEndsTheEdge() {
    say(TAG, 0, new PeerFrame.Gone());
    assertEquals(EdgeEnd.GONE, lone.end);
  }

  @Test
  void whoGreetsWithAnotherTagHasBegunAnew() {
    say(0, 0, new PeerFrame.Hello(TAG + 1));
    assertEquals(EdgeEnd.RESTARTED, lone.end);
  }

  @Test
  void aRefusedStreamIsReset() {
    lone.refuses = true;
    say(new PeerFrame.Open(0, new byte[0]));
    say(new PeerFrame.Data(0, new byte[1]));
    assertNull(lone.end);
    assertTrue(sent.contains(new PeerFrame.Reset(0, StreamEnd.REFUSED)), sent::toString);
  }

  @Test
  void everyFrameCarriesThePeersTag() {
    say(new PeerFrame.Open(0, new byte[0]));
    edge.say(new byte[1]);
    lone.time.runUntil(10_000);
    edge.tick();
    assertFalse(lone.tags.isEmpty());
    assertTrue(lone.tags.stream().allMatch(tag -> tag == TAG), lone.tags::toString);
  }

  @Test
  void aFullRouteIsLeftAloneUntilHalfOfItHasLeft() {
    PeerStream stream = assertNotNullStream(edge.open(new byte[0], lone));
    sent.clear();
    lone.queuedBytes = PeerLimits.ROUTE_QUEUED_BYTES_HIGH;
    stream.write(new byte[100], 0);
    lone.queuedBytes = PeerLimits.ROUTE_QUEUED_BYTES_LOW;
    edge.drained();
    assertEquals(List.of(), sent);
    lone.queuedBytes = PeerLimits.ROUTE_QUEUED_BYTES_LOW - 1;
    edge.drained();
    assertEquals(1, sent.size());
  }

  private static PeerStream assertNotNullStream(@Nullable PeerStream stream) {
    assertNotNull(stream);
    return java.util.Objects.requireNonNull(stream);
  }

  @Test
  void messagesThatNobodyConfirmsFillUp() {
    int taken = 0;
    byte[] large = new byte[FrameWriter.MESSAGE_BYTES_MAX];
    while (taken < 1_000 && edge.say(large)) {
      taken++;
    }
    assertTrue(taken < 100, taken + " messages");
    assertTrue(edge.bytesHeld() <= (512 << 10) + (272 << 10), edge.bytesHeld() + " bytes");
  }

  /** Any frames in any order: the edge goes on or ends, and never throws. */
  @Test
  void randomFramesNeverThrow() {
    SeededBytes random = new SeededBytes(11);
    int ended = 0;
    for (int run = 0; run < 2_000; run++) {
      LoneEdge other = new LoneEdge();
      for (int i = 0; i < 40; i++) {
        List<PeerFrame> frames = SampleFrames.all();
        PeerFrame frame = frames.get(random.below(frames.size()));
        int number = random.below(random.below(10) == 0 ? 300 : 6);
        other.say(random.below(9) == 0 ? TAG : other.edgeTag, number, frame);
        other.time.runUntil(other.time.monotonicMillis() + random.below(900));
        other.edge.tick();
      }
      ended += other.end == null ? 0 : 1;
    }
    assertTrue(ended > 1_000, ended + " edges ended");
  }
}
