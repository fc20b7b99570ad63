package io.blackroad.mesh.seal;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.task.ModelSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One sealed text on its way through the mesh (spec/wire.md 10.4): the submitter's name for the job
 * (16 bytes) ‖ number of the text (4 bytes, little-endian) ‖ envelope of its token ids.
 *
 * @param job 32 hex digits
 * @param text which of the job, from 0
 */
public record SealedRow(String job, int text, byte[] envelope) {
  private static final int JOB_BYTES = 16;

  static final int HEADER_BYTES = JOB_BYTES + 4;

  /** As the token ids of a {@link SealedModel}. */
  public int[] ids() {
    byte[] number = new byte[HEADER_BYTES - JOB_BYTES];
    for (int i = 0; i < number.length; i++) {
      number[i] = (byte) (text >>> (8 * i));
    }
    return Packing.pack(Bytes.join(Hex.require(job), number, envelope));
  }

  /** The row of these ids; null when they are none. */
  public static @Nullable SealedRow of(int[] ids) {
    byte[] bytes = Packing.unpack(ids);
    int length = Packing.envelopeBytes(bytes, HEADER_BYTES);
    int text = 0;
    for (int i = HEADER_BYTES - 1; length > 0 && i >= JOB_BYTES; i--) {
      text = text << 8 | (bytes[i] & 255);
    }
    return length == 0 || text < 0
        ? null
        : new SealedRow(
            Hex.of(Arrays.copyOf(bytes, JOB_BYTES)),
            text,
            Arrays.copyOfRange(bytes, HEADER_BYTES, HEADER_BYTES + length));
  }

  /** Whether {@code bytes} are as long as an envelope of a text that {@code open} reads. */
  public static boolean isEnvelope(byte[] bytes, ModelSpec open) {
    int padded = bytes.length - Envelope.OVERHEAD_BYTES;
    return padded >= Padding.BUCKET_BYTES_MIN
        && padded <= Padding.bucket(open.tokensMax() * SealedModel.ID_BYTES)
        && Integer.bitCount(padded) == 1;
  }

  /** The envelope in a row of a {@link SealedModel}'s output; empty when there is none. */
  public static byte[] envelope(float[] output) {
    byte[] bytes = Packing.unpack(output);
    return Arrays.copyOf(bytes, Packing.envelopeBytes(bytes, 0));
  }

  int block() {
    return text / BlockBinding.TEXTS;
  }

  int row() {
    return text % BlockBinding.TEXTS;
  }
}
