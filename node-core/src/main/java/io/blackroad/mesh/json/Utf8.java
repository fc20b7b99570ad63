package io.blackroad.mesh.json;

import java.util.Arrays;

/**
 * Text to bytes. The same as {@code getBytes(UTF_8)}, whose machinery of charsets and buffers would
 * be a twentieth of {@code node.wasm}.
 */
public final class Utf8 {
  private static final int ONE_BYTE_MAX = 0x7f;
  private static final int TWO_BYTES_MAX = 0x7ff;
  private static final int THREE_BYTES_MAX = 0xffff;

  /** Of one character; two characters make four bytes at most. */
  private static final int BYTES_MAX = 3;

  private static final int MARK_TWO = 0xc0;
  private static final int MARK_THREE = 0xe0;
  private static final int MARK_FOUR = 0xf0;
  private static final int MARK_NEXT = 0x80;
  private static final int LOW_SIX = 0x3f;

  private Utf8() {}

  /** The bytes of {@code text}; half of a surrogate pair becomes a question mark. */
  public static byte[] bytes(String text) {
    return bytes(text.toCharArray(), text.length());
  }

  /** The bytes of the first {@code length} characters of {@code text}, by the same rule. */
  static byte[] bytes(char[] text, int length) {
    byte[] bytes = new byte[length];
    int size = 0;
    while (size < length && text[size] <= ONE_BYTE_MAX) {
      bytes[size] = (byte) text[size];
      size++;
    }
    return size == length ? bytes : withOthers(text, length, Arrays.copyOf(bytes, size));
  }

  /** The bytes of a text of which only {@code ascii} is done. */
  private static byte[] withOthers(char[] text, int length, byte[] ascii) {
    int size = ascii.length;
    byte[] bytes = Arrays.copyOf(ascii, size + BYTES_MAX * (length - size));
    for (int i = size; i < length; i++) {
      int code = text[i];
      if (Character.isSurrogate((char) code)) {
        code = Character.codePointAt(text, i, length);
        i += code > THREE_BYTES_MAX ? 1 : 0;
        code = code > THREE_BYTES_MAX ? code : '?';
      }
      size = put(code, bytes, size);
    }
    return Arrays.copyOf(bytes, size);
  }

  private static int put(int code, byte[] bytes, int start) {
    int at = start;
    if (code <= ONE_BYTE_MAX) {
      bytes[at++] = (byte) code;
      return at;
    }
    if (code <= TWO_BYTES_MAX) {
      bytes[at++] = (byte) (MARK_TWO | code >> 6);
    } else {
      if (code <= THREE_BYTES_MAX) {
        bytes[at++] = (byte) (MARK_THREE | code >> 12);
      } else {
        bytes[at++] = (byte) (MARK_FOUR | code >> 18);
        bytes[at++] = (byte) (MARK_NEXT | ((code >> 12) & LOW_SIX));
      }
      bytes[at++] = (byte) (MARK_NEXT | ((code >> 6) & LOW_SIX));
    }
    bytes[at++] = (byte) (MARK_NEXT | (code & LOW_SIX));
    return at;
  }
}
