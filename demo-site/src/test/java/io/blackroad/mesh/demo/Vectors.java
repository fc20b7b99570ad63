package io.blackroad.mesh.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What the tests ask of a job's vectors. */
final class Vectors {
  static final int DIMENSIONS = 384;

  private Vectors() {}

  /** Least cosine between equal rows of {@code a} and {@code b}. */
  static double leastCosine(byte[] a, byte[] b) {
    float[] left = floats(a);
    float[] right = floats(b);
    double least = 1;
    for (int from = 0; from < left.length; from += DIMENSIONS) {
      double dot = 0;
      for (int i = from; i < from + DIMENSIONS; i++) {
        dot += (double) left[i] * right[i];
      }
      least = Math.min(least, dot);
    }
    return least;
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
