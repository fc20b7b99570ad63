package io.blackroad.mesh.json;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A value of the narrowed JSON of spec/ps-sha-infinity.md 3: integers only, keys printable ASCII. A
 * value that the profile excludes cannot be built.
 */
public sealed interface Json {
  /** Largest magnitude of an integer: 2^53 - 1, what every JSON reader keeps exactly. */
  long INT_MAX = (1L << 53) - 1;

  /**
   * An object; its keys sort as their bytes do. Takes a map over that sorts so: whoever made it
   * changes it no more.
   */
  record Obj(SortedMap<String, Json> members) implements Json {
    public Obj {
      if (members.comparator() != null) {
        SortedMap<String, Json> sorted = new TreeMap<>();
        sorted.putAll(members);
        members = sorted;
      }
      for (String key : members.keySet()) {
        if (!isKey(key)) {
          throw new IllegalArgumentException("key '" + key + "', wanted printable ASCII");
        }
      }
    }
  }

  /** An array. */
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** Text without lone surrogates. */
  record Text(String value) implements Json {
    public Text {
      int at = loneSurrogate(value, 0);
      if (at >= 0) {
        throw new IllegalArgumentException("a lone surrogate at character " + at);
      }
    }

    /** {@code value} with each lone surrogate replaced by U+FFFD: for words from elsewhere. */
    public static Text repaired(String value) {
      int at = loneSurrogate(value, 0);
      if (at < 0) {
        return new Text(value);
      }
      StringBuilder text = new StringBuilder(value);
      for (; at >= 0; at = loneSurrogate(value, at + 1)) {
        text.setCharAt(at, '\ufffd');
      }
      return new Text(text.toString());
    }

    private static int loneSurrogate(String value, int from) {
      for (int i = from; i < value.length(); i++) {
        char c = value.charAt(i);
        if (Character.isSurrogate(c)) {
          if (i + 1 == value.length() || !Character.isSurrogatePair(c, value.charAt(i + 1))) {
            return i;
          }
          i++;
        }
      }
      return -1;
    }
  }

  /** An integer with |n| &lt; 2^53. */
  record Int(long value) implements Json {
    public Int {
      if (value > INT_MAX || value < -INT_MAX) {
        throw new IllegalArgumentException("integer " + value + ", wanted a magnitude below 2^53");
      }
    }
  }

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** The literal null. */
  enum Null implements Json {
    NULL
  }

  /** Whether {@code text} may name a member: printable ASCII, space to tilde. */
  static boolean isKey(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
