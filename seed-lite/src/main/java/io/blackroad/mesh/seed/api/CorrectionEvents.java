package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.seed.http.Workers;
import java.util.List;

/**
 * Tells whoever follows a job which of its texts were corrected: {@code corrected} events. Asked on
 * an event loop; the store is read on a worker, when the board says that there is something new,
 * and now and then in case it was not told.
 */
final class CorrectionEvents {
  /** Corrections in one event. */
  private static final int PAGE = 64;

  /** Times that it is asked between two looks into the store: a minute. */
  private static final int LOOK_PERIODS = 240;

  private final Sources sources;
  private final String jobId;
  private final StringBuilder found = new StringBuilder();
  private int mark;

  /** Newest correction that {@link #found} tells of, or was told before. */
  private int foundTo;

  private int told;
  private int periods;
  private boolean reading;
  private boolean gone;

  /** Where corrections are heard of, and read. */
  record Sources(JobBoard board, JobStore jobs, Workers workers) {
    static Sources of(ApiParts parts) {
      return new Sources(parts.board(), parts.jobs(), parts.workers());
    }
  }

  /**
   * @param told number of the job's corrections that the follower knows of
   */
  CorrectionEvents(Sources sources, String jobId, int told) {
    this.sources = sources;
    this.jobId = jobId;
    this.told = told;
    this.foundTo = told;
    this.mark = -1; // the first look is due at once
  }

  /** Events that are due. Never blocks. */
  synchronized String due() {
    int newest = sources.board().correctionMark(jobId);
    periods++;
    if (!reading && (newest != mark || periods >= LOOK_PERIODS)) {
      reading = sources.workers().run(() -> read(newest));
    }
    String due = found.toString();
    found.setLength(0);
    told = foundTo;
    return due;
  }

  /** Number of the newest correction that {@link #due} has handed out. */
  synchronized int told() {
    return told;
  }

  /** Whether the job was forgotten, so that nothing more will come. */
  synchronized boolean gone() {
    return gone;
  }

  private void read(int newest) {
    try {
      LiveJob live = sources.board().find(jobId);
      StoredJob stored = sources.jobs().find(jobId);
      int done = live != null ? live.textsDone() : stored == null ? 0 : stored.textsDone();
      List<JobStore.Corrected> page = sources.jobs().corrected(jobId, foundTo(), PAGE);
      take(page, done);
      synchronized (this) {
        gone = live == null && stored == null;
        if (page.size() < PAGE) {
          mark = newest;
          periods = 0;
        }
      }
    } finally {
      synchronized (this) {
        reading = false;
      }
    }
  }

  private synchronized int foundTo() {
    return foundTo;
  }

  private synchronized void take(List<JobStore.Corrected> page, int done) {
    if (page.isEmpty()) {
      return;
    }
    int before = foundTo;
    foundTo = page.getLast().revision();
    ObjectNode data = JsonText.object().put("id", jobId).put("done", done);
    data.put("corrections", foundTo);
    ArrayNode texts = data.putArray("texts");
    for (JobStore.Corrected corrected : page) {
      int first = corrected.output().firstText();
      int count = corrected.output().output().dims().get(0);
      texts.addObject().put("first", first).put("count", count);
    }
    String results = JobView.address(jobId) + "/results?corrected_since=" + before;
    data.putObject("links").put("results", results);
    found.append(JobEvents.event("corrected", data, foundTo));
  }
}
