package io.blackroad.mesh.execute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackroad.mesh.task.TokenBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class EqualLengthsTest {
  private static final TokenBatch WHOLE =
      new TokenBatch(
          List.of(new int[] {1, 2, 3}, new int[] {4}, new int[] {5, 6, 7}, new int[] {8, 9}));

  @Test
  void onlyEquallyLongTextsShareAGroup() {
    List<EqualLengths> groups = EqualLengths.of(WHOLE);

    assertEquals(
        List.of(List.of(1), List.of(3), List.of(0, 2)),
        groups.stream().map(EqualLengths::rows).toList());
    assertArrayEquals(new int[] {5, 6, 7}, groups.get(2).batch().sequences().get(1));
  }

  @Test
  void vectorsReturnToTheirRows() {
    float[] all = new float[8];
    float next = 1;
    for (EqualLengths group : EqualLengths.of(WHOLE)) {
      float[] vectors = new float[group.batch().size() * 2];
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = next++;
      }
      group.place(vectors, all);
    }

    assertArrayEquals(new float[] {5, 6, 1, 2, 7, 8, 3, 4}, all);
  }

  @Test
  void anEmptyBatchHasNoGroup() {
    assertEquals(List.of(), EqualLengths.of(new TokenBatch(List.of())));
  }
}
