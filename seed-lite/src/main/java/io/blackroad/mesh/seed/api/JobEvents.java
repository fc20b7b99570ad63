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
    if (job.ended().isDone()) {
      ended = true;
      return corrected + event(job.cancelled() ? "cancelled" : "done", JobView.of(job));
    }
    return corrected + progress();
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
    return event("progress", JobView.of(job));
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
    return ended && (!following || job.cancelled() || corrections.gone());
  }

  /** One event as it goes over the wire. */
  static String event(String type, ObjectNode view) {
    EventId reached = new EventId(view.path("done").asInt(), view.path("corrections").asInt());
    String id = reached.text();
    return "event: " + type + "\nid: " + id + "\ndata: " + view + "\n\n";
  }
}
