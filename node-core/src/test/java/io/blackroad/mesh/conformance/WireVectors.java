package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.MessageCodec;

/** Frames: those that are messages, and more that are not. */
final class WireVectors {
  private WireVectors() {}

  static void good(Json file, Report report) {
    for (Json item : At.items(file, "cases")) {
      String type = At.text(item, "type");
      String what = "case " + type;
      switch (MessageCodec.decode(At.bytes(item, "frame"))) {
        case Decoded.Ok ok -> {
          report.equal(type, SampleMessages.type(ok.message()), what);
          report.equal(At.text(item, "frame"), Hex.of(MessageCodec.encode(ok.message())), what);
        }
        case Decoded.Malformed malformed -> report.check(false, what + ": " + malformed.reason());
      }
    }
  }

  static void malformed(Json file, Report report) {
    for (Json item : At.items(file, "cases")) {
      String what = "case " + At.text(item, "why");
      switch (MessageCodec.decode(At.bytes(item, "frame"))) {
        case Decoded.Ok ok -> report.check(false, what + ": accepted as " + ok.message());
        case Decoded.Malformed malformed ->
            report.check(
                malformed.offset() == At.number(item, "offset"),
                what + ": at " + malformed.offset() + ", " + malformed.reason());
      }
    }
  }
}
