package io.blackroad.mesh.verify;

/**
 * When vectors that two engine classes computed count as the same. Needed because WebAssembly and
 * native builds round differently and a quantised network amplifies that (facts: onnx.md 0.3).
 *
 * @param cosineMin least cosine of every row
 * @param maxAbs largest difference of any two elements
 */
public record Tolerance(double cosineMin, double maxAbs) {
  /**
   * Whether all rows of {@code a} and {@code b}, both [rows, columns], are within this tolerance.
   */
  public boolean holds(float[] a, float[] b, int columns) {
    if (a.length != b.length) {
      return false;
    }
    for (int from = 0; from < a.length; from += columns) {
      if (!rowHolds(a, b, from, columns)) {
        return false;
      }
    }
    return true;
  }

  private boolean rowHolds(float[] a, float[] b, int from, int columns) {
    double dot = 0;
    double normA = 0;
    double normB = 0;
    double widest = 0;
    for (int i = from; i < from + columns; i++) {
      dot += (double) a[i] * b[i];
      normA += (double) a[i] * a[i];
      normB += (double) b[i] * b[i];
      widest = Math.max(widest, Math.abs((double) a[i] - b[i]));
    }
    // Written so that a NaN anywhere fails.
    return dot >= cosineMin * Math.sqrt(normA) * Math.sqrt(normB) && widest <= maxAbs && normA > 0;
  }
}
