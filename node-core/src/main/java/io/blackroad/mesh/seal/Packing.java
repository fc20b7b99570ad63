package io.blackroad.mesh.seal;

/**
 * Bytes as numbers below 2^24, three bytes each, low byte first, zeros to fill: as token ids and as
 * float32 values both are exact, so that what carries ids and vectors carries sealed bytes too.
 */
final class Packing {
  private static final int BYTES = 3;
  private static final int LIMIT = 1 << (8 * BYTES);

  private Packing() {}

  /** Numbers for so many bytes. */
  static int numbers(int bytes) {
    return (bytes + BYTES - 1) / BYTES;
  }

  static int[] pack(byte[] bytes) {
    int[] numbers = new int[numbers(bytes.length)];
    for (int i = 0; i < bytes.length; i++) {
      numbers[i / BYTES] |= (bytes[i] & 255) << (8 * (i % BYTES));
    }
    return numbers;
  }

  static float[] packFloats(byte[] bytes) {
    int[] numbers = pack(bytes);
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers[i];
    }
    return values;
  }

  /** The bytes, with the zeros that filled them; none when a number is none of {@link #pack}'s. */
  static byte[] unpack(int[] numbers) {
    byte[] bytes = new byte[numbers.length * BYTES];
    for (int i = 0; i < bytes.length; i++) {
      int number = numbers[i / BYTES];
      if (number < 0 || number >= LIMIT) {
        return new byte[0];
      }
      bytes[i] = (byte) (number >>> (8 * (i % BYTES)));
    }
    return bytes;
  }

  static byte[] unpack(float[] values) {
    int[] numbers = new int[values.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (int) values[i];
      if ((float) numbers[i] != values[i]) {
        return new byte[0];
      }
    }
    return unpack(numbers);
  }

  /**
   * How many of {@code bytes} are an envelope that is followed by zeros to fill, from {@code from}
   * on; 0 when none can be.
   */
  static int envelopeBytes(byte[] bytes, int from) {
    int padded = bytes.length - from - Envelope.OVERHEAD_BYTES;
    if (padded < Padding.BUCKET_BYTES_MIN) {
      return 0;
    }
    int bucket = Integer.highestOneBit(padded);
    int end = from + Envelope.OVERHEAD_BYTES + bucket;
    for (int i = end; i < bytes.length; i++) {
      if (bytes[i] != 0 || i - end >= BYTES - 1) {
        return 0;
      }
    }
    return bucket > Padding.BUCKET_BYTES_MAX ? 0 : Envelope.OVERHEAD_BYTES + bucket;
  }
}
