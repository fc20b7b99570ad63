package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.seed.http.Handler;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Request;
import io.blackroad.mesh.seed.http.Response;
import io.blackroad.mesh.seed.http.Router;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What only the operator may do. */
final class AdminApi {
  /** A reason of the longest kind, every character of it escaped. */
  private static final int BODY_BYTES_MAX = 8 << 10;

  private final ApiParts parts;
  private final ErasureRecords erasures;

  /** Positions that are being erased. */
  private final Set<Long> erasing = ConcurrentHashMap.newKeySet();

  AdminApi(ApiParts parts) {
    this.parts = parts;
    this.erasures = new ErasureRecords(parts.store().log());
  }

  void addTo(Router router) {
    router.on("POST", "/api/admin/erase", Handler.whole(BODY_BYTES_MAX, this::erase));
  }

  /**
   * @param reason public, like the entry that records it
   */
  private record Wanted(long seq, String reason) {}

  private CompletableFuture<Response> erase(Request request, byte[] body) throws IOException {
    Problem refusal = parts.admin().refusal(request);
    if (refusal != null && refusal.status() == 401) {
      return new ProblemAnswers()
          .write(refusal, request.path())
          .with("WWW-Authenticate", "Bearer")
          .now();
    }
    if (refusal != null) {
      throw refusal;
    }
    Wanted wanted = read(JsonText.read(body));
    if (!erasing.add(wanted.seq)) {
      throw new Problem(
          409, "being-erased", "This entry is being erased", "Another call erases it just now.");
    }
    return erased(wanted)
        .whenComplete((answer, failure) -> erasing.remove(wanted.seq))
        .thenApply(unused -> answer(wanted));
  }

  /** Completes once the entry's words are gone from the disk. */
  private CompletableFuture<Boolean> erased(Wanted wanted) {
    CompletableFuture<Boolean> gone = new CompletableFuture<>();
    try {
      erasures.require(wanted.seq);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    return parts
        .mesh()
        .ask(
            coordinator -> {
              coordinator.erase(wanted.seq, wanted.reason, () -> gone.complete(true));
              return true;
            })
        .thenCompose(asked -> gone)
        .thenApplyAsync(done -> done, parts.workers());
  }

  private Response answer(Wanted wanted) {
    LoggedEntry by = erasures.of(wanted.seq);
    JsonObject answer = new JsonObject().put("seq", wanted.seq).put("reason", wanted.reason);
    if (by != null) {
      answer.put("erased_by", by.entry().seq());
    }
    return LogApi.json(answer.build(), "no-store");
  }

  private static Wanted read(JsonNode body) {
    if (!body.isObject()) {
      throw JobReader.wrongType("The body", "an object");
    }
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("seq") && !name.equals("reason")) {
                throw Members.unknown(name, List.of("seq", "reason"));
              }
            });
    JsonNode seq = body.path("seq");
    if (!seq.isIntegralNumber() || !seq.canConvertToLong() || !isPosition(seq.longValue())) {
      throw JobReader.wrongType("seq", "the number of an entry, from 0 on");
    }
    if (!body.path("reason").isTextual()) {
      throw JobReader.wrongType("reason", "a string");
    }
    return new Wanted(seq.longValue(), ErasureReason.require(body.path("reason").textValue()));
  }

  private static boolean isPosition(long seq) {
    return seq >= 0 && seq <= Json.INT_MAX;
  }
}
