package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.seed.http.Problem;

/** Why an entry is erased: it stands in the log, for everyone and for good. */
public final class ErasureReason {
  /** Characters of a reason: two or three sentences. */
  public static final int CHARS_MAX = 500;

  private ErasureReason() {}

  /**
   * {@code said} without white space around it.
   *
   * @throws Problem unless it is one line of 1 to {@link #CHARS_MAX} characters
   */
  public static String require(String said) {
    String reason = said.strip();
    boolean oneLine = reason.codePoints().noneMatch(ErasureReason::isUnwritable);
    if (reason.isEmpty() || reason.length() > CHARS_MAX || !oneLine) {
      throw new Problem(
              422,
              "bad-reason",
              "The reason is not valid",
              "A reason is one line of 1 to "
                  + CHARS_MAX
                  + " characters. It is public and can never be erased: do not repeat in it what"
                  + " is to be erased.")
          .about("reason");
    }
    return reason;
  }

  /** Control characters, and halves of characters, which canonical JSON refuses. */
  private static boolean isUnwritable(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }
}
