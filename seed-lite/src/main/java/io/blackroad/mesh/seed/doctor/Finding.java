package io.blackroad.mesh.seed.doctor;

/**
 * One thing that was looked at.
 *
 * @param about what, e.g. {@code turn:t.example:3478?transport=udp}
 * @param text what was seen, and where it is wrong, the mend
 */
public record Finding(Verdict verdict, String about, String text) {
  /** Whether it is as it should be. */
  public enum Verdict {
    GOOD,
    /** Could not be looked at; the text says what for. */
    SKIPPED,
    BAD
  }

  static Finding good(String about, String text) {
    return new Finding(Verdict.GOOD, about, text);
  }

  static Finding skipped(String about, String text) {
    return new Finding(Verdict.SKIPPED, about, text);
  }

  static Finding bad(String about, String text) {
    return new Finding(Verdict.BAD, about, text);
  }
}
