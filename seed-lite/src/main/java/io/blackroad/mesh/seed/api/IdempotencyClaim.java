package io.blackroad.mesh.seed.api;

/** What came of binding an idempotency key to a job. */
public sealed interface IdempotencyClaim {
  /** The key was free and now belongs to the job. */
  record Fresh() implements IdempotencyClaim {}

  /** The key came before with the same body; {@code jobId} is its job. */
  record Repeated(String jobId) implements IdempotencyClaim {}

  /** The key came before with another body. */
  record Conflicting() implements IdempotencyClaim {}
}
