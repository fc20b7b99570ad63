package io.blackroad.mesh.seed.cli;

/** Ends a command; the message says in one line what happened and what to do. */
final class CliFailure extends Exception {
  private static final long serialVersionUID = 1;

  /** The command could not do its work, or found something broken. */
  static final int FAILED = 1;

  /** Nothing is wrong that trying again could not cure: the seed is away or busy. */
  static final int TRY_AGAIN = 3;

  private final int exitCode;

  CliFailure(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
