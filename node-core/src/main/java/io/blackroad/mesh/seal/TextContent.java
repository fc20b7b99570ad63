package io.blackroad.mesh.seal;

/** What is inside envelopes: token ids, three bytes each, and float32 values; little-endian. */
final class TextContent {
  private static final int BITS_PER_BYTE = 8;

  private TextContent() {}

  /** Requires ids from 0 to 2^24 - 1. */
  static byte[] of(int[] ids) {
    byte[] content = new byte[ids.length * SealedModel.ID_BYTES];
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >>> (BITS_PER_BYTE * SealedModel.ID_BYTES) != 0) {
        throw new IllegalArgumentException("token id " + ids[i] + ", wanted 0 to 2^24 - 1");
      }
      put(content, i * SealedModel.ID_BYTES, ids[i], SealedModel.ID_BYTES);
    }
    return content;
  }

  /** The ids of {@link #of(int[])}; none when the content is no such thing. */
  static int[] ids(byte[] content) {
    if (content.length % SealedModel.ID_BYTES != 0) {
      return new int[0];
    }
    int[] ids = new int[content.length / SealedModel.ID_BYTES];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = get(content, i * SealedModel.ID_BYTES, SealedModel.ID_BYTES);
    }
    return ids;
  }

  static byte[] of(float[] vector) {
    byte[] content = new byte[vector.length * SealedModel.VALUE_BYTES];
    for (int i = 0; i < vector.length; i++) {
      int at = i * SealedModel.VALUE_BYTES;
      put(content, at, Float.floatToRawIntBits(vector[i]), SealedModel.VALUE_BYTES);
    }
    return content;
  }

  /** Requires content of whole values. */
  static float[] vector(byte[] content) {
    float[] vector = new float[content.length / SealedModel.VALUE_BYTES];
    for (int i = 0; i < vector.length; i++) {
      int bits = get(content, i * SealedModel.VALUE_BYTES, SealedModel.VALUE_BYTES);
      vector[i] = Float.intBitsToFloat(bits);
    }
    return vector;
  }

  private static void put(byte[] bytes, int at, int value, int length) {
    for (int i = 0; i < length; i++) {
      bytes[at + i] = (byte) (value >>> (BITS_PER_BYTE * i));
    }
  }

  private static int get(byte[] bytes, int at, int length) {
    int value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << BITS_PER_BYTE | (bytes[at + i] & 255);
    }
    return value;
  }
}
