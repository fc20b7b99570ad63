package io.blackroad.mesh.task;

/**
 * Texts that someone wants embedded, as token ids. A job is cut into tasks.
 *
 * @param id {@code j_} and 16 hex digits
 * @param model catalog name
 * @param interactive whether someone waits for it; such jobs go first
 * @param purpose whom the work is for, in words that a visitor is shown
 * @param inputs one sequence per text, in the submitter's order
 */
public record Job(
    String id,
    String model,
    Confidence confidence,
    boolean interactive,
    String purpose,
    TokenBatch inputs) {}
