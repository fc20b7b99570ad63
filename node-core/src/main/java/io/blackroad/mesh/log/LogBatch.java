package io.blackroad.mesh.log;

import io.blackroad.mesh.task.Job;
import java.util.List;

/**
 * What one settlement leaves behind; stored whole or not at all.
 *
 * @param entries in chain order
 * @param postings bookings of the ledger
 * @param outputs accepted outputs
 * @param jobsAdmitted jobs whose submitter may be told, once this is stored, that they will be done
 * @param jobsEnded ids of jobs that need nothing more
 */
public record LogBatch(
    List<LoggedEntry> entries,
    List<Posting> postings,
    List<AcceptedOutput> outputs,
    List<Job> jobsAdmitted,
    List<String> jobsEnded) {
  public LogBatch {
    entries = List.copyOf(entries);
    postings = List.copyOf(postings);
    outputs = List.copyOf(outputs);
    jobsAdmitted = List.copyOf(jobsAdmitted);
    jobsEnded = List.copyOf(jobsEnded);
  }

  /** A batch of entries alone. */
  public static LogBatch of(LoggedEntry... entries) {
    return new LogBatch(List.of(entries), List.of(), List.of(), List.of(), List.of());
  }
}
