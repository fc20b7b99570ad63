package io.blackroad.mesh.wire;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TensorCodec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Messages as the bytes of a frame and back (spec/wire.md 2). A message has exactly one frame: what
 * is not canonical is malformed.
 */
public final class MessageCodec {
  private static final int CONTROL = '{';
  private static final int WITH_TENSOR = 0x01;

  /** The kind of frame and the 32-bit length of its JSON, before the JSON. */
  private static final int PREFIX_BYTES = 5;

  private MessageCodec() {}

  /**
   * The frame of {@code message}; {@link #decode} gives the message back. Reasons are cut to {@link
   * WireLimits#REASON_CHARS_MAX}. What else a message says was bounded where it came from, and the
   * receiver looks at it: reading everything back here would cost a busy seed a twentieth of its
   * time.
   *
   * @throws IllegalArgumentException when the frame is larger than the receiver takes
   */
  public static byte[] encode(Message message) {
    Json.Obj header = MessageWriter.json(message);
    Tensor tensor = MessageWriter.tensor(message);
    byte[] json = CanonicalJson.bytes(header);
    byte[] frame = tensor == null ? json : join(json, tensor.bytes());
    if (json.length > WireLimits.JSON_BYTES_MAX || frame.length > NodeLimits.FRAME_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a frame of " + frame.length + " bytes, its JSON " + json.length);
    }
    return frame;
  }

  /** The message of {@code frame}. Never throws, whatever the bytes are. */
  public static Decoded decode(byte[] frame) {
    if (frame.length == 0 || frame.length > NodeLimits.FRAME_BYTES_MAX) {
      return new Decoded.Malformed(
          0, "a frame of " + frame.length + " bytes, wanted 1 to " + NodeLimits.FRAME_BYTES_MAX);
    }
    return switch (frame[0]) {
      case CONTROL -> decodeJson(frame, 0, frame.length);
      case WITH_TENSOR -> decodeWithTensor(frame);
      default -> new Decoded.Malformed(0, "no kind of frame begins with this byte");
    };
  }

  private static Decoded decodeWithTensor(byte[] frame) {
    if (frame.length < PREFIX_BYTES) {
      return new Decoded.Malformed(frame.length, "the frame ends within the length of its JSON");
    }
    long length = 0;
    for (int i = PREFIX_BYTES - 1; i > 0; i--) {
      length = length << 8 | (frame[i] & 255);
    }
    if (length > frame.length - PREFIX_BYTES) {
      return new Decoded.Malformed(1, "a JSON of " + length + " bytes in a shorter frame");
    }
    return decodeJson(frame, PREFIX_BYTES, PREFIX_BYTES + (int) length);
  }

  /** Decodes the JSON between {@code from} and {@code to}, and the tensor behind it, if any. */
  private static Decoded decodeJson(byte[] frame, int from, int to) {
    if (to - from > WireLimits.JSON_BYTES_MAX) {
      return new Decoded.Malformed(
          from, "a JSON of " + (to - from) + " bytes, at most " + WireLimits.JSON_BYTES_MAX);
    }
    Parsed parsed = CanonicalJson.parse(frame, from, to);
    if (parsed instanceof Parsed.Malformed malformed) {
      return new Decoded.Malformed(malformed.offset(), malformed.reason());
    }
    Json json = ((Parsed.Value) parsed).json();
    byte[] canonical = CanonicalJson.bytes(json);
    int difference = Arrays.mismatch(canonical, 0, canonical.length, frame, from, to);
    if (difference >= 0) {
      return new Decoded.Malformed(from + difference, "JSON that is not canonical");
    }
    if (from == 0) {
      return message(json, null, from);
    }
    return switch (TensorCodec.decode(frame, to)) {
      case TensorCodec.Read.Ok ok -> message(json, ok.tensor(), from);
      case TensorCodec.Read.Malformed malformed ->
          new Decoded.Malformed(malformed.offset(), malformed.reason());
    };
  }

  private static Decoded message(Json json, @Nullable Tensor tensor, int offset) {
    Members members = Members.of(json);
    Message message = MessageReader.read(members, tensor);
    if (message != null) {
      return new Decoded.Ok(message);
    }
    String problem = members.problem();
    return new Decoded.Malformed(offset, problem == null ? "not a message" : problem);
  }

  private static byte[] join(byte[] json, byte[] tensor) {
    byte[] frame = new byte[PREFIX_BYTES + json.length + tensor.length];
    frame[0] = WITH_TENSOR;
    for (int i = 1; i < PREFIX_BYTES; i++) {
      frame[i] = (byte) (json.length >>> (8 * (i - 1)));
    }
    System.arraycopy(json, 0, frame, PREFIX_BYTES, json.length);
    System.arraycopy(tensor, 0, frame, PREFIX_BYTES + json.length, tensor.length);
    return frame;
  }
}
