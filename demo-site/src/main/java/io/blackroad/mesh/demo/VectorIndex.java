package io.blackroad.mesh.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Vectors to search by cosine, one row per passage. */
public final class VectorIndex {
  private final FloatBuffer values;
  private final int dimensions;

  /** Wraps rows of little-endian float32. */
  public VectorIndex(byte[] rows, int dimensions) {
    if (dimensions < 1 || rows.length % (4 * dimensions) != 0) {
      throw new IllegalArgumentException(
          rows.length + " bytes are not rows of " + dimensions + " float32");
    }
    this.values = ByteBuffer.wrap(rows).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    this.dimensions = dimensions;
  }

  public int rows() {
    return values.limit() / dimensions;
  }

  /** The row that is most like {@code query}, and how much: cosine, -1 to 1. */
  public Hit best(float[] query) {
    Hit best = new Hit(-1, -2);
    for (int row = 0; row < rows(); row++) {
      double cosine = cosine(query, row);
      if (cosine > best.cosine) {
        best = new Hit(row, cosine);
      }
    }
    return best;
  }

  private double cosine(float[] query, int row) {
    double dot = 0;
    double queryNorm = 0;
    double rowNorm = 0;
    for (int i = 0; i < dimensions; i++) {
      double value = values.get(row * dimensions + i);
      dot += query[i] * value;
      queryNorm += (double) query[i] * query[i];
      rowNorm += value * value;
    }
    return dot / Math.sqrt(queryNorm * rowNorm);
  }

  /** A row and its cosine. */
  public record Hit(int row, double cosine) {}
}
