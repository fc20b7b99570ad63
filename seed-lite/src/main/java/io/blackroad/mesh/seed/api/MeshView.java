package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.reward.Bookings;
import io.blackroad.mesh.seed.http.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The mesh as people watch it; made at most once a second, however many watch. */
final class MeshView {
  private static final int LOG_ENTRIES = 20;
  private static final long PERIOD_MILLIS = 1_000;

  private final ApiParts parts;
  private String text = "";
  private long version;
  private long askedNanos;
  private boolean asking;

  MeshView(ApiParts parts) {
    this.parts = parts;
  }

  /** The mesh now. */
  CompletableFuture<ObjectNode> now() {
    return parts
        .mesh()
        .ask(coordinator -> coordinator.snapshot())
        .thenApplyAsync(this::view, parts.workers());
  }

  private ObjectNode view(MeshSnapshot snapshot) {
    ObjectNode view = JsonText.object().put("seedId", snapshot.seedId());
    ArrayNode nodes = view.putArray("nodes");
    for (MeshSnapshot.NodeView node : snapshot.nodes()) {
      nodes.add(view(node));
    }
    view.put("jobs", snapshot.jobs())
        .put("tasksQueued", snapshot.tasksQueued())
        .put("tasksOpen", snapshot.tasksOpen())
        .put("tasksAccepted", snapshot.tasksAccepted())
        .put("textsAccepted", snapshot.textsAccepted())
        .put("disagreements", snapshot.disagreements())
        .put("corrections", snapshot.corrections())
        .put("unitsPaid", Long.toString(snapshot.unitsPaid()))
        .put("logEntries", snapshot.logEntries());
    put(view.putObject("peers"), parts.mesh().peers());
    putLog(view.putArray("log"));
    return view;
  }

  private static void put(ObjectNode view, PeersNow peers) {
    view.put("nodes", peers.nodes())
        .put("edges", peers.edges())
        .put("edgesMet", peers.edgesMet())
        .put("edgesParted", peers.edgesParted())
        .put("wordsIgnored", peers.wordsIgnored())
        .put("relayedFrames", peers.relayedFrames())
        .put("relayedBytes", peers.relayedBytes())
        .put("cutOff", peers.cutOff());
    ObjectNode dropped = view.putObject("dropped");
    for (PeersNow.Dropped one : peers.dropped()) {
      dropped.put(one.reason(), one.frames());
    }
  }

  static ObjectNode view(MeshSnapshot.NodeView node) {
    return JsonText.object()
        .put("nodeId", node.nodeId())
        .put("engineClass", node.engineClass())
        .put("trusted", node.trusted())
        .put("site", node.site())
        .put("cpuCapPercent", node.cpuCapPercent())
        .put("ready", node.ready())
        .put("leases", node.leases())
        .put("accepted", node.accepted())
        .put("rejected", node.rejected())
        .put("units", Long.toString(node.units()))
        .put("passed", node.passed())
        .put("credible", node.passed() >= Bookings.CREDIBLE_AFTER)
        .put("heldUnits", Long.toString(node.heldUnits()))
        .put("connectedMillis", node.connectedMillis());
  }

  /** The newest entries first, without what they say: that is their nodes' business. */
  private void putLog(ArrayNode log) {
    LogStore store = parts.store().log();
    LoggedEntry newest = store.newest();
    if (newest == null) {
      return;
    }
    long from = Math.max(0, newest.entry().seq() - LOG_ENTRIES + 1);
    List<LoggedEntry> entries = store.entries(from, LOG_ENTRIES);
    for (LoggedEntry logged : entries.reversed()) {
      Entry entry = logged.entry();
      log.addObject()
          .put("seq", entry.seq())
          .put("action", entry.action().name())
          .put("actorId", entry.actorId())
          .put("timestampNanos", Long.toString(entry.timestampNanos()))
          .put("truthState", entry.truthState())
          .put("hash", entry.hash());
    }
  }

  /** A feed of views, one whenever a new one was made. */
  Response.EventFeed feed() {
    return new Response.EventFeed() {
      private long told;

      @Override
      public String due() {
        refresh();
        synchronized (MeshView.this) {
          if (told == version) {
            return "";
          }
          told = version;
          return "data: " + text + "\n\n";
        }
      }

      @Override
      public boolean ended() {
        return false;
      }
    };
  }

  @SuppressWarnings("FutureReturnValueIgnored") // made() is told of everything
  private synchronized void refresh() {
    long now = System.nanoTime();
    boolean due = version == 0 || now - askedNanos >= TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
    if (asking || !due) {
      return;
    }
    asking = true;
    askedNanos = now;
    now().whenComplete((view, failure) -> made(view == null ? "" : view.toString()));
  }

  private synchronized void made(String view) {
    asking = false;
    if (!view.isEmpty()) {
      text = view;
      version++;
    }
  }
}
