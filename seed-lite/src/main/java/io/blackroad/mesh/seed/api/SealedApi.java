package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.Coordinator;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.seal.BlockBinding;
import io.blackroad.mesh.seal.Want;
import io.blackroad.mesh.seed.http.Handler;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Request;
import io.blackroad.mesh.seed.http.Response;
import io.blackroad.mesh.seed.http.Router;
import io.blackroad.mesh.seed.seal.Grants;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Where nodes and submitters of sealed jobs ask and grant; the seed reads none of it. */
final class SealedApi {
  private final ApiParts parts;

  SealedApi(ApiParts parts) {
    this.parts = parts;
  }

  void addTo(Router router) {
    router
        .on("GET", "/api/jobs/{id}/wants", Handler.of(this::wants))
        .on(
            "POST",
            "/api/jobs/{id}/grants",
            Handler.whole(SealedWords.GRANTS_BYTES_MAX, this::grants))
        .on("POST", "/api/sealed/wants", Handler.whole(SealedWords.WANT_BYTES_MAX, this::want));
  }

  private CompletableFuture<Response> wants(Request request) {
    String name = submitters(request);
    String again = request.query("again");
    Grants grants = parts.grants();
    String jobId = request.pathParameter("id");
    return grants
        .attend(name, "true".equals(again))
        .thenApplyAsync(wants -> wants(jobId, wants), parts.workers());
  }

  private Response wants(String jobId, List<Want> wants) {
    ObjectNode answer = JsonText.object().put("open", parts.board().find(jobId) != null);
    ArrayNode list = answer.putArray("wants");
    wants.forEach(want -> list.add(SealedWords.of(want)));
    return JsonText.response(200, answer);
  }

  private CompletableFuture<Response> grants(Request request, byte[] body) throws IOException {
    String name = submitters(request);
    Map<Want.Asked, Want.Answer> answers = SealedWords.answers(name, JsonText.read(body));
    return parts
        .grants()
        .answer(answers)
        .thenApplyAsync(
            delivered -> JsonText.response(200, JsonText.object().put("delivered", delivered)),
            parts.workers());
  }

  /** The name of a request's job, which only its submitter may ask about. */
  private String submitters(Request request) {
    String name = SealedTexts.require(request).job(new Sha256());
    String jobId = request.pathParameter("id");
    LiveJob live = parts.board().find(jobId);
    StoredJob job = live == null ? parts.jobs().find(jobId) : live.job();
    if (job == null) {
      throw new Problem(
          404,
          "unknown-job",
          "There is no such job",
          "No job '" + jobId + "' is kept here: it never was, or it was deleted.");
    }
    if (PrivacyClass.of(job.model()) != PrivacyClass.SEALED) {
      throw new Problem(
          409, "job-not-sealed", "The job is not sealed", "Nobody asks for keys of an open job.");
    }
    if (live != null && !parts.grants().isOf(jobId, name)) {
      throw new Problem(
          403,
          "not-the-submitter",
          "Only a job's submitter grants its keys",
          "The " + SealedTexts.TOKEN + " is not the one that this job was submitted with.");
    }
    return name;
  }

  /** A node's question; answered when the submitter has, or nobody did. */
  private CompletableFuture<Response> want(Request request, byte[] body) throws IOException {
    Want want = SealedWords.want(JsonText.read(body));
    if (!parts.grants().holds(want)) {
      throw SealedWords.forged();
    }
    CompletableFuture<Want.Answer> answered = new CompletableFuture<>();
    ask(want, answered);
    return answered.thenApplyAsync(SealedApi::answer, parts.workers());
  }

  /** Only who was given a text of the block may ask for its key. */
  @SuppressWarnings("FutureReturnValueIgnored") // what fails completes the answer
  private void ask(Want want, CompletableFuture<Want.Answer> answered) {
    int from = want.block() * BlockBinding.TEXTS;
    parts
        .mesh()
        .ask(
            coordinator -> {
              String jobId = parts.grants().jobId(want.job());
              Coordinator.Texts texts =
                  new Coordinator.Texts(jobId, from, from + BlockBinding.TEXTS);
              if (coordinator.computes(want.nodeId(), texts)) {
                parts.grants().ask(want, answered::complete);
              } else {
                answered.complete(
                    new Want.Answer.Refused("no text of that block was given to this node"));
              }
              return true;
            })
        .whenComplete(
            (asked, failure) -> {
              if (failure != null) {
                answered.completeExceptionally(failure);
              }
            });
  }

  private static Response answer(Want.Answer answer) {
    return switch (answer) {
      case Want.Answer.Granted granted ->
          JsonText.response(
              200,
              JsonText.object()
                  .put("enc", Hex.of(granted.grant().encapsulated()))
                  .put("ciphertext", Hex.of(granted.grant().ciphertext())));
      case Want.Answer.Refused refused ->
          throw new Problem(
              409, "not-granted", "The key was not granted", "Not granted: " + refused.reason());
    };
  }
}
