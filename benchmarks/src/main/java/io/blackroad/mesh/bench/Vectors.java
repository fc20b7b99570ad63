package io.blackroad.mesh.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Sets of vectors, compared. */
final class Vectors {
  private Vectors() {}

  /** Rows of little-endian float32. */
  static List<float[]> rows(byte[] bytes, int dimensions) {
    int rowBytes = dimensions * Float.BYTES;
    if (bytes.length == 0 || bytes.length % rowBytes != 0) {
      throw new IllegalArgumentException(bytes.length + " bytes, wanted rows of " + rowBytes);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<float[]> rows = new ArrayList<>();
    while (buffer.hasRemaining()) {
      float[] row = new float[dimensions];
      for (int i = 0; i < dimensions; i++) {
        row[i] = buffer.getFloat();
      }
      rows.add(row);
    }
    return rows;
  }

  /** The cosine of each pair of rows. */
  static Samples cosines(List<float[]> left, List<float[]> right) {
    requirePairs(left, right);
    List<Double> cosines = new ArrayList<>();
    for (int row = 0; row < left.size(); row++) {
      cosines.add(cosine(left.get(row), right.get(row)));
    }
    return new Samples(cosines);
  }

  /** The largest difference between two values at the same place. */
  static double maxAbs(List<float[]> left, List<float[]> right) {
    requirePairs(left, right);
    double max = 0;
    for (int row = 0; row < left.size(); row++) {
      for (int i = 0; i < left.get(row).length; i++) {
        max = Math.max(max, Math.abs((double) left.get(row)[i] - right.get(row)[i]));
      }
    }
    return max;
  }

  private static void requirePairs(List<float[]> left, List<float[]> right) {
    if (left.size() != right.size()) {
      throw new IllegalArgumentException(
          left.size() + " vectors against " + right.size() + ", wanted pairs");
    }
  }

  private static double cosine(float[] left, float[] right) {
    double dot = 0;
    double leftSquares = 0;
    double rightSquares = 0;
    for (int i = 0; i < left.length; i++) {
      dot += (double) left[i] * right[i];
      leftSquares += (double) left[i] * left[i];
      rightSquares += (double) right[i] * right[i];
    }
    return dot / Math.sqrt(leftSquares * rightSquares);
  }
}
