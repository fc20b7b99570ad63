package io.blackroad.mesh.conformance;

/** Counts written in decimal, without sign and leading zeros. */
final class Decimal {
  /** Digits of 2^63 - 1. */
  static final int DIGITS_MAX = 19;

  private Decimal() {}

  /** The count from 0 to 2^63 - 1 that {@code text} writes; -1 when it writes none. */
  static long parse(CharSequence text) {
    int length = text.length();
    boolean digits = length > 0 && length <= DIGITS_MAX && (text.charAt(0) != '0' || length == 1);
    long count = 0;
    for (int i = 0; digits && i < length; i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
      count = count * 10 + (text.charAt(i) - '0');
    }
    return digits && count >= 0 ? count : -1;
  }
}
