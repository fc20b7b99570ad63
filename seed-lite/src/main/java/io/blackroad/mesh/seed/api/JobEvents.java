package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.JobProgress;
import io.blackroad.mesh.seed.http.Response;
import org.jspecify.annotations.Nullable;

/**
 * A job's progress as events: {@code progress} whenever something has changed, {@code corrected}
 * whenever an accepted output was put right, at last {@code done} or {@code cancelled}; after which
 * a follower who asked for it goes on hearing of corrections.
 */
final class JobEvents implements Response.EventFeed {
  /** A pace and a time left are told anew this often, even when nothing else has changed: 2 s. */
  private static final int REPEAT_PERIODS = 8;

  private final LiveJob job;
  private final Mesh mesh;
  private final CorrectionEvents corrections;
  private final boolean following;
  private String told = "";
  private int periods;
  private boolean asking;
  private boolean ended;

  /**
   * @param following whether corrections are told after the job's end, too
   */
  JobEvents(LiveJob job, Mesh mesh, CorrectionEvents corrections, boolean following) {
    this.job = job;
    this.mesh = mesh;
    this.corrections = corrections;
    this.following = following;
  }

  @Override
  public String due() {
    String corrected = corrections.due();
    if (ended) {
      return corrected;
    }
    if (!job.ended().isDone()) {
      return corrected + progress();
    }
    if (corrections.told() < job.corrections()) {
      return corrected; // first what was corrected before
    }
    ended = true;
    return corrected + telling(job.cancelled() ? "cancelled" : "done");
  }

  private String telling(String type) {
    return event(type, JobView.of(job), corrections.told());
  }

  private String progress() {
    ask();
    JobProgress progress = job.progress();
    String state =
        job.textsDone()
            + (progress == null
                ? ""
                : "/" + progress.disagreements() + "/" + progress.waitingFor());
    periods++;
    if (state.equals(told) && periods < REPEAT_PERIODS) {
      return "";
    }
    told = state;
    periods = 0;
    return telling("progress");
  }

  @SuppressWarnings("FutureReturnValueIgnored") // answered() is told of everything
  private synchronized void ask() {
    if (asking) {
      return;
    }
    asking = true;
    mesh.ask(coordinator -> coordinator.progress(job.job().id())).whenComplete(this::answered);
  }

  private synchronized void answered(@Nullable JobProgress progress, @Nullable Throwable failure) {
    asking = false;
    job.report(progress);
  }

  @Override
  public boolean ended() {
    return corrections.gone() || (ended && (!following || job.cancelled()));
  }

  /**
   * One event as it goes over the wire.
   *
   * @param told newest correction that the follower has heard of with it
   */
  static String event(String type, ObjectNode view, int told) {
    String id = new EventId(view.path("done").asInt(), told).text();
    return "event: " + type + "\nid: " + id + "\ndata: " + view + "\n\n";
  }
}
