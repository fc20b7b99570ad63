package io.blackroad.mesh.log;

/**
 * One double-entry booking: {@code units} leave {@code debit} and arrive at {@code credit}, so the
 * sum over all accounts stays zero.
 *
 * @param key idempotency key; a second posting with the same key is not booked
 * @param units of 1e-8 ROAD, positive
 * @param logSeq the log entry that says why
 */
public record Posting(String key, String debit, String credit, long units, long logSeq) {}
