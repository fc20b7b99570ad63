package io.blackroad.mesh.seed.http;

import org.jspecify.annotations.Nullable;

/**
 * A part of something (RFC 9110 14).
 *
 * @param from first byte
 * @param to byte after the last one
 */
record ByteRange(long from, long to) {
  /** Longest number that is read: far above any file, far below an overflow. */
  private static final int DIGITS_MAX = 18;

  long length() {
    return to - from;
  }

  /**
   * The range that {@code field} asks for of {@code length} bytes. Null when it asks for several,
   * or for something else: then the whole is sent, as RFC 9110 14.2 allows.
   */
  static @Nullable ByteRange of(String field, long length) {
    String range = field.startsWith("bytes=") ? field.substring("bytes=".length()).strip() : "";
    int dash = range.indexOf('-');
    if (dash < 0 || !isNumber(range.substring(0, dash)) || !isNumber(range.substring(dash + 1))) {
      return null;
    }
    if (dash == 0) {
      long last = number(range.substring(1), -1);
      return last < 0 ? null : new ByteRange(Math.max(0, length - last), length);
    }
    long from = number(range.substring(0, dash), 0);
    long last = number(range.substring(dash + 1), length - 1);
    return last < from && dash + 1 < range.length()
        ? null
        : new ByteRange(from, Math.min(length, last + 1));
  }

  /** Whether there is anything in it. */
  boolean satisfiable() {
    return from < to;
  }

  private static boolean isNumber(String text) {
    return text.length() <= DIGITS_MAX && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long number(String text, long absent) {
    return text.isEmpty() ? absent : Long.parseLong(text);
  }
}
