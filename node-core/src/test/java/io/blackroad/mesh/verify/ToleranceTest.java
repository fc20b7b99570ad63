package io.blackroad.mesh.verify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ToleranceTest {
  private static final Tolerance TIGHT = new Tolerance(0.9999, 1e-3);
  private static final float[] ROWS = {0.6f, 0.8f, 1f, 0f};

  @Test
  void holdsForWhatIsCloseInEveryRow() {
    assertTrue(TIGHT.holds(ROWS, new float[] {0.6005f, 0.7996f, 1f, 0.0005f}, 2));
  }

  @Test
  void oneBadRowIsEnoughToFail() {
    assertFalse(TIGHT.holds(ROWS, new float[] {0.6f, 0.8f, 0.9f, 0.4f}, 2));
  }

  @Test
  void sameDirectionIsNotEnoughWhenElementsDiffer() {
    assertFalse(TIGHT.holds(ROWS, new float[] {1.2f, 1.6f, 2f, 0f}, 2));
  }

  @Test
  void notANumberNeverAgrees() {
    assertFalse(TIGHT.holds(ROWS, new float[] {Float.NaN, 0.8f, 1f, 0f}, 2));
    assertFalse(TIGHT.holds(ROWS, new float[] {Float.POSITIVE_INFINITY, 0.8f, 1f, 0f}, 2));
    float[] nothing = {Float.NaN, Float.NaN};
    assertFalse(TIGHT.holds(nothing, nothing, 2));
  }

  @Test
  void zeroVectorsAgreeWithNothing() {
    assertFalse(TIGHT.holds(new float[2], new float[2], 2));
  }

  @Test
  void otherLengthsNeverAgree() {
    assertFalse(TIGHT.holds(ROWS, new float[] {0.6f, 0.8f}, 2));
  }
}
