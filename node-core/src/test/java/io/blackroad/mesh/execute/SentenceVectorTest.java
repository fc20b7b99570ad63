package io.blackroad.mesh.execute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import io.blackroad.mesh.task.TokenBatch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SentenceVectorTest {
  private static final ModelSpec MEAN = model(2, Pooling.MEAN);
  private static final ModelSpec CLS = model(2, Pooling.CLS);

  @Test
  void meanLeavesPaddingOut() {
    float[] states = {1, 0, 5, 8, 900, -900, 3, 0, 0, 0, 0, 4};

    float[] vectors = SentenceVector.ofStates(states, batch(2, 3), MEAN);

    assertArrayEquals(new float[] {0.6f, 0.8f, 0.6f, 0.8f}, vectors);
  }

  @Test
  void clsTakesTheFirstTokenOnly() {
    float[] states = {3, 4, 70, -7, 0, -2, 5, 5};

    float[] vectors = SentenceVector.ofStates(states, batch(2, 2), CLS);

    assertArrayEquals(new float[] {0.6f, 0.8f, 0, -1}, vectors);
  }

  @Test
  void aRowsBitsDoNotDependOnItsNeighbours() {
    int dimensions = 384;
    ModelSpec model = model(dimensions, Pooling.MEAN);
    float[] alone = random(7, 5 * dimensions);
    float[] among = Arrays.copyOf(random(8, 3 * 9 * dimensions), 3 * 9 * dimensions);
    System.arraycopy(alone, 0, among, 9 * dimensions, alone.length);

    float[] expected = SentenceVector.ofStates(alone, batch(5), model);
    float[] vectors = SentenceVector.ofStates(among, batch(9, 5, 2), model);

    assertArrayEquals(expected, Arrays.copyOfRange(vectors, dimensions, 2 * dimensions));
  }

  @Test
  void everyVectorHasLengthOne() {
    float[] vectors =
        SentenceVector.ofStates(random(9, 128 * 384), batch(128), model(384, Pooling.MEAN));

    double squares = 0;
    for (float value : vectors) {
      squares += (double) value * value;
    }
    assertEquals(1, squares, 1e-6);
  }

  @Test
  void refusesStatesOfAnotherSize() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> SentenceVector.ofStates(new float[11], batch(2, 3), MEAN));

    assertEquals("11 values, wanted 2 rows of 6", refusal.getMessage());
  }

  @Test
  void refusesARowWithoutDirection() {
    for (float bad : new float[] {0, Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] states = {1, 1, bad, 0};
      assertThrows(
          IllegalArgumentException.class,
          () -> SentenceVector.ofStates(states, batch(1, 1), MEAN),
          "a row with " + bad);
    }
  }

  private static float[] random(long seed, int length) {
    SeededBytes bytes = new SeededBytes(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (bytes.below(2_000_001) - 1_000_000) / 65_536f;
    }
    return values;
  }

  private static TokenBatch batch(int... lengths) {
    return new TokenBatch(Arrays.stream(lengths).mapToObj(int[]::new).toList());
  }

  private static ModelSpec model(int dimensions, Pooling pooling) {
    return new ModelSpec(
        "m", "sha256:0", 1, "r", "sha256:0", "basic", dimensions, 128, pooling, true);
  }
}
