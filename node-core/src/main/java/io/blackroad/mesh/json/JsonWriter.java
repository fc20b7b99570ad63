package io.blackroad.mesh.json;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes one value into one array: a seed writes kilobytes for each result, and what it writes them
 * into costs it more than the writing.
 */
final class JsonWriter {
  /** A sign and the digits of 2^53. */
  private static final int SCALAR_CHARS_MAX = 17;

  private static final int ESCAPE_CHARS_MAX = 6;
  private static final String HEX = "0123456789abcdef";

  private char[] out;
  private int length;

  JsonWriter(Json value) {
    out = new char[size(value)];
    write(value);
  }

  String text() {
    return new String(out, 0, length);
  }

  byte[] bytes() {
    return Utf8.bytes(out, length);
  }

  /** Characters of the text, if none is escaped; at most a few too many. */
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

  private void write(Json value) {
    switch (value) {
      case Json.Obj object -> write(object.members());
      case Json.Arr array -> write(array.items());
      case Json.Text text -> writeText(text.value());
      case Json.Int number -> writePlain(Long.toString(number.value()));
      case Json.Bool bool -> writePlain(bool.value() ? "true" : "false");
      case Json.Null n -> writePlain("null");
    }
  }

  private void write(Map<String, Json> members) {
    char before = '{';
    for (Map.Entry<String, Json> member : members.entrySet()) {
      write(before);
      writeText(member.getKey());
      write(':');
      write(member.getValue());
      before = ',';
    }
    if (members.isEmpty()) {
      write('{');
    }
    write('}');
  }

  private void write(List<Json> items) {
    write('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        write(',');
      }
      write(items.get(i));
    }
    write(']');
  }

  private void write(char c) {
    makeRoom(1);
    out[length++] = c;
  }

  private void writePlain(String text) {
    makeRoom(text.length());
    text.getChars(0, text.length(), out, length);
    length += text.length();
  }

  private void writeText(String text) {
    write('"');
    makeRoom(text.length());
    text.getChars(0, text.length(), out, length);
    int start = length;
    int end = start + text.length();
    while (length < end && isPlain(out[length])) {
      length++;
    }
    writeEscaped(text, length - start);
    write('"');
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c != '"' && c != '\\';
  }

  /** What is left of {@code text} from its character {@code from} on. */
  private void writeEscaped(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        write(c);
      } else {
        writeEscape(c);
      }
    }
  }

  /** RFC 8785 3.2.2.2: the two-character escape where JSON has one, else \\u00xx. */
  private void writeEscape(char c) {
    makeRoom(ESCAPE_CHARS_MAX);
    out[length++] = '\\';
    switch (c) {
      case '"', '\\' -> out[length++] = c;
      case '\b' -> out[length++] = 'b';
      case '\t' -> out[length++] = 't';
      case '\n' -> out[length++] = 'n';
      case '\f' -> out[length++] = 'f';
      case '\r' -> out[length++] = 'r';
      default -> {
        writePlain("u00");
        out[length++] = HEX.charAt(c >> 4);
        out[length++] = HEX.charAt(c & 15);
      }
    }
  }

  private void makeRoom(int chars) {
    if (length + chars > out.length) {
      out = Arrays.copyOf(out, Math.max(length + chars, 2 * length));
    }
  }
}
