package io.blackroad.mesh.json;

import org.jspecify.annotations.Nullable;

/**
 * Decodes the inside of a JSON string: strict UTF-8 (RFC 3629) by hand, because platforms differ in
 * what they make of malformed bytes, and escapes. Reused for every string of a document.
 */
final class JsonTextReader {
  private final byte[] bytes;
  private final int end;
  private final StringBuilder text = new StringBuilder();
  private int at;
  private String problem = "";

  JsonTextReader(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** After {@link #read}: behind the closing quote, or where the problem is. */
  int at() {
    return at;
  }

  /** What made {@link #read} return null. */
  String problem() {
    return problem;
  }

  /** The text from {@code from}, behind the opening quote, to the closing quote; null if broken. */
  @Nullable String read(int from) {
    text.setLength(0);
    at = from;
    while (at < end) {
      int b = bytes[at] & 255;
      if (b == '"') {
        at++;
        return text.toString();
      }
      if (!(b == '\\' ? escape() : b < 0x80 ? ascii(b) : multibyte(b))) {
        return null;
      }
    }
    fail("the bytes end within a text");
    return null;
  }

  private boolean ascii(int b) {
    if (b < ' ') {
      return fail("a control character that is not escaped");
    }
    text.append((char) b);
    at++;
    return true;
  }

  private boolean escape() {
    int kind = byteAt(at + 1);
    if (kind == 'u') {
      return unicodeEscape();
    }
    int index = "\"\\/bfnrt".indexOf(kind);
    if (kind < 0 || index < 0) {
      return fail("an escape that JSON does not have");
    }
    text.append("\"\\/\b\f\n\r\t".charAt(index));
    at += 2;
    return true;
  }

  private boolean unicodeEscape() {
    int first = hex4(at + 2);
    if (first < 0) {
      return fail("four hexadecimal digits are wanted after \\u");
    }
    if (!Character.isSurrogate((char) first)) {
      text.append((char) first);
      at += 6;
      return true;
    }
    int second = byteAt(at + 6) == '\\' && byteAt(at + 7) == 'u' ? hex4(at + 8) : -1;
    if (second < 0 || !Character.isSurrogatePair((char) first, (char) second)) {
      return fail("a lone surrogate");
    }
    text.append((char) first).append((char) second);
    at += 12;
    return true;
  }

  private int hex4(int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit((char) byteAt(i), 16);
      if (byteAt(i) < 0 || digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** RFC 3629 4: no overlong form, no surrogate, nothing past U+10FFFF. */
  private boolean multibyte(int lead) {
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4) {
      return fail("a byte that begins no UTF-8 character");
    }
    int point = lead & (0xff >> (length + 1));
    for (int i = 1; i < length; i++) {
      int b = byteAt(at + i);
      if (b < 0 || (b & 0xc0) != 0x80) {
        return fail("an incomplete UTF-8 character");
      }
      point = point << 6 | (b & 0x3f);
    }
    boolean overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    boolean surrogate = point >= 0xd800 && point <= 0xdfff;
    if (overlong || surrogate || point > 0x10ffff) {
      return fail("UTF-8 that is overlong, a surrogate or past U+10FFFF");
    }
    text.appendCodePoint(point);
    at += length;
    return true;
  }

  private int byteAt(int index) {
    return index < end ? bytes[index] & 255 : -1;
  }

  private boolean fail(String reason) {
    problem = reason;
    return false;
  }
}
