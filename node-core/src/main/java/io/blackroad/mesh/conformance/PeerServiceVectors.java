package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.peer.service.PeerMessage;
import io.blackroad.mesh.peer.service.PeerMessageReader;
import io.blackroad.mesh.peer.service.PeerMessageWriter;
import io.blackroad.mesh.peer.service.PeerWord;

/** Relayed frames and words of the peer service (spec/wire.md 9), and what is neither. */
final class PeerServiceVectors {
  private PeerServiceVectors() {}

  /** {@code {peer_message, says}}: {@code relayed}, or the word by its {@code t}. */
  static void good(Fields fields, Report report) {
    String says = fields.text("says");
    byte[] bytes = fields.bytes("peer_message");
    if (fields.unfit()) {
      report.failed(fields.name() + ": peer_message or says is not what it should be");
      return;
    }
    switch (PeerMessageReader.read(bytes)) {
      case PeerMessage.Relayed relayed -> {
        byte[] again = PeerMessageWriter.relayed(relayed.edge(), relayed.frame());
        same(fields, report, "relayed", again);
      }
      case PeerMessage.Said said ->
          same(fields, report, name(said.word()), PeerMessageWriter.word(said.word()));
      case PeerMessage.Malformed malformed ->
          report.failed(fields.name() + ", " + says + ": " + malformed.reason());
    }
  }

  private static void same(Fields fields, Report report, String says, byte[] again) {
    report.equal(fields.text("says"), says, fields.name() + ", what it says");
    report.equal(
        Hex.of(fields.bytes("peer_message")),
        Hex.of(again),
        fields.name() + ", " + says + " written again");
  }

  private static String name(PeerWord word) {
    return switch (word) {
      case PeerWord.Seek seek -> "seek";
      case PeerWord.Turn turn -> "turn";
      case PeerWord.Part part -> "part";
      case PeerWord.Meet meet -> "meet";
      case PeerWord.Ice ice -> "ice";
    };
  }

  /** {@code {peer_message, offset, why}}: offset is where the reader must say so. */
  static void malformed(Fields fields, Report report) {
    long offset = fields.count("offset", 0, Integer.MAX_VALUE);
    byte[] bytes = fields.bytes("peer_message");
    if (fields.unfit()) {
      report.failed(fields.name() + ": peer_message or offset is not what it should be");
      return;
    }
    switch (PeerMessageReader.read(bytes)) {
      case PeerMessage.Malformed malformed ->
          report.foundAt(offset, malformed.offset(), fields.name(), malformed.reason());
      case PeerMessage.Relayed relayed -> report.failed(fields.name() + ": accepted");
      case PeerMessage.Said said -> report.failed(fields.name() + ": accepted");
    }
  }
}
