package io.blackroad.mesh.peer;

import io.blackroad.mesh.SeededBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Frames of each kind, at the ends of what they may hold. */
final class SampleFrames {
  static final int TAG = 0xa1b2c3d4;
  static final long NUMBER = 0xffff_ffffL;

  private SampleFrames() {}

  static List<PeerFrame> all() {
    byte[] hash = new SeededBytes(6).bytes(32);
    byte[] sdp = "v=0\r\n".getBytes(StandardCharsets.UTF_8);
    return List.of(
        new PeerFrame.Hello(1),
        new PeerFrame.Hello(-1),
        new PeerFrame.Gone(),
        new PeerFrame.Close(EdgeEnd.CLOSED),
        new PeerFrame.Close(EdgeEnd.EXHAUSTED),
        new PeerFrame.Ping(0),
        new PeerFrame.Pong(Integer.MIN_VALUE),
        new PeerFrame.Ack(Lane.CONTROL, 0),
        new PeerFrame.Ack(Lane.BULK, NUMBER),
        new PeerFrame.Message(new byte[1]),
        new PeerFrame.Message(new byte[300]),
        new PeerFrame.Signal(0, PeerFrame.Signal.Kind.OFFER, sdp),
        new PeerFrame.Signal(-1, PeerFrame.Signal.Kind.ANSWER, sdp),
        new PeerFrame.Signal(7, PeerFrame.Signal.Kind.CANDIDATE, new byte[] {'c'}),
        new PeerFrame.Open(0, new byte[0]),
        new PeerFrame.Open(Integer.MAX_VALUE, new byte[PeerLimits.HEADER_BYTES_MAX]),
        new PeerFrame.Data(1, new byte[] {42}),
        new PeerFrame.Fin(0, 0, hash),
        new PeerFrame.Fin(3, PeerLimits.STREAM_BYTES_MAX, hash),
        new PeerFrame.FinAck(3, PeerLimits.STREAM_BYTES_MAX, hash),
        new PeerFrame.Reset(2, StreamEnd.CANCELLED),
        new PeerFrame.Reset(2, StreamEnd.MISMATCH),
        new PeerFrame.Credit(2, PeerLimits.STREAM_BYTES_MAX));
  }

  static byte[] bytes(PeerFrame frame) {
    return FrameWriter.write(TAG, NUMBER, frame);
  }
}
