package io.blackroad.mesh.json;

/**
 * RFC 8785 (JCS), narrowed as in spec/ps-sha-infinity.md 3: one value has exactly one text. Reading
 * is lenient about layout only (white space, order of members, escapes where none are needed);
 * whoever wants canonical bytes compares with {@link #bytes}.
 */
public final class CanonicalJson {
  /** Objects and arrays within each other; the mesh's own documents need six. */
  public static final int DEPTH_MAX = 32;

  /** Bytes of one document: room for a chain of ten thousand entries in one file. */
  public static final int BYTES_MAX = 1 << 24;

  /** Values in one document: keeps hostile input from costing far more memory than it has bytes. */
  public static final int VALUES_MAX = 1 << 20;

  private CanonicalJson() {}

  /** The canonical text of {@code value} in UTF-8. */
  public static byte[] bytes(Json value) {
    return new JsonWriter(value).bytes();
  }

  /** The canonical text of {@code value}. */
  public static String text(Json value) {
    return new JsonWriter(value).text();
  }

  /** Reads one value and nothing after it. Never throws, whatever the bytes are. */
  public static Parsed parse(byte[] utf8) {
    return new JsonParser(utf8, 0, utf8.length).document();
  }

  /** Reads one value from exactly the bytes {@code from} to {@code to} (exclusive). */
  public static Parsed parse(byte[] utf8, int from, int to) {
    return new JsonParser(utf8, from, to).document();
  }
}
