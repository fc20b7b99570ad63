package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.merkle.TilePath;
import io.blackroad.mesh.seed.http.Handler;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Request;
import io.blackroad.mesh.seed.http.Response;
import io.blackroad.mesh.seed.http.Router;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.Published;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The log as anyone may mirror it: checkpoints, and tiles and entries that never change (C2SP
 * tlog-tiles).
 */
final class LogApi {
  static final String FOR_EVER = "public, max-age=31536000, immutable";

  /** What may be a second old. */
  static final String FOR_A_SECOND = "public, max-age=1";

  private static final String BYTES = "application/octet-stream";
  private static final String LINES = "application/x-ndjson";

  private final PublicLog log;
  private final Checkpoints checkpoints;

  LogApi(ApiParts parts) {
    this.log = new PublicLog(parts.store().log());
    this.checkpoints = new Checkpoints(parts.mesh());
  }

  void addTo(Router router) {
    router
        .on("GET", "/log/checkpoint", Handler.of(r -> newest(LogApi::note)))
        .on("GET", "/log/checkpoint.json", Handler.of(r -> newest(LogApi::checkpointJson)))
        .on("GET", "/log/key", Handler.of(r -> newest(LogApi::key)))
        .on("GET", "/log/witnessed", Handler.of(r -> witnessed(LogApi::note)))
        .on("GET", "/log/witnessed.json", Handler.of(r -> witnessed(LogApi::witnessedJson)))
        .on("GET", "/log/tile/{path...}", Handler.of(this::tile))
        .on("GET", "/log/entries/{path...}", Handler.of(this::entries));
  }

  private CompletableFuture<Response> newest(Function<Published, Response> form) {
    return checkpoints.newest().thenApply(form);
  }

  private CompletableFuture<Response> witnessed(Function<Published, Response> form) {
    return checkpoints.witnessed().thenApply(form);
  }

  private static Response note(Published published) {
    return Response.text(200, published.note(new Sha256())).with("Cache-Control", FOR_A_SECOND);
  }

  private static Response checkpointJson(Published published) {
    return json(CheckpointJson.toJson(published.checkpoint()), FOR_A_SECOND);
  }

  private static Response witnessedJson(Published published) {
    return json(PublishedJson.toJson(published), FOR_A_SECOND);
  }

  private static Response key(Published published) {
    return Response.text(200, PublishedJson.verifierKey(published.checkpoint()) + "\n")
        .with("Cache-Control", FOR_A_SECOND);
  }

  private CompletableFuture<Response> tile(Request request) {
    TilePath path = path(request, "");
    return lasting(request, log.tile(path), BYTES);
  }

  private CompletableFuture<Response> entries(Request request) {
    TilePath path = path(request, "entries/");
    return lasting(request, log.lines(path), LINES);
  }

  private static TilePath path(Request request, String prefix) {
    TilePath path = TilePath.parse(prefix + request.pathParameter("path"));
    if (path == null) {
      throw new Problem(
          400,
          "bad-tile",
          "This is not the name of a tile",
          "A tile's number is written in groups of three digits, all but the last with an x before"
              + " them, e.g. x001/x234/067; one that is not full ends in .p/ and a width from 1 to"
              + " 255; levels are 0 to 7.");
    }
    return path;
  }

  private static CompletableFuture<Response> lasting(
      Request request, byte @Nullable [] bytes, String type) {
    if (bytes == null) {
      throw new Problem(
          404,
          "not-yet",
          "The log is not that long",
          request.path() + " reaches beyond the end of the log; see /log/checkpoint for its size.");
    }
    return Response.of(200, type, bytes).with("Cache-Control", FOR_EVER).now();
  }

  /** An answer that may be kept as long as {@code caching} says. */
  static Response json(Json json, String caching) {
    return Response.of(200, JsonText.TYPE, CanonicalJson.bytes(json))
        .with("Cache-Control", caching);
  }
}
