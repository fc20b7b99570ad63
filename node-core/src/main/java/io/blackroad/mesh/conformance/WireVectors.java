package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.MessageCodec;

/** Frames (spec/wire.md 2): those that are messages, and more that are not. */
final class WireVectors {
  /** Bytes of a frame with a tensor before its JSON: the kind and the JSON's length. */
  private static final int PREFIX_BYTES = 5;

  private WireVectors() {}

  /** {@code {frame, type}}. */
  static void good(Fields fields, Report report) {
    String type = fields.text("type");
    byte[] frame = fields.bytes("frame");
    if (fields.problem() != null) {
      report.failed(fields.name() + ": " + fields.problem());
      return;
    }
    switch (MessageCodec.decode(frame)) {
      case Decoded.Ok ok -> {
        report.equal(type, type(frame), fields.name() + ", type");
        String again = Hex.of(MessageCodec.encode(ok.message()));
        report.equal(Hex.of(frame), again, fields.name() + ", " + type + " encoded again");
      }
      case Decoded.Malformed malformed ->
          report.failed(fields.name() + ", " + type + ": " + malformed.reason());
    }
  }

  /** The {@code t} of a frame that was decoded. */
  private static String type(byte[] frame) {
    boolean withTensor = frame[0] != '{';
    int length = 0;
    for (int i = PREFIX_BYTES - 1; withTensor && i > 0; i--) {
      length = length << 8 | (frame[i] & 255);
    }
    int from = withTensor ? PREFIX_BYTES : 0;
    int to = withTensor ? PREFIX_BYTES + length : frame.length;
    return CanonicalJson.parse(frame, from, to) instanceof Parsed.Value(Json.Obj header)
            && header.members().get("t") instanceof Json.Text(String type)
        ? type
        : "";
  }

  /** {@code {frame, offset, why}}: offset is where the decoder must say so. */
  static void malformed(Fields fields, Report report) {
    long offset = fields.count("offset", 0, Integer.MAX_VALUE);
    byte[] frame = fields.bytes("frame");
    if (fields.unfit()) {
      String problem = fields.problem();
      report.failed(
          fields.name() + ": " + (problem == null ? "frame is not hexadecimal" : problem));
      return;
    }
    switch (MessageCodec.decode(frame)) {
      case Decoded.Ok ok -> report.failed(fields.name() + ": accepted");
      case Decoded.Malformed malformed ->
          report.foundAt(offset, malformed.offset(), fields.name(), malformed.reason());
    }
  }
}
