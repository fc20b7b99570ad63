package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.seed.http.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may read what a job is computed from. Every job has a class and shows it, so that nobody
 * takes one for another; one that a seed does not offer is refused, never weakened.
 */
final class PrivacyClass {
  static final String MEMBER = "privacy";

  /** The seed, and any node that computes a part of it. */
  static final String OPEN = "open";

  /** Specified (spec/wire.md 10) and not offered by any seed yet; the second not even that. */
  private static final List<String> NOT_OFFERED = List.of("sealed", "shared");

  private static final int SHOWN_CHARS_MAX = 40;

  private PrivacyClass() {}

  /** A {@link Problem} unless {@code said} is a class that is offered; null stands for open. */
  static void require(@Nullable String said) {
    if (said == null || said.equals(OPEN)) {
      return;
    }
    if (NOT_OFFERED.contains(said)) {
      throw new Problem(
              422,
              "privacy-not-offered",
              "This class of privacy is not offered",
              "No seed computes '"
                  + said
                  + "' jobs yet, and this one computes none as if they were. Jobs are 'open' today:"
                  + " the seed and the nodes that compute them can read them. Leave 'privacy' out"
                  + " only if that may be.")
          .about(MEMBER);
    }
    String shown = said.length() > SHOWN_CHARS_MAX ? said.substring(0, SHOWN_CHARS_MAX) : said;
    throw new Problem(
            422,
            "bad-privacy",
            "The privacy is not valid",
            "'" + shown + "' is no class of privacy; it is 'open'.")
        .about(MEMBER);
  }
}
