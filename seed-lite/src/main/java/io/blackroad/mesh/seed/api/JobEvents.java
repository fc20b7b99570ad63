package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.JobProgress;
import io.blackroad.mesh.seed.http.Response;
import org.jspecify.annotations.Nullable;

/**
 * A job's progress as events: {@code progress} whenever something has changed, at last {@code done}
 * or {@code cancelled}. An event's id is the number of texts that are done.
 */
final class JobEvents implements Response.EventFeed {
  /** A pace and a time left are told anew this often, even when nothing else has changed: 2 s. */
  private static final int REPEAT_PERIODS = 8;

  private final LiveJob job;
  private final Mesh mesh;
  private String told = "";
  private int periods;
  private boolean asking;
  private boolean ended;

  JobEvents(LiveJob job, Mesh mesh) {
    this.job = job;
    this.mesh = mesh;
  }

  @Override
  public String due() {
    if (job.ended().isDone()) {
      ended = true;
      return event(job.cancelled() ? "cancelled" : "done", JobView.of(job));
    }
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
    return ended;
  }

  /** One event as it goes over the wire. */
  static String event(String type, ObjectNode view) {
    String id = view.path("done").asText();
    return "event: " + type + "\nid: " + id + "\ndata: " + view + "\n\n";
  }
}
