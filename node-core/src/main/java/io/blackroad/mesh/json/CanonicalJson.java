package io.blackroad.mesh.json;

import java.util.List;
import java.util.Map;

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

  /** A sign and the digits of 2^53. */
  private static final int SCALAR_CHARS_MAX = 17;

  private static final String HEX = "0123456789abcdef";

  private CanonicalJson() {}

  /** The canonical text of {@code value} in UTF-8. */
  public static byte[] bytes(Json value) {
    return Utf8.bytes(text(value));
  }

  /** The canonical text of {@code value}. */
  public static String text(Json value) {
    StringBuilder out = new StringBuilder(size(value));
    write(value, out);
    return out.toString();
  }

  /**
   * Characters of the text, if none is escaped: a seed writes kilobytes for each result, and a
   * buffer that grows costs it several times that.
   */
  private static int size(Json value) {
    return switch (value) {
      case Json.Obj object -> size(object.members());
      case Json.Arr array -> size(array.items());
      case Json.Text text -> text.value().length() + 2;
      default -> SCALAR_CHARS_MAX;
    };
  }

  private static int size(Map<String, Json> members) {
    int size = 2;
    for (Map.Entry<String, Json> member : members.entrySet()) {
      size += member.getKey().length() + size(member.getValue()) + 4;
    }
    return size;
  }

  private static int size(List<Json> items) {
    int size = 2;
    for (int i = 0; i < items.size(); i++) {
      size += size(items.get(i)) + 1;
    }
    return size;
  }

  /** Reads one value and nothing after it. Never throws, whatever the bytes are. */
  public static Parsed parse(byte[] utf8) {
    return new JsonParser(utf8, 0, utf8.length).document();
  }

  /** Reads one value from exactly the bytes {@code from} to {@code to} (exclusive). */
  public static Parsed parse(byte[] utf8, int from, int to) {
    return new JsonParser(utf8, from, to).document();
  }

  private static void write(Json value, StringBuilder out) {
    switch (value) {
      case Json.Obj object -> writeObject(object, out);
      case Json.Arr array -> writeArray(array, out);
      case Json.Text text -> writeText(text.value(), out);
      case Json.Int number -> out.append(number.value());
      case Json.Bool bool -> out.append(bool.value());
      case Json.Null n -> out.append("null");
    }
  }

  private static void writeObject(Json.Obj object, StringBuilder out) {
    String separator = "{";
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      out.append(separator);
      writeText(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ",";
    }
    out.append(object.members().isEmpty() ? "{}" : "}");
  }

  private static void writeArray(Json.Arr array, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < array.items().size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(array.items().get(i), out);
    }
    out.append(']');
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    int plainFrom = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        out.append(text, plainFrom, i);
        writeEscape(c, out);
        plainFrom = i + 1;
      }
    }
    out.append(text, plainFrom, text.length()).append('"');
  }

  /** RFC 8785 3.2.2.2: the two-character escape where JSON has one, else \\u00xx. */
  private static void writeEscape(char c, StringBuilder out) {
    out.append('\\');
    switch (c) {
      case '"', '\\' -> out.append(c);
      case '\b' -> out.append('b');
      case '\t' -> out.append('t');
      case '\n' -> out.append('n');
      case '\f' -> out.append('f');
      case '\r' -> out.append('r');
      default -> out.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }
}
