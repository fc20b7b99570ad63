package io.blackroad.mesh.wire;

import io.blackroad.mesh.conformance.SampleMessages;
import io.blackroad.mesh.task.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Frames put together by hand, so that they can be wrong. */
final class FrameBytes {
  static final long SEED = 7;

  private FrameBytes() {}

  /** The frame of the sample message that {@code type} names. */
  static byte[] sample(Class<? extends Message> type) {
    for (Message message : new SampleMessages(SEED).all()) {
      if (type.isInstance(message)) {
        return MessageCodec.encode(message);
      }
    }
    throw new IllegalArgumentException("no sample of " + type);
  }

  /** The control frame of {@code type} with {@code from} replaced once by {@code to}. */
  static byte[] bent(Class<? extends Message> type, String from, String to) {
    String text = new String(sample(type), StandardCharsets.UTF_8);
    int at = text.indexOf(from);
    if (at < 0) {
      throw new IllegalArgumentException("no " + from + " in " + text);
    }
    return utf8(text.substring(0, at) + to + text.substring(at + from.length()));
  }

  /** A frame of kind 0x01 whose length field tells the truth about {@code json}. */
  static byte[] withTensor(String json, byte[] tensor) {
    return withTensor(utf8(json).length, json, tensor);
  }

  /** A frame of kind 0x01 with any length field. */
  static byte[] withTensor(int length, String json, byte[] tensor) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x01);
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(length >>> shift);
    }
    out.writeBytes(utf8(json));
    out.writeBytes(tensor);
    return out.toByteArray();
  }

  /** The JSON of the sample message with a tensor that {@code type} names. */
  static String header(Class<? extends Message> type) {
    byte[] frame = sample(type);
    int length = (frame[1] & 255) | (frame[2] & 255) << 8;
    return new String(frame, 5, length, StandardCharsets.UTF_8);
  }

  /** The bytes of a tensor, each part as it is given. */
  static byte[] tensor(int dtype, int rank, int[] dims, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(dtype);
    out.write(rank);
    for (int dim : dims) {
      for (int shift = 0; shift < 32; shift += 8) {
        out.write(dim >>> shift);
      }
    }
    out.writeBytes(data);
    return out.toByteArray();
  }

  /** The bytes of an int32 tensor with {@code columns}, whether or not they are tokens. */
  static byte[] ints(int columns, int... elements) {
    byte[] data = new byte[4 * elements.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (elements[i / 4] >>> (8 * (i % 4)));
    }
    return tensor(2, 2, new int[] {elements.length / columns, columns}, data);
  }

  /** One vector of two elements. */
  static byte[] floats() {
    return Tensor.ofVectors(new float[] {0.5f, -0.25f}, 2).bytes();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
