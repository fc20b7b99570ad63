package io.blackroad.mesh.bench;

import io.blackroad.mesh.task.Tensor;

/**
 * Results that took no model to compute: vectors of length 1, as a model's are, the same ones for a
 * task wherever it is computed and others for every other task.
 */
final class LoadVectors {
  /** Share of a vector that tells tasks apart: two elements beside as many that are equal. */
  private static final double OWN = 0.1;

  private static final int HEX = 16;
  private static final int ID_AT = 2;
  private static final double ID_MAX = 0x1p64;

  private final int dimensions;

  LoadVectors(int dimensions) {
    this.dimensions = dimensions;
  }

  /** The canonical bytes of the task's {@code rows} vectors. */
  byte[] of(String taskId, int rows) {
    long id = Long.parseUnsignedLong(taskId, ID_AT, taskId.length(), HEX);
    double angle = 2 * Math.PI * (id / ID_MAX + 0.5);
    float[] values = new float[rows * dimensions];
    double rest = Math.sqrt((1 - OWN * OWN) / (dimensions - 2));
    for (int row = 0; row < rows; row++) {
      int from = row * dimensions;
      values[from] = (float) (OWN * Math.cos(angle));
      values[from + 1] = (float) (OWN * Math.sin(angle));
      for (int i = from + 2; i < from + dimensions; i++) {
        values[i] = (float) rest;
      }
    }
    return Tensor.ofVectors(values, dimensions).bytes();
  }
}
