package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.blackroad.mesh.JobProgress;
import io.blackroad.mesh.seed.http.Handler;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Request;
import io.blackroad.mesh.seed.http.Response;
import io.blackroad.mesh.seed.http.Router;
import io.blackroad.mesh.task.Job;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/embeddings} as OpenAI has it, so that its clients work here: an interactive job
 * whose vectors are the answer. Neither its texts nor its vectors are kept.
 */
final class EmbeddingsApi {
  /** As many inputs as are allowed, of ordinary length. */
  private static final int BODY_BYTES_MAX = 8 << 20;

  private final ApiParts parts;
  private final JobSubmitter submitter;

  EmbeddingsApi(ApiParts parts, JobSubmitter submitter) {
    this.parts = parts;
    this.submitter = submitter;
  }

  void addTo(Router router) {
    router.on("POST", "/v1/embeddings", Handler.whole(BODY_BYTES_MAX, this::embed));
  }

  private CompletableFuture<Response> embed(Request request, byte[] body) throws IOException {
    String type = request.header("Content-Type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(JsonText.TYPE)) {
      throw new Problem(
          415,
          "unsupported-media-type",
          "The body's type is not taken",
          "Send the request with Content-Type: application/json.");
    }
    EmbeddingRequest wanted = EmbeddingRequest.read(body, parts.catalog(), parts.limits());
    Job job = submitter.job(wanted.wanted(), Submitter.of(request), true);
    return submitter
        .submit(job)
        .thenCompose(live -> awaited(live, request))
        .thenApplyAsync(live -> answer(live, wanted), parts.workers());
  }

  /** Waits for the job's end, but no longer than its caller does. */
  private CompletableFuture<LiveJob> awaited(LiveJob live, Request request) {
    request.onGone(() -> discardUnlessEnded(live));
    return live.ended()
        .copy()
        .completeOnTimeout(live, parts.limits().embeddingMillis(), TimeUnit.MILLISECONDS)
        .thenCompose(unchanged -> live.ended().isDone() ? live.ended() : timedOut(live));
  }

  private void discardUnlessEnded(LiveJob live) {
    if (!live.ended().isDone()) {
      submitter.discard(live);
    }
  }

  private CompletableFuture<LiveJob> timedOut(LiveJob live) {
    return parts
        .mesh()
        .ask(coordinator -> coordinator.progress(live.job().id()))
        .thenApply(
            progress -> {
              submitter.discard(live);
              throw nobody(progress);
            });
  }

  private Problem nobody(@Nullable JobProgress progress) {
    String waited = "The mesh had no answer within " + parts.limits().embeddingMillis() + " ms. ";
    String reason =
        progress == null || progress.waitingFor().isEmpty()
            ? "Its nodes are busy; try again later."
            : "It needs " + progress.waitingFor() + ".";
    return new Problem(503, "no-answer", "The mesh had no answer in time", waited + reason)
        .retryAfter(5);
  }

  private Response answer(LiveJob live, EmbeddingRequest request) {
    if (live.cancelled()) {
      throw new Problem(
          503, "cancelled", "The request was cancelled", "Its job was deleted; send it again.");
    }
    parts.jobs().forget(live.job().id());
    try {
      return Response.of(200, JsonText.TYPE, json(live, request))
          .with("Cache-Control", "no-store")
          .with("Mesh-Truncated", Integer.toString(request.wanted().truncated()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] json(LiveJob live, EmbeddingRequest request) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonText.factory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("object", "list");
      json.writeArrayFieldStart("data");
      float[][] vectors = live.vectors();
      for (int i = 0; i < vectors.length; i++) {
        json.writeStartObject();
        json.writeStringField("object", "embedding");
        json.writeNumberField("index", i);
        json.writeFieldName("embedding");
        write(vectors[i], request.base64(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeStringField("model", live.job().model());
      json.writeObjectFieldStart("usage");
      int tokens = request.wanted().inputs().tokens();
      json.writeNumberField("prompt_tokens", tokens);
      json.writeNumberField("total_tokens", tokens);
      json.writeEndObject();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void write(float[] vector, boolean base64, JsonGenerator json) throws IOException {
    if (base64) {
      ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
      bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
      json.writeString(Base64.getEncoder().encodeToString(bytes.array()));
      return;
    }
    json.writeStartArray();
    for (float value : vector) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }
}
