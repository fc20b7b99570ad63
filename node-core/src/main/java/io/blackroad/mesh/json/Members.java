package io.blackroad.mesh.json;

import io.blackroad.mesh.hash.Hex;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of an object that came from elsewhere, each once. The first thing that is wrong
 * is kept as {@link #problem}; reading goes on with empty values, so that a reader asks for all its
 * members in a row and looks at the end. What {@link #problem} refuses must not be used.
 */
public final class Members {
  private final Json.Obj object;
  private final String path;
  private final Problem problem;
  private final TreeSet<String> taken = new TreeSet<>();

  private Members(Json value, String path, Problem problem) {
    this.path = path;
    this.problem = problem;
    if (value instanceof Json.Obj obj) {
      this.object = obj;
    } else {
      this.object = new JsonObject().build();
      problem.note(path.isEmpty() ? "not an object" : path + " is not an object");
    }
  }

  /** The first thing wrong in a whole tree of members. */
  private static final class Problem {
    private @Nullable String reason;

    void note(String what) {
      if (reason == null) {
        reason = what;
      }
    }
  }

  /** The members of {@code value}; a problem at once when it is not an object. */
  public static Members of(Json value) {
    return new Members(value, "", new Problem());
  }

  /** The first problem met so far, for a person; null while there is none. */
  public @Nullable String problem() {
    return problem.reason;
  }

  /** To be called last: notes a problem when the object has a member that nobody asked for. */
  public void end() {
    for (String name : object.members().keySet()) {
      if (!taken.contains(name)) {
        problem.note("unknown member " + path(name));
        return;
      }
    }
  }

  /** Notes that {@code name} is wrong in a way that only the caller can see. */
  public void refuse(String name, String what) {
    problem.note(path(name) + " is " + what);
  }

  /** Whether there is such a member; it still has to be read. */
  public boolean has(String name) {
    return object.members().containsKey(name);
  }

  /** Any value. */
  public Json any(String name) {
    taken.add(name);
    Json value = object.members().get(name);
    if (value == null) {
      problem.note("no member " + path(name));
      return Json.Null.NULL;
    }
    return value;
  }

  /** A text of at most {@code charsMax} UTF-16 units. */
  public String text(String name, int charsMax) {
    if (!(any(name) instanceof Json.Text text)) {
      refuse(name, "not a text");
      return "";
    }
    if (text.value().length() > charsMax) {
      refuse(name, "a text of " + text.value().length() + " characters, at most " + charsMax);
      return "";
    }
    return text.value();
  }

  /** {@code digits} lower-case hexadecimal digits after {@code prefix}, which is part of it. */
  public String hex(String name, String prefix, int digits) {
    String text = text(name, prefix.length() + digits);
    if (!text.startsWith(prefix) || !Hex.is(text.substring(prefix.length()), digits)) {
      refuse(name, "not " + prefix + " and " + digits + " lower-case hexadecimal digits");
      return "";
    }
    return text;
  }

  /** {@link #hex}, or null for the literal null. */
  public @Nullable String hexOrNull(String name, int digits) {
    return any(name) == Json.Null.NULL ? null : hex(name, "", digits);
  }

  /** An integer from {@code min} to {@code max}. */
  public long integer(String name, long min, long max) {
    if (!(any(name) instanceof Json.Int number)) {
      refuse(name, "not an integer");
      return min;
    }
    if (number.value() < min || number.value() > max) {
      refuse(name, number.value() + ", wanted " + min + " to " + max);
      return min;
    }
    return number.value();
  }

  /** A 64-bit quantity of at least 0 in a decimal string without sign or leading zero. */
  public long decimal(String name) {
    String text = text(name, 19);
    boolean digits = !text.isEmpty() && (text.charAt(0) != '0' || text.length() == 1);
    long value = 0;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
      value = value * 10 + (text.charAt(i) - '0');
    }
    if (!digits || value < 0) {
      refuse(name, "not a decimal string from 0 to 2^63 - 1");
      return 0;
    }
    return value;
  }

  /** True or false. */
  public boolean bool(String name) {
    if (any(name) instanceof Json.Bool bool) {
      return bool.value();
    }
    refuse(name, "neither true nor false");
    return false;
  }

  /** An array of at most {@code itemsMax} values. */
  public List<Json> items(String name, int itemsMax) {
    if (!(any(name) instanceof Json.Arr array)) {
      refuse(name, "not an array");
      return List.of();
    }
    if (array.items().size() > itemsMax) {
      refuse(name, "an array of " + array.items().size() + ", at most " + itemsMax);
      return List.of();
    }
    return array.items();
  }

  /** The members of the object {@code name}; its problems are this object's problems. */
  public Members object(String name) {
    return new Members(any(name), path(name), problem);
  }

  /** The members of {@code item}, one of {@link #items}({@code name}). */
  public Members item(String name, Json item) {
    return new Members(item, path(name) + "[]", problem);
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
