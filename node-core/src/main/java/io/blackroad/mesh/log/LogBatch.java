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
 * @param erased positions of entries whose payload and salt are destroyed with this batch
 */
public record LogBatch(
    List<LoggedEntry> entries,
    List<Posting> postings,
    List<AcceptedOutput> outputs,
    List<Job> jobsAdmitted,
    List<String> jobsEnded,
    List<Long> erased) {
  public LogBatch {
    entries = List.copyOf(entries);
    postings = List.copyOf(postings);
    outputs = List.copyOf(outputs);
    jobsAdmitted = List.copyOf(jobsAdmitted);
    jobsEnded = List.copyOf(jobsEnded);
    erased = List.copyOf(erased);
  }

  /** A batch of entries alone. */
  public static LogBatch of(LoggedEntry... entries) {
    return of(List.of(entries));
  }

  /** A batch of entries alone. */
  public static LogBatch of(List<LoggedEntry> entries) {
    return new LogBatch(entries, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** Admits {@code job}, which {@code entry} records. */
  public static LogBatch admitting(Job job, LoggedEntry entry) {
    return new LogBatch(List.of(entry), List.of(), List.of(), List.of(job), List.of(), List.of());
  }

  /** Ends the job of that id, as {@code entry} records. */
  public static LogBatch ending(String jobId, LoggedEntry entry) {
    return new LogBatch(List.of(entry), List.of(), List.of(), List.of(), List.of(jobId), List.of());
  }

  /** Destroys what entry {@code seq} said; {@code entry} is the {@code ERASE} that says so. */
  public static LogBatch erasing(long seq, LoggedEntry entry) {
    return new LogBatch(List.of(entry), List.of(), List.of(), List.of(), List.of(), List.of(seq));
  }
}
