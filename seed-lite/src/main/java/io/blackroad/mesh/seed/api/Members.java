package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.seed.http.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The members that a request may have; anything else is a mistake worth telling. */
final class Members {
  /** Changes between two names that are probably meant to be one. */
  private static final int TYPO_MAX = 2;

  private Members() {}

  /** The problem of a request with a member that none of {@code known} is. */
  static Problem unknown(String name, List<String> known) {
    String meant = meant(name, known);
    String hint = meant == null ? "" : " Did you mean '" + meant + "'?";
    return new Problem(
            400,
            "unknown-member",
            "A member is not known",
            "'" + name + "' is not known here." + hint + " Known: " + String.join(", ", known))
        .about(name);
  }

  private static @Nullable String meant(String name, List<String> known) {
    String said = name.toLowerCase(Locale.ROOT);
    for (String candidate : known) {
      boolean close = Math.abs(candidate.length() - said.length()) <= TYPO_MAX;
      if (close && distance(said, candidate) <= TYPO_MAX) {
        return candidate;
      }
    }
    return null;
  }

  /** Insertions, deletions and replacements that turn {@code a} into {@code b} (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
