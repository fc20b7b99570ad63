package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.task.Confidence;
import org.jspecify.annotations.Nullable;

/**
 * What a submitter asks for, beside the texts.
 *
 * @param model that computes
 * @param confidence how sure the submitter wants to be
 * @param purpose whom it is for, in words that visitors are shown
 */
record JobTerms(Model model, Confidence confidence, String purpose) {
  private static final String KIND = "embedding";
  private static final String PURPOSE = "embeddings of texts";

  /** What was said, before it was looked at; null where nothing was. */
  static final class Said {
    @Nullable String kind;
    @Nullable String model;
    @Nullable String confidence;
    @Nullable String purpose;

    /** The terms; a {@link Problem} names what is wrong with them. */
    JobTerms terms(ModelCatalog catalog) {
      if (kind != null && !kind.equals(KIND)) {
        throw invalid("kind", "'" + kind + "' is no kind of job here; the kind is '" + KIND + "'.");
      }
      return new JobTerms(ModelChoice.of(catalog, model), confidenceOf(confidence), checked());
    }

    private String checked() {
      String said = purpose == null || purpose.isBlank() ? PURPOSE : purpose.strip();
      if (said.length() > ApiLimits.PURPOSE_CHARS_MAX) {
        String limit = "at most " + ApiLimits.PURPOSE_CHARS_MAX;
        throw invalid("purpose", "A purpose of " + said.length() + " characters; " + limit + ".");
      }
      if (said.codePoints().anyMatch(Character::isISOControl)) {
        throw invalid("purpose", "A purpose is one line of text, without control characters.");
      }
      return said;
    }
  }

  static Confidence confidenceOf(@Nullable String said) {
    Confidence confidence = said == null ? Confidence.QUORUM : Confidence.ofWireName(said);
    if (confidence == null) {
      throw invalid(
          "confidence",
          "'" + said + "' is no confidence; it is 'quorum' (nodes confirm each other) or 'off'.");
    }
    return confidence;
  }

  private static Problem invalid(String member, String detail) {
    return new Problem(422, "bad-" + member, "The " + member + " is not valid", detail)
        .about(member);
  }
}
