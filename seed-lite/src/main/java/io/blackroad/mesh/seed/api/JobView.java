package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.JobProgress;
import io.blackroad.mesh.seal.SealedModel;
import io.blackroad.mesh.task.Confidence;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a submitter is shown of a job. */
final class JobView {
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final double TENTHS = 10;

  private JobView() {}

  /** A job that is not finished, or was finished just now. */
  static ObjectNode of(LiveJob live) {
    StoredJob job = live.job();
    JobProgress progress = live.progress();
    boolean ended = live.ended().isDone();
    int done = live.textsDone();
    ObjectNode view = head(job, ended ? end(live.cancelled()) : done > 0 ? "running" : "queued");
    view.put("texts", job.texts()).put("done", done);
    view.put("checked", progress == null ? 0 : Math.min(done, progress.textsChecked()));
    view.put("tasks", live.tasks()).put("tasksDone", live.tasksDone());
    putShares(view, progress);
    view.put("corrections", live.corrections());
    double pace = live.textsPerSecond();
    view.put("textsPerSecond", tenths(pace));
    if (ended || pace == 0) {
      view.putNull("etaSeconds");
    } else {
      view.put("etaSeconds", tenths((job.texts() - done) / pace));
    }
    boolean waits = !ended && progress != null && !progress.waitingFor().isEmpty();
    view.put("waitingFor", waits && progress != null ? sentence(progress, job.model()) : null);
    return tail(view, job, live.endedUnixMillis());
  }

  /** A job that has ended; {@code progress} is known for a while. */
  static ObjectNode of(StoredJob job, @Nullable JobProgress progress) {
    boolean ended = job.state() != StoredJob.State.UNFINISHED;
    boolean cancelled = job.state() == StoredJob.State.CANCELLED;
    ObjectNode view = head(job, ended ? end(cancelled) : "running");
    view.put("texts", job.texts()).put("done", job.textsDone());
    view.put("checked", job.textsChecked());
    view.put("tasks", job.tasks()).put("tasksDone", job.tasks());
    putShares(view, progress);
    view.put("corrections", job.corrections());
    double seconds =
        Math.max(1, job.endedUnixMillis() - job.admittedUnixMillis()) / MILLIS_PER_SECOND;
    view.put("textsPerSecond", tenths(ended ? job.textsDone() / seconds : 0));
    view.putNull("etaSeconds");
    view.putNull("waitingFor");
    return tail(view, job, job.endedUnixMillis());
  }

  private static String end(boolean cancelled) {
    return cancelled ? "cancelled" : "done";
  }

  private static ObjectNode head(StoredJob job, String status) {
    PrivacyClass privacy = PrivacyClass.of(job.model());
    ObjectNode view =
        JsonText.object()
            .put("id", job.id())
            .put("status", status)
            .put("kind", "embedding")
            .put("model", openName(job.model()));
    putConfidence(view, job.confidence());
    return view.put(PrivacyClass.MEMBER, privacy.wireName()).put("purpose", job.purpose());
  }

  /** The name of the model that computes, sealed or not. */
  private static String openName(String model) {
    String open = SealedModel.openName(model);
    return open == null ? model : open;
  }

  /** As it was asked for: a preset by its name, a chance of error as a number. */
  private static void putConfidence(ObjectNode view, String wireName) {
    Confidence confidence = Objects.requireNonNull(Confidence.ofWireName(wireName), wireName);
    if (Character.isDigit(wireName.charAt(0))) {
      view.put("confidence", confidence.errorMax());
    } else {
      view.put("confidence", wireName);
    }
    view.put("errorMax", confidence.errorMax());
  }

  private static void putShares(ObjectNode view, @Nullable JobProgress progress) {
    if (progress == null) {
      view.putNull("disagreements");
      view.putNull("nodes");
      return;
    }
    view.put("disagreements", progress.disagreements());
    ArrayNode nodes = view.putArray("nodes");
    for (JobProgress.Share share : progress.nodes()) {
      nodes
          .addObject()
          .put("id", share.nodeId())
          .put("texts", share.texts())
          .put("units", Long.toString(share.units()));
    }
  }

  private static String sentence(JobProgress progress, String model) {
    return "It needs " + progress.waitingFor().replace(model, openName(model)) + ".";
  }

  private static double tenths(double value) {
    return Math.round(value * TENTHS) / TENTHS;
  }

  private static ObjectNode tail(ObjectNode view, StoredJob job, long endedUnixMillis) {
    view.put("submittedAt", Instant.ofEpochMilli(job.admittedUnixMillis()).toString());
    if (endedUnixMillis > 0) {
      view.put("endedAt", Instant.ofEpochMilli(endedUnixMillis).toString());
    }
    String self = address(job.id());
    view.putObject("links")
        .put("self", self)
        .put("events", self + "/events")
        .put("results", self + "/results");
    return view;
  }

  /** Path of a job. */
  static String address(String jobId) {
    return "/api/jobs/" + jobId;
  }
}
