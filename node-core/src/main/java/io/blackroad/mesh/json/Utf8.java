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
  private static final int MARK_TWO = 0xc0;
  private static final int MARK_THREE = 0xe0;
  private static final int MARK_FOUR = 0xf0;
  private static final int MARK_NEXT = 0x80;
  private static final int LOW_SIX = 0x3f;

  private Utf8() {}

  /** The bytes of {@code text}; half of a surrogate pair becomes a question mark. */
  public static byte[] bytes(String text) {
    byte[] bytes = new byte[size(text)];
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      int code = text.charAt(i);
      if (Character.isSurrogate((char) code)) {
        code = text.codePointAt(i);
        i += code > THREE_BYTES_MAX ? 1 : 0;
        code = code > THREE_BYTES_MAX ? code : '?';
      }
      size = put(code, bytes, size);
    }
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  /** Bytes for {@code text}: exactly, but for surrogates, which are counted one by one. */
  private static int size(String text) {
    int size = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ONE_BYTE_MAX) {
        size += c > TWO_BYTES_MAX ? 2 : 1;
      }
    }
    return size;
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
