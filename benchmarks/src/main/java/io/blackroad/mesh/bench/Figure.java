package io.blackroad.mesh.bench;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people read them. */
final class Figure {
  private static final int DIGITS = 3;

  private Figure() {}

  /**
   * Three significant digits, and all digits left of the point; values near 1 keep what tells them
   * from 1.
   */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return "none";
    }
    if (value == 0) {
      return "0";
    }
    double distance = Math.abs(1 - value);
    BigDecimal exact = BigDecimal.valueOf(value);
    if (distance > 0 && distance < 1e-2) {
      int extra = (int) Math.ceil(-Math.log10(distance));
      return exact.round(new MathContext(DIGITS + extra)).stripTrailingZeros().toPlainString();
    }
    if (Math.abs(value) < 1e-3) {
      return exact.round(new MathContext(DIGITS)).stripTrailingZeros().toString();
    }
    int digits = Math.max(DIGITS, exact.precision() - exact.scale());
    return exact.round(new MathContext(digits)).stripTrailingZeros().toPlainString();
  }

  /** {@code 12.3 (11.9 to 13)}: median and extremes. */
  static String text(Samples samples) {
    return text(samples.median()) + " (" + text(samples.min()) + " to " + text(samples.max()) + ")";
  }
}
