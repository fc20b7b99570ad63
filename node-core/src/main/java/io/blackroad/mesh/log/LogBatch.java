package io.blackroad.mesh.log;

import io.blackroad.mesh.task.Job;
import java.util.ArrayList;
import java.util.List;

/**
 * What one settlement leaves behind; stored whole or not at all.
 *
 * @param entries in chain order
 * @param postings bookings of the ledger
 * @param outputs accepted outputs
 * @param corrections outputs that take the place of ones accepted before: the task was computed
 *     again, and the bytes or who vouches for them are others
 * @param standings what is to be remembered of nodes from now on
 * @param jobsAdmitted jobs whose submitter may be told, once this is stored, that they will be done
 * @param jobsEnded ids of jobs that need nothing more
 * @param erased positions of entries whose payload and salt are destroyed with this batch
 */
public record LogBatch(
    List<LoggedEntry> entries,
    List<Posting> postings,
    List<AcceptedOutput> outputs,
    List<AcceptedOutput> corrections,
    List<Standing> standings,
    List<Job> jobsAdmitted,
    List<String> jobsEnded,
    List<Long> erased) {
  public LogBatch {
    entries = List.copyOf(entries);
    postings = List.copyOf(postings);
    outputs = List.copyOf(outputs);
    corrections = List.copyOf(corrections);
    standings = List.copyOf(standings);
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
    return new Draft(entries).batch();
  }

  /** Admits {@code job}, which {@code entry} records. */
  public static LogBatch admitting(Job job, LoggedEntry entry) {
    Draft draft = new Draft(List.of(entry));
    draft.jobsAdmitted.add(job);
    return draft.batch();
  }

  /** Ends the job of that id, as {@code entry} records. */
  public static LogBatch ending(String jobId, LoggedEntry entry) {
    Draft draft = new Draft(List.of(entry));
    draft.jobsEnded.add(jobId);
    return draft.batch();
  }

  /** Destroys what entry {@code seq} said; {@code entry} is the {@code ERASE} that says so. */
  public static LogBatch erasing(long seq, LoggedEntry entry) {
    Draft draft = new Draft(List.of(entry));
    draft.erased.add(seq);
    return draft.batch();
  }

  /** A batch that is being written; everything not added is empty. */
  public static final class Draft {
    public final List<LoggedEntry> entries;
    public final List<Posting> postings = new ArrayList<>();
    public final List<AcceptedOutput> outputs = new ArrayList<>();
    public final List<AcceptedOutput> corrections = new ArrayList<>();
    public final List<Standing> standings = new ArrayList<>();
    public final List<Job> jobsAdmitted = new ArrayList<>();
    public final List<String> jobsEnded = new ArrayList<>();
    public final List<Long> erased = new ArrayList<>();

    public Draft() {
      this(List.of());
    }

    private Draft(List<LoggedEntry> entries) {
      this.entries = new ArrayList<>(entries);
    }

    /** What was written so far. */
    public LogBatch batch() {
      return new LogBatch(
          entries, postings, outputs, corrections, standings, jobsAdmitted, jobsEnded, erased);
    }
  }
}
