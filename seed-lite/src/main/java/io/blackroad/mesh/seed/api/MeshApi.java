package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.reward.Bookings;
import io.blackroad.mesh.seed.http.Handler;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Request;
import io.blackroad.mesh.seed.http.Response;
import io.blackroad.mesh.seed.http.Router;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What anyone may know of the mesh: its nodes, its log, a node's balance. */
final class MeshApi {
  private static final int LOG_ENTRIES = 100;
  private static final int LOG_ENTRIES_MAX = 1_000;
  private static final long HEALTH_MILLIS_MAX = 2_000;

  private final ApiParts parts;
  private final MeshView view;

  MeshApi(ApiParts parts) {
    this.parts = parts;
    this.view = new MeshView(parts);
  }

  void addTo(Router router) {
    router
        .on("GET", "/api/mesh", Handler.of(request -> mesh()))
        .on("GET", "/api/mesh/events", Handler.of(request -> Response.events(view.feed()).now()))
        .on("GET", "/api/log", Handler.of(this::log))
        .on("GET", "/api/nodes/{id}", Handler.of(this::node))
        .on("GET", "/healthz", Handler.of(request -> health()));
  }

  private CompletableFuture<Response> mesh() {
    return view.now().thenApply(mesh -> JsonText.response(200, mesh));
  }

  private CompletableFuture<Response> health() {
    return parts
        .mesh()
        .ask(coordinator -> JsonText.object().put("status", "ok"))
        .orTimeout(HEALTH_MILLIS_MAX, TimeUnit.MILLISECONDS)
        .handle(
            (alive, failure) ->
                alive == null
                    ? JsonText.response(503, JsonText.object().put("status", "stuck"))
                    : JsonText.response(200, alive));
  }

  /** Entries as they are hashed: a reader can check every hash, and read nobody's payload. */
  private CompletableFuture<Response> log(Request request) {
    LogStore store = parts.store().log();
    LoggedEntry newest = store.newest();
    long next = newest == null ? 0 : newest.entry().seq() + 1;
    int limit = (int) QueryNumber.of(request, "limit", 0, LOG_ENTRIES_MAX, LOG_ENTRIES);
    long from = QueryNumber.of(request, "from", 0, Long.MAX_VALUE, Math.max(0, next - limit));
    ObjectNode answer = JsonText.object().put("from", from).put("next", next);
    ArrayNode entries = answer.putArray("entries");
    for (LoggedEntry entry : store.entries(from, limit)) {
      entries.addRawValue(new RawValue(PublicLog.hashedFields(entry)));
    }
    return JsonText.response(200, answer).now();
  }

  private CompletableFuture<Response> node(Request request) {
    String id = request.pathParameter("id");
    Long paid = parts.store().ledger().balanceUnits(id);
    Long held = parts.store().ledger().balanceUnits(Bookings.escrow(id));
    return parts
        .mesh()
        .ask(coordinator -> connected(coordinator.snapshot(), id))
        .thenApply(node -> node(id, new Earned(paid, held), node));
  }

  private static MeshSnapshot.@Nullable NodeView connected(MeshSnapshot mesh, String id) {
    return mesh.nodes().stream().filter(node -> node.nodeId().equals(id)).findFirst().orElse(null);
  }

  /** Balances of a node's two accounts; null for one that was never booked to. */
  private record Earned(@Nullable Long paid, @Nullable Long held) {
    static long units(@Nullable Long balance) {
      return balance == null ? 0 : balance;
    }
  }

  private static Response node(
      String id, Earned earned, MeshSnapshot.@Nullable NodeView connected) {
    if (earned.paid == null && earned.held == null && connected == null) {
      throw new Problem(
          404,
          "unknown-node",
          "There is no such node",
          "No node '" + id + "' is connected here or has ever earned anything.");
    }
    long units = Earned.units(earned.paid);
    ObjectNode answer =
        JsonText.object()
            .put("id", id)
            .put("units", Long.toString(units))
            .put("road", Amount.road(units))
            .put("heldUnits", Long.toString(Earned.units(earned.held)))
            .put("connected", connected != null);
    if (connected != null) {
      answer.set("session", MeshView.view(connected));
    }
    return JsonText.response(200, answer);
  }
}
