package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.peer.FrameRead;
import io.blackroad.mesh.peer.FrameReader;
import io.blackroad.mesh.peer.FrameWriter;
import io.blackroad.mesh.peer.PeerFrame;

/** Frames between nodes (spec/wire.md 8.1): those that say something, and those that do not. */
final class PeerVectors {
  private PeerVectors() {}

  /** {@code {peer_frame, says}}: the kind by its name in the specification. */
  static void good(Fields fields, Report report) {
    String says = fields.text("says");
    byte[] bytes = fields.bytes("peer_frame");
    if (fields.unfit()) {
      report.failed(fields.name() + ": peer_frame or says is not what it should be");
      return;
    }
    switch (FrameReader.read(bytes)) {
      case FrameRead.Ok ok -> {
        report.equal(says, name(ok.frame()), fields.name() + ", what it says");
        String again = Hex.of(FrameWriter.write(ok.tag(), ok.number(), ok.frame()));
        report.equal(Hex.of(bytes), again, fields.name() + ", " + says + " written again");
      }
      case FrameRead.Malformed malformed ->
          report.failed(fields.name() + ", " + says + ": " + malformed.reason());
    }
  }

  private static String name(PeerFrame frame) {
    return switch (frame) {
      case PeerFrame.Hello hello -> "hello";
      case PeerFrame.Gone gone -> "gone";
      case PeerFrame.Close close -> "close";
      case PeerFrame.Ping ping -> "ping";
      case PeerFrame.Pong pong -> "pong";
      case PeerFrame.Ack ack -> "ack";
      case PeerFrame.Message message -> "message";
      case PeerFrame.Signal signal -> "signal";
      case PeerFrame.Open open -> "open";
      case PeerFrame.Data data -> "data";
      case PeerFrame.Fin fin -> "fin";
      case PeerFrame.FinAck ack -> "fin-ack";
      case PeerFrame.Reset reset -> "reset";
      case PeerFrame.Credit credit -> "credit";
    };
  }

  /** {@code {peer_frame, offset, why}}: offset is where the reader must say so. */
  static void malformed(Fields fields, Report report) {
    long offset = fields.count("offset", 0, Integer.MAX_VALUE);
    byte[] bytes = fields.bytes("peer_frame");
    if (fields.unfit()) {
      report.failed(fields.name() + ": peer_frame or offset is not what it should be");
      return;
    }
    switch (FrameReader.read(bytes)) {
      case FrameRead.Ok ok -> report.failed(fields.name() + ": accepted");
      case FrameRead.Malformed malformed ->
          report.foundAt(offset, malformed.offset(), fields.name(), malformed.reason());
    }
  }
}
