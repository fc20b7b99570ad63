package io.blackroad.mesh.conformance;

import java.util.BitSet;

/**
 * Finds where JSON values end (RFC 8259), without building them and without recursion: a file that
 * is nothing but brackets costs a bit for each. Any number and any name is good here; what the
 * profile makes of them is asked later, of the one value that it is about. Bytes past ASCII are
 * taken as they are.
 */
final class VectorScanner {
  private final byte[] bytes;

  /** For each bracket that is open, whether it is an object's. */
  private final BitSet objects = new BitSet();

  private int at;
  private String problem = "";

  VectorScanner(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Behind what {@link #skip} or {@link #blank} passed, or where the problem is. */
  int at() {
    return at;
  }

  /** What made {@link #skip} return false. */
  String problem() {
    return problem;
  }

  /** Goes past white space; the byte found there as 0 to 255, or -1 at the end. */
  int blank(int from) {
    at = from;
    return peek();
  }

  /** Goes past the value that begins at {@code from}, with white space before it. */
  boolean skip(int from) {
    at = from;
    int depth = 0;
    do {
      int first = peek();
      if (first == '{' || first == '[') {
        objects.set(depth++, first == '{');
        at++;
        if (peek() != closing(depth)) {
          if (first == '{' && !name()) {
            return false;
          }
          continue;
        }
      } else if (!scalar(first)) {
        return false;
      }
      depth = afterValue(depth);
    } while (depth > 0);
    return depth == 0;
  }

  /** Closes what ends here; the brackets still open before the next value, or -1 for a problem. */
  private int afterValue(int open) {
    int depth = open;
    while (depth > 0) {
      int next = peek();
      if (next == ',') {
        at++;
        return !objects.get(depth - 1) || name() ? depth : -1;
      }
      if (next != closing(depth)) {
        fail("a comma or " + closing(depth) + " is wanted");
        return -1;
      }
      at++;
      depth--;
    }
    return 0;
  }

  private char closing(int depth) {
    return objects.get(depth - 1) ? '}' : ']';
  }

  private boolean name() {
    if (peek() != '"') {
      return fail("a member's name is wanted");
    }
    if (!text()) {
      return false;
    }
    if (peek() != ':') {
      return fail("a colon is wanted");
    }
    at++;
    return true;
  }

  private boolean scalar(int first) {
    return switch (first) {
      case '"' -> text();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      case -1 -> fail("the bytes end where a value is wanted");
      default -> fail("no value begins with this byte");
    };
  }

  private boolean text() {
    at++;
    for (int b = byteAt(at); b != '"'; b = byteAt(at)) {
      if (b < 0) {
        return fail("the bytes end within a text");
      }
      if (b < ' ') {
        return fail("a control character that is not escaped");
      }
      if (b == '\\' && !escape()) {
        return fail("an escape that JSON does not have");
      }
      at++;
    }
    at++;
    return true;
  }

  /** From the backslash to the last byte of the escape. */
  private boolean escape() {
    at++;
    int kind = byteAt(at);
    if (kind != 'u') {
      return kind >= 0 && "\"\\/bfnrt".indexOf(kind) >= 0;
    }
    for (int i = 0; i < 4; i++) {
      at++;
      if (byteAt(at) < 0 || Character.digit((char) byteAt(at), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (byteAt(at) != word.charAt(i)) {
        return fail("the word " + word + " is wanted");
      }
      at++;
    }
    return true;
  }

  private boolean number() {
    at += byteAt(at) == '-' ? 1 : 0;
    if (byteAt(at) == '0') {
      at++;
    } else if (!digits()) {
      return false;
    }
    if (byteAt(at) == '.') {
      at++;
      if (!digits()) {
        return false;
      }
    }
    if (byteAt(at) != 'e' && byteAt(at) != 'E') {
      return true;
    }
    at++;
    at += byteAt(at) == '+' || byteAt(at) == '-' ? 1 : 0;
    return digits();
  }

  private boolean digits() {
    int first = at;
    while (byteAt(at) >= '0' && byteAt(at) <= '9') {
      at++;
    }
    return at > first || fail("a digit is wanted");
  }

  private int peek() {
    int b = byteAt(at);
    while (b == ' ' || b == '\n' || b == '\t' || b == '\r') {
      at++;
      b = byteAt(at);
    }
    return b;
  }

  private int byteAt(int index) {
    return index < bytes.length ? bytes[index] & 255 : -1;
  }

  private boolean fail(String what) {
    problem = what;
    return false;
  }
}
