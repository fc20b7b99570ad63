package io.blackroad.mesh.task;

/**
 * What a submitter asks for: one vector per sequence of {@code inputs}, in that order.
 *
 * @param id {@code j_} and 16 hex digits
 * @param model catalog name
 * @param confidence how sure the submitter wants to be
 * @param interactive whether somebody waits for the answer, so that it goes before bulk work
 * @param purpose whom the work is for, in words that a visitor is shown
 * @param inputs tokens of every text
 */
public record Job(
    String id,
    String model,
    Confidence confidence,
    boolean interactive,
    String purpose,
    TokenBatch inputs) {}
