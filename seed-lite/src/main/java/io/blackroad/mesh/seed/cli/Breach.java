package io.blackroad.mesh.seed.cli;

/**
 * The first thing that is wrong with what is verified; the message says what. An exception, because
 * it ends a check wherever it is.
 */
final class Breach extends Exception {
  private static final long serialVersionUID = 1;

  /** In place of a position: it is not one entry that is wrong. */
  static final long NO_ENTRY = -1;

  private final long seq;

  Breach(long seq, String reason) {
    super(reason, null, false, false);
    this.seq = seq;
  }

  Breach(String reason) {
    this(NO_ENTRY, reason);
  }

  /** The entry that is wrong, or {@link #NO_ENTRY}. */
  long seq() {
    return seq;
  }

  /** What is wrong, without where. */
  String reason() {
    return String.valueOf(getMessage());
  }

  /** What is wrong with what, in one sentence. */
  String sentence(String what) {
    String at = seq == NO_ENTRY ? "" : " at entry " + seq;
    return what + " is broken" + at + ": " + reason() + ".";
  }
}
