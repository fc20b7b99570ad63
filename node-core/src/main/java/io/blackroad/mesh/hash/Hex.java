package io.blackroad.mesh.hash;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hexadecimal as the mesh writes it: two digits a byte, lower case and nothing else. */
public final class Hex {
  private static final String DIGITS = "0123456789abcdef";

  private Hex() {}

  /** The digits of {@code bytes}. */
  public static String of(byte[] bytes) {
    char[] text = new char[bytes.length * 2];
    for (int i = 0; i < bytes.length; i++) {
      text[2 * i] = DIGITS.charAt(bytes[i] >> 4 & 15);
      text[2 * i + 1] = DIGITS.charAt(bytes[i] & 15);
    }
    return new String(text);
  }

  /** The digits of {@code bytes} as ASCII. */
  public static byte[] ascii(byte[] bytes) {
    byte[] text = new byte[bytes.length * 2];
    for (int i = 0; i < bytes.length; i++) {
      text[2 * i] = (byte) DIGITS.charAt(bytes[i] >> 4 & 15);
      text[2 * i + 1] = (byte) DIGITS.charAt(bytes[i] & 15);
    }
    return text;
  }

  /** The digits of each of {@code hashes}, in their order. */
  public static List<String> ofAll(List<byte[]> hashes) {
    return hashes.stream().map(Hex::of).toList();
  }

  /** The bytes that {@code text} writes; null for odd length, upper case or any other character. */
  public static byte @Nullable [] parse(String text) {
    if ((text.length() & 1) != 0) {
      return null;
    }
    byte[] bytes = new byte[text.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = digit(text.charAt(2 * i));
      int low = digit(text.charAt(2 * i + 1));
      if (high < 0 || low < 0) {
        return null;
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return bytes;
  }

  /**
   * The bytes that {@code text} writes, which was checked before.
   *
   * @throws IllegalArgumentException when it is not what {@link #parse} takes
   */
  public static byte[] require(String text) {
    byte[] bytes = parse(text);
    if (bytes == null) {
      throw new IllegalArgumentException("not lower-case hexadecimal: " + text);
    }
    return bytes;
  }

  /** Whether {@code text} is {@code digits} lower-case hexadecimal digits. */
  public static boolean is(String text, int digits) {
    if (text.length() != digits) {
      return false;
    }
    for (int i = 0; i < digits; i++) {
      if (digit(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }
}
