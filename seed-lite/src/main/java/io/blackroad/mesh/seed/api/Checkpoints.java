package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.Coordinator;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.witness.Published;
import java.util.concurrent.CompletableFuture;

/** Signed checkpoints, from the coordinator. */
final class Checkpoints {
  private final Mesh mesh;

  Checkpoints(Mesh mesh) {
    this.mesh = mesh;
  }

  /** One of all that is stored by now; with what witnesses signed, when they were shown it. */
  CompletableFuture<Published> newest() {
    CompletableFuture<Published> signed = new CompletableFuture<>();
    return mesh.ask(
            coordinator ->
                coordinator.checkpoint(
                    published -> signed.complete(cosigned(published, coordinator))))
        .thenCompose(some -> some ? signed : CompletableFuture.failedFuture(notYet()));
  }

  private static Published cosigned(Published published, Coordinator coordinator) {
    Published witnessed = coordinator.witnessed();
    return witnessed != null && witnessed.checkpoint().equals(published.checkpoint())
        ? witnessed
        : published;
  }

  /** The one that witnesses were shown last. */
  CompletableFuture<Published> witnessed() {
    return mesh.ask(Coordinator::witnessed)
        .thenCompose(
            published ->
                published == null
                    ? CompletableFuture.failedFuture(notShown())
                    : CompletableFuture.completedFuture(published));
  }

  /** Nothing is stored yet. */
  static Problem notYet() {
    return new Problem(503, "log-empty", "The log is still empty", "Ask again in a second.")
        .retryAfter(1);
  }

  private static Problem notShown() {
    return new Problem(
        404,
        "not-yet",
        "No checkpoint was shown to witnesses yet",
        "A seed shows its first within a minute after its start.");
  }
}
