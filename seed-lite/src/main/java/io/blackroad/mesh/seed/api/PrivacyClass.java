package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.seal.SealedModel;
import io.blackroad.mesh.seed.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Who may read what a job is computed from. Every job has a class and shows it, so that nobody
 * takes one for another; one that a seed does not offer is refused, never weakened.
 */
enum PrivacyClass {
  /** The seed, and any node that computes a part of it. */
  OPEN("open"),

  /** The submitter, and the nodes that compute a part of it (spec/wire.md 10). */
  SEALED("sealed");

  static final String MEMBER = "privacy";

  /** Not begun. */
  private static final String SHARED = "shared";

  private static final int SHOWN_CHARS_MAX = 40;

  private final String wireName;

  PrivacyClass(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  /** The class of a job of that model; a sealed form stands for nothing else. */
  static PrivacyClass of(String model) {
    return SealedModel.openName(model) == null ? OPEN : SEALED;
  }

  /** For a call whose texts come in the clear: a {@link Problem} for any other class. */
  static void requireOpen(@Nullable String said) {
    if (require(said) == SEALED) {
      throw new Problem(
              422,
              "privacy-not-offered",
              "This class of privacy is not offered",
              "The texts of this call come in the clear. Seal them and use POST /api/jobs, or 'mesh"
                  + " embed --sealed', which does both.")
          .about(MEMBER);
    }
  }

  /** The class that {@code said} names; null stands for open. Others are a {@link Problem}. */
  static PrivacyClass require(@Nullable String said) {
    if (said == null || said.equals(OPEN.wireName)) {
      return OPEN;
    }
    if (said.equals(SEALED.wireName)) {
      return SEALED;
    }
    if (said.equals(SHARED)) {
      throw new Problem(
              422,
              "privacy-not-offered",
              "This class of privacy is not offered",
              "No seed computes 'shared' jobs yet, and this one computes none as if they were."
                  + " Send them 'sealed', which hides them from the seed, or 'open' if the seed may"
                  + " read them, too.")
          .about(MEMBER);
    }
    String shown = said.length() > SHOWN_CHARS_MAX ? said.substring(0, SHOWN_CHARS_MAX) : said;
    throw new Problem(
            422,
            "bad-privacy",
            "The privacy is not valid",
            "'" + shown + "' is no class of privacy; it is 'open' or 'sealed'.")
        .about(MEMBER);
  }
}
