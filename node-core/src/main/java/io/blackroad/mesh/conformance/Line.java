package io.blackroad.mesh.conformance;

/** Words from a file that is not trusted, as one line that a terminal shows and does not obey. */
final class Line {
  private Line() {}

  /**
   * {@code text} cut to {@code charsMax} UTF-16 units; control characters, line ends, direction
   * marks and lone surrogates become U+FFFD.
   */
  static String of(String text, int charsMax) {
    StringBuilder line = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (line.length() + Character.charCount(point) > charsMax - 1) {
        return line.append('…').toString();
      }
      line.appendCodePoint(isPlain(point) ? point : 0xfffd);
    }
    return line.toString();
  }

  private static boolean isPlain(int point) {
    boolean control = point < ' ' || (point >= 0x7f && point < 0xa0);
    boolean surrogate = point >= 0xd800 && point < 0xe000;
    // Unicode's separators of lines (2028, 2029), and the marks that turn text around.
    boolean layout =
        (point >= 0x200b && point <= 0x200f)
            || (point >= 0x2028 && point <= 0x202e)
            || (point >= 0x2060 && point <= 0x206f)
            || point == 0xfeff;
    return !control && !surrogate && !layout;
  }
}
