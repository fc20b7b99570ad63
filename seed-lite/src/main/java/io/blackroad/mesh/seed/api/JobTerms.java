package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.task.Confidence;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a submitter asks for, beside the texts.
 *
 * @param model that computes
 * @param confidence how sure the submitter wants to be
 * @param purpose whom it is for, in words that visitors are shown
 */
record JobTerms(Model model, Confidence confidence, String purpose) {
  /** More than any number from a program has. */
  private static final int BOUND_CHARS_MAX = 40;

  private static final int SHOWN_CHARS_MAX = 40;
  private static final int PPM_DIGITS = 6;
  private static final BigDecimal BOUND_MIN =
      BigDecimal.valueOf(Confidence.ERROR_PPM_MIN, PPM_DIGITS);
  private static final BigDecimal BOUND_MAX =
      BigDecimal.valueOf(Confidence.ERROR_PPM_MAX, PPM_DIGITS);

  private static final String KIND = "embedding";
  private static final String PURPOSE = "embeddings of texts";

  /** What was said, before it was looked at; null where nothing was. */
  static final class Said {
    @Nullable String kind;
    @Nullable String model;
    @Nullable String confidence;
    @Nullable String privacy;
    @Nullable String purpose;

    /** The submitter's token, which a sealed job needs. */
    @Nullable String token;

    /** The terms; a {@link Problem} names what is wrong with them. */
    JobTerms terms(ModelCatalog catalog) {
      if (kind != null && !kind.equals(KIND)) {
        throw invalid("kind", "'" + kind + "' is no kind of job here; the kind is '" + KIND + "'.");
      }
      boolean sealed = PrivacyClass.require(privacy) == PrivacyClass.SEALED;
      Confidence sure = confidenceOf(confidence);
      if (sealed && sure.equals(Confidence.SPOT_CHECK)) {
        throw invalid(
            "confidence",
            "A seed cannot compute sealed texts, so it cannot check any of them on the spot; ask"
                + " for 'standard', 'quorum', a chance of error, or 'off'.");
      }
      Model open = ModelChoice.of(catalog, model);
      return new JobTerms(sealed ? SealedTexts.of(open, token) : open, sure, checked());
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

  /** The rule that {@code said} names: a preset, or a chance of error; the default for null. */
  static Confidence confidenceOf(@Nullable String said) {
    if (said == null) {
      return Confidence.STANDARD;
    }
    Confidence preset = Confidence.ofWireName(said);
    Confidence confidence = preset == null ? ofBound(said) : preset;
    if (confidence == null) {
      String shown = said.length() > SHOWN_CHARS_MAX ? said.substring(0, SHOWN_CHARS_MAX) : said;
      throw invalid(
          "confidence",
          "'"
              + shown
              + "' is no confidence; it is 'standard', 'quorum', 'spot-check', 'off', or the chance"
              + " of a wrong result that you accept, a number from 0.000001 to 0.5.");
    }
    return confidence;
  }

  /** The rule for a chance of error, rounded up to parts per million; null when it is none. */
  private static @Nullable Confidence ofBound(String said) {
    if (said.length() > BOUND_CHARS_MAX) {
      return null;
    }
    try {
      BigDecimal bound = new BigDecimal(said);
      boolean offered = bound.compareTo(BOUND_MIN) >= 0 && bound.compareTo(BOUND_MAX) <= 0;
      return offered
          ? Confidence.ofErrorPpm(
              bound.movePointRight(PPM_DIGITS).setScale(0, RoundingMode.CEILING).intValueExact())
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Problem invalid(String member, String detail) {
    return new Problem(422, "bad-" + member, "The " + member + " is not valid", detail)
        .about(member);
  }
}
