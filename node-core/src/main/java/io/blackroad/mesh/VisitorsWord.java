package io.blackroad.mesh;

import io.blackroad.mesh.wire.ConsentTerms;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds a node to what its visitor says: reads the consent again before each task is begun. */
final class VisitorsWord {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final MeshNode.Ports ports;
  private final Workbench workbench;
  private final Consumer<Runnable> enqueue;
  private String asked = "";

  /** Counts what the visitor has said to the node itself. */
  private int spoken;

  VisitorsWord(MeshNode.Ports ports, Workbench workbench, Consumer<Runnable> enqueue) {
    this.ports = ports;
    this.workbench = workbench;
    this.enqueue = enqueue;
  }

  /** Whether the time of {@code terms} is over, by this device's clock. */
  boolean expired(ConsentTerms terms) {
    return terms.expired(Math.floorDiv(ports.clock().unixNanos(), NANOS_PER_MILLI));
  }

  /** The visitor has said {@code terms}: a reading that is under way may tell what held before. */
  void spoken(ConsentTerms terms, Consumer<@Nullable ConsentTerms> heed) {
    spoken++;
    asked = "";
    heed.accept(terms);
  }

  /**
   * Asks about the task that comes next, unless that is under way; false when there is nothing to
   * ask. {@code heed} takes the terms as they are now, none or withdrawn ones included; the task is
   * begun unless that ends the node.
   */
  boolean ask(Consumer<@Nullable ConsentTerms> heed) {
    String taskId = workbench.wanting();
    if (taskId.isEmpty() || taskId.equals(asked)) {
      return false;
    }
    asked = taskId;
    int before = spoken;
    ports
        .consent()
        .read(
            terms ->
                enqueue.accept(
                    () -> {
                      if (before == spoken) {
                        asked = "";
                        workbench.allow(taskId);
                        heed.accept(terms);
                      }
                    }));
    return true;
  }
}
