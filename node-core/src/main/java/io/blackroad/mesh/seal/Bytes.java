package io.blackroad.mesh.seal;

import io.blackroad.mesh.json.Utf8;

/** Strings of bytes as RFC 9180 writes them. */
final class Bytes {
  private Bytes() {}

  /** All of {@code parts}, one behind the other. */
  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] joined = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  static byte[] text(String ascii) {
    return Utf8.bytes(ascii);
  }

  /** I2OSP({@code number}, 2): high byte first. Requires a number below 2^16. */
  static byte[] twoBytes(int number) {
    return new byte[] {(byte) (number >>> 8), (byte) number};
  }
}
