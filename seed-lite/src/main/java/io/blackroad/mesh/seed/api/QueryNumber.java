package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers in the query of a request. */
final class QueryNumber {
  /** Digits of the largest {@code long}. */
  private static final int DIGITS_MAX = 19;

  private QueryNumber() {}

  /** The number {@code name}, or {@code absent} when the query does not have it. */
  static long of(Request request, String name, long min, long max, long absent) {
    String said = request.query(name);
    return said == null ? absent : read(said, name, min, max);
  }

  /** The number {@code name}, which has to be there. */
  static long of(Request request, String name, long min, long max) {
    String said = request.query(name);
    return read(said == null ? "" : said, name, min, max);
  }

  /** Refuses a query with a name that is none of {@code known}. */
  static void only(Request request, List<String> known) {
    for (String name : request.queryNames()) {
      if (!known.contains(name)) {
        throw Members.unknown(name, known);
      }
    }
  }

  /**
   * The number that {@code said} writes in plain digits.
   *
   * @throws Problem when it is none from {@code min} to {@code max}
   */
  static long read(String said, String name, long min, long max) {
    Long number = digits(said);
    if (number != null && number >= min && number <= max) {
      return number;
    }
    String range = max == Long.MAX_VALUE ? "from " + min + " on" : "from " + min + " to " + max;
    throw new Problem(
            400, "bad-" + name, name + " is not valid", name + " is a number " + range + ".")
        .about(name);
  }

  private static @Nullable Long digits(String said) {
    if (said.isEmpty() || said.length() > DIGITS_MAX) {
      return null;
    }
    long number = 0;
    for (int i = 0; i < said.length(); i++) {
      int digit = said.charAt(i) - '0';
      if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
        return null;
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
