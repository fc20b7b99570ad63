package io.blackroad.mesh.json;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent over the bytes of one document. Each method reads what it names from {@code at}
 * on; null means that {@link #fail} has noted where and why, and everything above returns.
 */
final class JsonParser {
  private final byte[] bytes;
  private final int end;
  private final JsonTextReader texts;
  private int at;
  private int depth;
  private int values;
  private Parsed.@Nullable Malformed malformed;

  JsonParser(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
    this.texts = new JsonTextReader(bytes, end);
  }

  Parsed document() {
    if (end - at > CanonicalJson.BYTES_MAX) {
      return new Parsed.Malformed(
          at, "a document of " + (end - at) + " bytes, at most " + CanonicalJson.BYTES_MAX);
    }
    Json value = value();
    if (value != null && peek() >= 0) {
      value = fail("bytes after the value");
    }
    if (value != null) {
      return new Parsed.Value(value);
    }
    return malformed == null ? new Parsed.Malformed(at, "no value") : malformed;
  }

  private @Nullable Json value() {
    if (++values > CanonicalJson.VALUES_MAX) {
      return fail("more than " + CanonicalJson.VALUES_MAX + " values");
    }
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> text();
      case 't' -> literal("true", new Json.Bool(true));
      case 'f' -> literal("false", new Json.Bool(false));
      case 'n' -> literal("null", Json.Null.NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      case -1 -> fail("the bytes end where a value is wanted");
      default -> fail("no value begins with this byte");
    };
  }

  private @Nullable Json object() {
    if (!enter()) {
      return null;
    }
    SortedMap<String, Json> members = new TreeMap<>();
    boolean more = peek() != '}';
    while (more) {
      if (!member(members)) {
        return null;
      }
      more = peek() == ',';
      at += more ? 1 : 0;
    }
    return leave('}') ? new Json.Obj(members) : null;
  }

  private boolean member(SortedMap<String, Json> members) {
    if (peek() != '"') {
      fail("a member's name is wanted");
      return false;
    }
    int nameAt = at;
    Json.Text name = text();
    if (name == null) {
      return false;
    }
    if (!Json.isKey(name.value())) {
      failAt(nameAt, "a member's name that is not printable ASCII");
      return false;
    }
    if (members.containsKey(name.value())) {
      failAt(nameAt, "a second member named " + name.value());
      return false;
    }
    if (peek() != ':') {
      fail("a colon is wanted");
      return false;
    }
    at++;
    Json value = value();
    if (value == null) {
      return false;
    }
    members.put(name.value(), value);
    return true;
  }

  private @Nullable Json array() {
    if (!enter()) {
      return null;
    }
    List<Json> items = new ArrayList<>();
    boolean more = peek() != ']';
    while (more) {
      Json item = value();
      if (item == null) {
        return null;
      }
      items.add(item);
      more = peek() == ',';
      at += more ? 1 : 0;
    }
    return leave(']') ? new Json.Arr(items) : null;
  }

  private boolean enter() {
    if (++depth > CanonicalJson.DEPTH_MAX) {
      fail("nested deeper than " + CanonicalJson.DEPTH_MAX);
      return false;
    }
    at++;
    return true;
  }

  private boolean leave(char bracket) {
    if (peek() != bracket) {
      fail("a comma or " + bracket + " is wanted");
      return false;
    }
    depth--;
    at++;
    return true;
  }

  private Json.@Nullable Text text() {
    String value = texts.read(at + 1);
    if (value == null) {
      failAt(texts.at(), texts.problem());
      return null;
    }
    at = texts.at();
    return new Json.Text(value);
  }

  private @Nullable Json literal(String word, Json value) {
    for (int i = 0; i < word.length(); i++) {
      if (byteAt(at + i) != word.charAt(i)) {
        return failAt(at + i, "the word " + word + " is wanted");
      }
    }
    at += word.length();
    return value;
  }

  private @Nullable Json number() {
    int first = at;
    boolean negative = bytes[at] == '-';
    int digits = negative ? at + 1 : at;
    long magnitude = 0;
    for (at = digits; isDigit(byteAt(at)); at++) {
      magnitude = magnitude * 10 + (bytes[at] - '0');
      if (magnitude > Json.INT_MAX) {
        return failAt(first, "an integer of magnitude 2^53 or more");
      }
    }
    if (at == digits) {
      return fail("a digit is wanted");
    }
    if (bytes[digits] == '0' && at > digits + 1) {
      return failAt(digits, "a leading zero");
    }
    if (byteAt(at) == '.') {
      return fail("a fraction");
    }
    if (byteAt(at) == 'e' || byteAt(at) == 'E') {
      return fail("an exponent");
    }
    if (negative && magnitude == 0) {
      return failAt(first, "negative zero");
    }
    return new Json.Int(negative ? -magnitude : magnitude);
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  /** The next byte that is not white space, not yet taken; -1 at the end. */
  private int peek() {
    while (at < end
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\t' || bytes[at] == '\r')) {
      at++;
    }
    return byteAt(at);
  }

  private int byteAt(int index) {
    return index < end ? bytes[index] & 255 : -1;
  }

  private @Nullable Json fail(String reason) {
    return failAt(at, reason);
  }

  private @Nullable Json failAt(int offset, String reason) {
    malformed = new Parsed.Malformed(offset, reason);
    return null;
  }
}
