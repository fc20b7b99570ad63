package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.Coordinator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The coordinator, as other threads reach it. */
public interface Mesh {
  /**
   * Puts {@code question} to the coordinator on its own thread, after what was put before. The
   * answer completes there as well: whatever takes long has to move elsewhere.
   */
  <T extends @Nullable Object> CompletableFuture<T> ask(Function<Coordinator, T> question);

  /** What there is between nodes, as of the last quarter of a second. Any thread. */
  default PeersNow peers() {
    return PeersNow.NONE;
  }
}
