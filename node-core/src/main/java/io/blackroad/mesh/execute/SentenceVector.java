package io.blackroad.mesh.execute;

import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import io.blackroad.mesh.task.TokenBatch;

/**
 * A text's vector out of its tokens' vectors: pooled, then scaled to length 1. Sums run in token
 * order and then in dimension order, in double precision with + × ÷ √ only, and touch no padding,
 * so a row's bits depend on nothing but that row's states.
 */
public final class SentenceVector {
  private SentenceVector() {}

  /**
   * One vector per sequence of {@code batch}, row by row.
   *
   * @param states the model's last hidden state, [batch.size(), batch.longest(),
   *     model.dimensions()]
   * @throws IllegalArgumentException when {@code states} has another size, or when a row is not
   *     finite or all zero and so has no direction
   */
  public static float[] ofStates(float[] states, TokenBatch batch, ModelSpec model) {
    int dimensions = model.dimensions();
    int rowValues = batch.longest() * dimensions;
    if ((long) rowValues * batch.size() != states.length) {
      throw new IllegalArgumentException(
          states.length + " values, wanted " + batch.size() + " rows of " + rowValues);
    }
    float[] vectors = new float[batch.size() * dimensions];
    for (int row = 0; row < batch.size(); row++) {
      int tokens = model.pooling() == Pooling.CLS ? 1 : batch.sequences().get(row).length;
      double[] sum = sum(states, row * rowValues, tokens, dimensions);
      double length = length(sum);
      if (!(length > 0 && length <= Double.MAX_VALUE)) {
        // No figure: turning a double into text alone is a tenth of node.wasm.
        throw new IllegalArgumentException("the vector of text " + row + " has no direction");
      }
      for (int i = 0; i < dimensions; i++) {
        vectors[row * dimensions + i] = (float) (sum[i] / length);
      }
    }
    return vectors;
  }

  /** The mean but for its division by the count, which the scaling to length 1 undoes. */
  private static double[] sum(float[] states, int start, int tokens, int dimensions) {
    double[] sum = new double[dimensions];
    int at = start;
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < dimensions; i++) {
        sum[i] += states[at++];
      }
    }
    return sum;
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
