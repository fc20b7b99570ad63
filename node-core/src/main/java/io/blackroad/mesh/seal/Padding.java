package io.blackroad.mesh.seal;

import java.util.Arrays;

/**
 * Hides how long something is but for its bucket: length (32 bits, little-endian) ‖ bytes ‖ zeros,
 * up to the next power of two. Each content has one padded form, and nothing else is one.
 */
public final class Padding {
  /** A short search phrase and four lines of prose look alike. */
  static final int BUCKET_BYTES_MIN = 256;

  /** With envelope and JSON it fits in a frame of {@code NodeLimits.FRAME_BYTES_MAX}. */
  static final int BUCKET_BYTES_MAX = 1 << 19;

  private static final int LENGTH_BYTES = 4;

  /** Bytes of the longest content. */
  public static final int CONTENT_BYTES_MAX = BUCKET_BYTES_MAX - LENGTH_BYTES;

  private Padding() {}

  /** Bytes of the padded form of so many, at most {@link #CONTENT_BYTES_MAX}. */
  public static int bucket(int bytes) {
    if (bytes < 0 || bytes > CONTENT_BYTES_MAX) {
      throw new IllegalArgumentException(bytes + " bytes, at most " + CONTENT_BYTES_MAX);
    }
    int bucket = BUCKET_BYTES_MIN;
    while (bucket < bytes + LENGTH_BYTES) {
      bucket *= 2;
    }
    return bucket;
  }

  static byte[] pad(byte[] content) {
    byte[] padded = new byte[bucket(content.length)];
    for (int i = 0; i < LENGTH_BYTES; i++) {
      padded[i] = (byte) (content.length >>> (8 * i));
    }
    System.arraycopy(content, 0, padded, LENGTH_BYTES, content.length);
    return padded;
  }

  /** What {@link #pad} was given; refused unless {@code padded} is what it makes of that. */
  static Unsealed unpad(byte[] padded) {
    long length = 0;
    for (int i = Math.min(LENGTH_BYTES, padded.length) - 1; i >= 0; i--) {
      length = length << 8 | (padded[i] & 255);
    }
    if (length > CONTENT_BYTES_MAX || bucket((int) length) != padded.length) {
      return new Unsealed.Refused("padded wrongly: " + padded.length + " bytes for " + length);
    }
    int end = LENGTH_BYTES + (int) length;
    for (int i = end; i < padded.length; i++) {
      if (padded[i] != 0) {
        return new Unsealed.Refused("padded with other bytes than zeros");
      }
    }
    return new Unsealed.Plain(Arrays.copyOfRange(padded, LENGTH_BYTES, end));
  }
}
