package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.seed.http.Handler;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Request;
import io.blackroad.mesh.seed.http.Response;
import io.blackroad.mesh.seed.http.Router;
import io.blackroad.mesh.task.Job;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** {@code /api/jobs}: submit, follow, read, delete. */
final class JobsApi {
  private static final List<String> LINES =
      List.of("application/x-ndjson", "application/ndjson", "application/jsonl");

  /** Printable ASCII without spaces; a UUID has 36. */
  private static final String KEY = "[!-~]{1,255}";

  private static final String SINCE = "corrected_since";

  private final ApiParts parts;
  private final JobSubmitter submitter;

  JobsApi(ApiParts parts, JobSubmitter submitter) {
    this.parts = parts;
    this.submitter = submitter;
  }

  void addTo(Router router) {
    router
        .on("POST", "/api/jobs", new Submission())
        .on("GET", "/api/jobs/{id}", Handler.of(this::status))
        .on("GET", "/api/jobs/{id}/events", Handler.of(this::events))
        .on("GET", "/api/jobs/{id}/results", Handler.of(this::results))
        .on("DELETE", "/api/jobs/{id}", Handler.of(this::delete));
  }

  /** A job as one JSON body, or as NDJSON. */
  private final class Submission implements Handler {
    @Override
    public long bodyBytesMax(Request request) {
      return isLines(request) ? parts.limits().uploadBytesMax() : parts.limits().jsonBytesMax();
    }

    @Override
    public BodySink open(Request request) {
      if (isLines(request)) {
        return NdjsonUpload.of(
            request,
            parts.catalog(),
            parts.limits(),
            (wanted, hash) -> submit(wanted, request, hash));
      }
      return Handler.whole(parts.limits().jsonBytesMax(), JobsApi.this::submitJson).open(request);
    }
  }

