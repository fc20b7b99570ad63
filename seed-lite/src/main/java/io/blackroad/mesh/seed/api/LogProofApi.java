package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.EntryJson;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.seed.http.Handler;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Request;
import io.blackroad.mesh.seed.http.Response;
import io.blackroad.mesh.seed.http.Router;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.ProvenEntry;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.ReceiptJson;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Single entries of the log, and proofs that it holds them and only grows. */
final class LogProofApi {
  /** May be older than the newest checkpoint by what others append meanwhile. */
  private static final String ALWAYS_ANEW = "no-cache";

  private final ApiParts parts;
  private final LogStore log;
  private final Checkpoints checkpoints;
  private final ErasureRecords erasures;

  LogProofApi(ApiParts parts) {
    this.parts = parts;
    this.log = parts.store().log();
    this.checkpoints = new Checkpoints(parts.mesh());
    this.erasures = new ErasureRecords(log);
  }

  void addTo(Router router) {
    router
        .on("GET", "/log/code", Handler.of(request -> code()))
        .on("GET", "/log/entry/{seq}", Handler.of(this::entry))
        .on("GET", "/log/proof/inclusion", Handler.of(this::inclusion))
        .on("GET", "/log/proof/consistency", Handler.of(this::consistency));
  }

  /** The receipt of the newest {@code MIGRATE} entry: which code this seed serves to browsers. */
  private CompletableFuture<Response> code() {
    return newest().thenApplyAsync(this::codeUnder, parts.workers());
  }

  private CompletableFuture<SignedCheckpoint> newest() {
    return checkpoints.newest().thenApply(published -> published.checkpoint());
  }

  private Response codeUnder(SignedCheckpoint newest) {
    LoggedEntry entry = log.newest(Action.MIGRATE);
    if (entry == null || entry.entry().seq() >= newest.checkpoint().treeSize()) {
      throw Checkpoints.notYet();
    }
    return receipt(entry, newest);
  }

  private Response receipt(LoggedEntry entry, SignedCheckpoint checkpoint) {
    List<String> path = path(entry.entry().seq(), checkpoint.checkpoint().treeSize());
    Receipt receipt = new Receipt(new ProvenEntry(PublicLog.shown(entry), path), checkpoint);
    return LogApi.json(ReceiptJson.toJson(receipt), ALWAYS_ANEW);
  }

  private List<String> path(long seq, long size) {
    return Hex.ofAll(new TreeProver(log.hashes(), new Sha256()).inclusion(seq, size).path());
  }

  private CompletableFuture<Response> entry(Request request) {
    long seq = QueryNumber.read(request.pathParameter("seq"), "seq", 0, Json.INT_MAX);
    LoggedEntry entry = stored(seq);
    JsonObject answer = new JsonObject().put("entry", EntryJson.toJson(PublicLog.shown(entry)));
    LoggedEntry by = ErasureRecords.isErased(entry) ? erasures.of(seq) : null;
    answer.put("erased", ErasureRecords.isErased(entry));
    if (by != null) {
      answer.put("erased_by", by.entry().seq());
    }
    return LogApi.json(answer.build(), ALWAYS_ANEW).now();
  }

  private LoggedEntry stored(long seq) {
    LoggedEntry entry = log.entry(seq);
    if (entry == null) {
      throw unknown(seq, log.size());
    }
    return entry;
  }

  /** The log has no entry {@code seq}. */
  static Problem unknown(long seq, long size) {
    return new Problem(
            404,
            "unknown-entry",
            "There is no such entry",
            "The log has " + size + " entries, from 0 on; there is no entry " + seq + " yet.")
        .about("seq");
  }

  private CompletableFuture<Response> inclusion(Request request) {
    QueryNumber.only(request, List.of("seq", "size"));
    long seq = QueryNumber.of(request, "seq", 0, Json.INT_MAX);
    long wanted = QueryNumber.of(request, "size", 1, Json.INT_MAX, 0);
    return newest().thenApplyAsync(newest -> inclusion(seq, wanted, newest), parts.workers());
  }

  /**
   * @param wanted size of the log that the proof is for; 0 for that of {@code newest}
   */
  private Response inclusion(long seq, long wanted, SignedCheckpoint newest) {
    long size = wanted == 0 ? newest.checkpoint().treeSize() : wanted;
    requireCovered("size", size, newest);
    if (seq >= size) {
      throw unknown(seq, size);
    }
    LoggedEntry entry = stored(seq);
    SignedCheckpoint checkpoint = size == newest.checkpoint().treeSize() ? newest : recorded(size);
    if (checkpoint != null) {
      return receipt(entry, checkpoint);
    }
    JsonObject proof =
        new JsonObject()
            .put("checkpoint", Json.Null.NULL)
            .put("entry", EntryJson.toJson(PublicLog.shown(entry)))
            .put("path", ReceiptJson.hashes(path(seq, size)));
    return LogApi.json(proof.build(), ALWAYS_ANEW);
  }

  /** The checkpoint of just that size that stands in the log, or null. */
  private @Nullable SignedCheckpoint recorded(long size) {
    // A checkpoint is logged behind what it covers, in the order of the sizes.
    long from = size;
    while (true) {
      List<LoggedEntry> next = log.entries(Action.CHECKPOINT, from, 1);
      SignedCheckpoint found =
          next.isEmpty() ? null : CheckpointJson.fromJson(next.getFirst().payload());
      if (found == null || found.checkpoint().treeSize() > size) {
        return null;
      }
      if (found.checkpoint().treeSize() == size) {
        return found;
      }
      from = next.getFirst().entry().seq() + 1;
    }
  }

  private CompletableFuture<Response> consistency(Request request) {
    QueryNumber.only(request, List.of("from", "to"));
    long from = QueryNumber.of(request, "from", 1, Json.INT_MAX);
    long to = QueryNumber.of(request, "to", from, Json.INT_MAX, 0);
    return newest().thenApplyAsync(newest -> consistency(from, to, newest), parts.workers());
  }

  /**
   * @param to size of the later log; 0 for that of {@code newest}
   */
  private Response consistency(long from, long to, SignedCheckpoint newest) {
    long size2 = to == 0 ? newest.checkpoint().treeSize() : to;
    requireCovered(to == 0 ? "from" : "to", Math.max(from, size2), newest);
    List<byte[]> path = new TreeProver(log.hashes(), new Sha256()).consistency(from, size2).path();
    JsonObject proof =
        new JsonObject()
            .put("size1", from)
            .put("size2", size2)
            .put("path", ReceiptJson.hashes(Hex.ofAll(path)));
    return LogApi.json(proof.build(), to == 0 ? ALWAYS_ANEW : LogApi.FOR_EVER);
  }

  private static void requireCovered(String name, long size, SignedCheckpoint newest) {
    long covered = newest.checkpoint().treeSize();
    if (size > covered) {
      throw new Problem(
              404,
              "not-yet",
              "The log is not that long",
              "The newest checkpoint covers " + covered + " entries; " + size + " are not there.")
          .about(name);
    }
  }
}
