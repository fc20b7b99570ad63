package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.task.TokenBatch;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Token sequences as stored: number of sequences, then of each its length and its ids; all of them
 * base-128 integers, low seven bits first, the high bit set on all bytes but the last. Two bytes an
 * id for most of a BERT vocabulary.
 */
final class TokenBlob {
  private static final int MORE = 0x80;

  private final byte[] bytes;
  private int at;

  private TokenBlob(byte[] bytes) {
    this.bytes = bytes;
  }

  static byte[] encode(TokenBatch batch) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(batch.tokens() * 2 + batch.size() + 4);
    put(out, batch.size());
    for (int[] sequence : batch.sequences()) {
      put(out, sequence.length);
      for (int id : sequence) {
        put(out, id);
      }
    }
    return out.toByteArray();
  }

  /** The batch that {@link #encode} was given. Only for bytes from this seed's own database. */
  static TokenBatch decode(byte[] bytes) {
    TokenBlob blob = new TokenBlob(bytes);
    int size = blob.next();
    List<int[]> sequences = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int[] ids = new int[blob.next()];
      for (int j = 0; j < ids.length; j++) {
        ids[j] = blob.next();
      }
      sequences.add(ids);
    }
    return new TokenBatch(sequences);
  }

  private static void put(ByteArrayOutputStream out, int value) {
    int rest = value;
    while ((rest & -MORE) != 0) {
      out.write((rest & (MORE - 1)) | MORE);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private int next() {
    int value = 0;
    int shift = 0;
    int piece = bytes[at++];
    while ((piece & MORE) != 0) {
      value |= (piece & (MORE - 1)) << shift;
      shift += 7;
      piece = bytes[at++];
    }
    return value | piece << shift;
  }
}