  private static boolean isLines(Request request) {
    String type = request.header("Content-Type");
    String bare = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!LINES.contains(bare) && !bare.equals(JsonText.TYPE)) {
      throw new Problem(
          415,
          "unsupported-media-type",
          "The body's type is not taken",
          "Send application/json, or application/x-ndjson with one text a line; not '"
              + bare
              + "'.");
    }
    return LINES.contains(bare);
  }

  private CompletableFuture<Response> submitJson(Request request, byte[] body) throws IOException {
    var wanted =
        new JobReader(parts.catalog(), parts.limits(), request.header(SealedTexts.TOKEN))
            .read(body);
    return submit(wanted, request, BodyHash.begun(request).digest(body));
  }

  private static JobSubmitter.@Nullable Key key(Request request, byte[] hash) {
    String key = request.header("Idempotency-Key");
    if (key != null && !key.matches(KEY)) {
      throw new Problem(
          400,
          "bad-idempotency-key",
          "The idempotency key is not valid",
          "An Idempotency-Key has 1 to 255 printable characters without spaces, e.g. a UUID.");
    }
    return key == null ? null : new JobSubmitter.Key(key, BodyHash.hex(hash));
  }

  private CompletableFuture<Response> submit(
      TextIntake.Submission wanted, Request request, byte[] hash) {
    return submitted(wanted, request, hash)
        .thenComposeAsync(
            submitted ->
                switch (submitted) {
                  case JobSubmitter.Submitted.Fresh fresh ->
                      accepted(
                              fresh.job().job().id(),
                              JobView.of(fresh.job()).put("truncated", wanted.truncated()))
                          .now();
                  case JobSubmitter.Submitted.Repeated repeated ->
                      view(repeated.jobId())
                          .thenApply(view -> accepted(repeated.jobId(), view))
                          .thenApply(response -> response.with("Idempotent-Replayed", "true"));
                },
            parts.workers());
  }

  /** A sealed job's token is its idempotency key as well: there is one job of a name. */
  private CompletableFuture<JobSubmitter.Submitted> submitted(
      TextIntake.Submission wanted, Request request, byte[] hash) {
    Job job = submitter.job(wanted, Submitter.of(request), false);
    if (!(wanted.terms().model() instanceof SealedTexts sealed)) {
      return submitter.submit(job, key(request, hash));
    }
    parts.grants().open(job.id(), sealed.name());
    JobSubmitter.Key key =
        new JobSubmitter.Key("sealed " + sealed.name(), BodyHash.hex(hash)); // no client's: a space
    try {
      return submitter
          .submit(job, key)
          .whenComplete(
              (submitted, failure) -> {
                if (!(submitted instanceof JobSubmitter.Submitted.Fresh)) {
                  forget(job.id());
                }
              });
    } catch (Problem refused) {
      forget(job.id());
      throw refused;
    }
  }

  /** Nobody asks for keys of a job that did not come to be. */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits
  private void forget(String jobId) {
    parts
        .mesh()
        .ask(
            coordinator -> {
              parts.grants().ended(jobId);
              return true;
            });
  }

  private static Response accepted(String jobId, ObjectNode view) {
    return JsonText.response(202, view).with("Location", JobView.address(jobId));
  }

  private CompletableFuture<Response> status(Request request) {
    return view(request.pathParameter("id")).thenApply(view -> JsonText.response(200, view));
  }

  /** Shows a job; asks the store only when the job is over. */
  private CompletableFuture<ObjectNode> view(String jobId) {
    LiveJob live = parts.board().find(jobId);
    StoredJob stored = live == null ? stored(jobId) : live.job();
    return parts
        .mesh()
        .ask(coordinator -> coordinator.progress(jobId))
        .thenApply(
            progress -> {
              if (live == null) {
                return JobView.of(stored, progress);
              }
              live.report(progress);
              return JobView.of(live);
            });
  }

  private StoredJob stored(String jobId) {
    StoredJob job = parts.jobs().find(jobId);
    if (job == null) {
      throw new Problem(
          404,
          "unknown-job",
          "There is no such job",
          "No job '" + jobId + "' is kept here: it never was, or it was deleted.");
    }
    return job;
  }

  private CompletableFuture<Response> events(Request request) {
    String jobId = request.pathParameter("id");
    boolean following = "corrections".equals(request.query("follow"));
    EventId heard = EventId.parse(request.header("Last-Event-ID"));
    LiveJob live = parts.board().find(jobId);
    if (live != null) {
      int told = told(heard, live.corrections());
      CorrectionEvents corrections =
          new CorrectionEvents(CorrectionEvents.Sources.of(parts), jobId, told);
      return Response.events(new JobEvents(live, parts.mesh(), corrections, following)).now();
    }
    StoredJob job = stored(jobId);
    EventId end = new EventId(job.textsDone(), job.corrections());
    if (end.equals(heard) && !following) {
      return Response.empty(204).now(); // heard it all: tells an EventSource not to come back
    }
    int told = told(heard, job.corrections());
    CorrectionEvents corrections =
        new CorrectionEvents(CorrectionEvents.Sources.of(parts), jobId, told);
    return view(jobId)
        .thenApply(view -> Response.events(new EndedEvents(view, heard, corrections, following)));
  }

  /** Corrections that a follower knows of: a new one knows the results as they are now. */
  private static int told(@Nullable EventId heard, int corrections) {
    return heard == null ? corrections : Math.min(heard.corrections(), corrections);
  }

  private CompletableFuture<Response> results(Request request) {
    StoredJob job = stored(request.pathParameter("id"));
    String accept = request.header("Accept");
    JobResults.Form form =
        accept != null && accept.contains(JobResults.Form.FLOATS.contentType())
            ? JobResults.Form.FLOATS
            : JobResults.Form.LINES;
    int since = (int) QueryNumber.of(request, SINCE, 0, Integer.MAX_VALUE, -1);
    if (form == JobResults.Form.FLOATS && PrivacyClass.of(job.model()) == PrivacyClass.SEALED) {
      throw new Problem(
          406,
          "not-acceptable",
          "Sealed results come as lines",
          "A sealed job's results are envelopes, not numbers: accept application/x-ndjson.");
    }
    if (since >= 0) {
      return corrected(job, since, form).now();
    }
    Model model = parts.catalog().find(job.model());
    int dimensions = model == null ? 0 : model.spec().dimensions();
    return JobResults.response(parts.jobs(), job, form, dimensions).now();
  }

  private Response corrected(StoredJob job, int since, JobResults.Form form) {
    if (form == JobResults.Form.FLOATS) {
      throw new Problem(
              406,
              "not-acceptable",
              "Corrections come as lines",
              "With " + SINCE + " each vector needs its index: accept application/x-ndjson.")
          .about(SINCE);
    }
    return CorrectedResults.response(parts.jobs(), job, since);
  }

  private CompletableFuture<Response> delete(Request request) {
    String jobId = request.pathParameter("id");
    LiveJob live = parts.board().find(jobId);
    Executor workers = parts.workers();
    if (live == null) {
      parts.jobs().forget(stored(jobId).id());
      return Response.empty(204).now();
    }
    return submitter
        .cancel(live)
        .thenApplyAsync(
            ended -> {
              parts.jobs().forget(jobId);
              return Response.empty(204);
            },
            workers);
  }
}
