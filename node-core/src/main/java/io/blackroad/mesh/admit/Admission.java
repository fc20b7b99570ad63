package io.blackroad.mesh.admit;

/** What becomes of a request to compute. */
public sealed interface Admission {
  /** It will be done; {@code tasks} is how many tasks it was cut into (1 for a task). */
  record Admitted(int tasks) implements Admission {}

  /**
   * It will not.
   *
   * @param reason what came and what was wanted, for a person
   * @param retryAfterMillis when to ask again; 0 when asking again cannot help
   */
  record Refused(String reason, long retryAfterMillis) implements Admission {}
}
