package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.seed.http.Handler;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Response;
import io.blackroad.mesh.seed.http.Router;
import io.blackroad.mesh.witness.ProvenEntry;
import io.blackroad.mesh.witness.Published;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.ReceiptJson;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The public side of the log: what anyone may read and prove. */
final class LogApi {
  private final ApiParts parts;

  LogApi(ApiParts parts) {
    this.parts = parts;
  }

  void addTo(Router router) {
    router.on("GET", "/log/code", Handler.of(request -> code()));
  }

  /** The receipt of the newest {@code MIGRATE} entry: which code this seed serves to browsers. */
  private CompletableFuture<Response> code() {
    return checkpoint().thenApplyAsync(this::codeUnder, parts.workers());
  }

  private Response codeUnder(Published published) {
    LoggedEntry entry = parts.store().log().newest(Action.MIGRATE);
    if (entry == null) {
      throw notYet();
    }
    Receipt receipt = receipt(entry, published);
    return Response.of(200, JsonText.TYPE, CanonicalJson.bytes(ReceiptJson.toJson(receipt)));
  }

  /** Proves {@code entry} by {@code published}, which covers it. */
  private Receipt receipt(LoggedEntry entry, Published published) {
    TreeProver prover = new TreeProver(parts.store().log().hashes(), new Sha256());
    long size = published.checkpoint().checkpoint().treeSize();
    List<String> path =
        prover.inclusion(entry.entry().seq(), size).path().stream().map(Hex::of).toList();
    return new Receipt(new ProvenEntry(entry, path), published.checkpoint());
  }

  /** A signed checkpoint of all that is stored by now. */
  private CompletableFuture<Published> checkpoint() {
    CompletableFuture<Published> signed = new CompletableFuture<>();
    return parts
        .mesh()
        .ask(coordinator -> coordinator.checkpoint(signed::complete))
        .thenCompose(some -> some ? signed : CompletableFuture.failedFuture(notYet()));
  }

  private static Problem notYet() {
    return new Problem(503, "log-empty", "The log is still empty", "Ask again in a second.");
  }
}
