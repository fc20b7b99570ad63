package io.blackroad.mesh.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void medianIsTheMiddleOne() {
    assertEquals(3, Samples.of(9, 1, 3).median());
  }

  @Test
  void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertEquals(2.5, Samples.of(4, 1, 3, 2).median());
  }

  @Test
  void quantilesInterpolate() {
    Samples samples = Samples.of(10, 20, 30, 40, 50);
    assertEquals(10, samples.min());
    assertEquals(50, samples.max());
    assertEquals(48, samples.quantile(0.95), 1e-9);
    assertEquals(30, samples.mean());
  }

  @Test
  void ratiosAreTakenRoundByRound() {
    // The second round ran on a machine that was half as fast; the ratio does not see it.
    Samples ratio = Samples.of(9, 4.5).over(Samples.of(10, 5));
    assertEquals(List.of(0.9, 0.9), ratio.values());
  }

  @Test
  void refusesWhatHasNoMedian() {
    assertThrows(IllegalArgumentException.class, Samples::of);
    assertThrows(IllegalArgumentException.class, () -> Samples.of(1).over(Samples.of(1, 2)));
    assertThrows(IllegalArgumentException.class, () -> Samples.of(1).quantile(1.1));
  }

  @Test
  void jsonKeepsEverySample() {
    assertEquals(
        "{\"median\":2.0,\"min\":1.0,\"max\":3.33333,\"samples\":[3.33333,1.0,2.0]}",
        Samples.of(10 / 3.0, 1, 2).toJson().toString());
  }
}
