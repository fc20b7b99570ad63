package io.blackroad.mesh.task;

import org.jspecify.annotations.Nullable;

/**
 * How sure a submitter wants to be of a result before it is used and paid: settings of one rule
 * (verify.Ballot).
 *
 * @param errorPpmMax accepted once the chance that the result is wrong is at most this, in parts
 *     per million; {@link #CERTAINTY_PPM} accepts anything
 * @param agreeingMin voices that must agree in any case, 1 to {@link #AGREEING_MAX}
 * @param seedChecksPerMille share of tasks that the seed computes too, drawn after the commitment
 */
public record Confidence(int errorPpmMax, int agreeingMin, int seedChecksPerMille) {
  /** One million parts per million. */
  public static final int CERTAINTY_PPM = 1_000_000;

  /** More voices than this are not to be had at a small seed. */
  public static final int AGREEING_MAX = 7;

  /** The least bound that is offered: below it, untested hardware errors are likelier than lies. */
  public static final int ERROR_PPM_MIN = 1;

  /** The greatest bound that is offered: beyond it a coin would do. */
  public static final int ERROR_PPM_MAX = 500_000;

  /** At most one wrong result in ten thousand. */
  public static final Confidence STANDARD = new Confidence(100, 1, 0);

  /** The white paper's quorum: two of at most three nodes agree, whatever their history. */
  public static final Confidence QUORUM = new Confidence(CERTAINTY_PPM, 2, 0);

  /** The white paper's spot check: one node's word, a tenth of the tasks checked by the seed. */
  public static final Confidence SPOT_CHECK = new Confidence(250_000, 1, 100);

  /** The first result counts. */
  public static final Confidence OFF = new Confidence(CERTAINTY_PPM, 1, 0);

  private static final String PPM = "ppm";

  public Confidence {
    if (errorPpmMax < ERROR_PPM_MIN
        || errorPpmMax > CERTAINTY_PPM
        || agreeingMin < 1
        || agreeingMin > AGREEING_MAX
        || seedChecksPerMille < 0
        || seedChecksPerMille > 1_000) {
      throw new IllegalArgumentException(
          "a confidence of "
              + errorPpmMax
              + " ppm, "
              + agreeingMin
              + " agreeing, "
              + seedChecksPerMille
              + " per mille checked by the seed");
    }
  }

  /** A bound of the submitter's own, {@link #ERROR_PPM_MIN} to {@link #ERROR_PPM_MAX}. */
  public static Confidence ofErrorPpm(int errorPpm) {
    return new Confidence(errorPpm, 1, 0);
  }

  /** Whether one node's first word is enough. */
  public boolean isOff() {
    return errorPpmMax == CERTAINTY_PPM && agreeingMin == 1 && seedChecksPerMille == 0;
  }

  /** The greatest accepted chance of a wrong result, 0 to 1. */
  public double errorMax() {
    return errorPpmMax / (double) CERTAINTY_PPM;
  }

  /** Name in API, store and log: a preset's, or a bound such as {@code 50ppm}. */
  public String wireName() {
    if (equals(STANDARD)) {
      return "standard";
    }
    if (equals(QUORUM)) {
      return "quorum";
    }
    if (equals(SPOT_CHECK)) {
      return "spot-check";
    }
    return isOff() ? "off" : errorPpmMax + PPM;
  }

  /** The confidence of that name, or null. */
  public static @Nullable Confidence ofWireName(String name) {
    return switch (name) {
      case "standard" -> STANDARD;
      case "quorum" -> QUORUM;
      case "spot-check" -> SPOT_CHECK;
      case "off" -> OFF;
      default -> ofBound(name);
    };
  }

  private static @Nullable Confidence ofBound(String name) {
    int digits = name.length() - PPM.length();
    if (!name.endsWith(PPM) || digits < 1 || digits > 6 || name.charAt(0) == '0') {
      return null;
    }
    int ppm = 0;
    for (int i = 0; i < digits; i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        return null;
      }
      ppm = ppm * 10 + (c - '0');
    }
    return ppm > ERROR_PPM_MAX ? null : ofErrorPpm(ppm);
  }
}
