package io.blackroad.mesh.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;

/**
 * Counts tasks, not copies: a task is done when the first of its nodes has its verdict. Cuts a run
 * into stretches of equal numbers of tasks.
 */
final class RoundTripMeter implements LoadNodes.Meter {
  private final Set<String> done = new HashSet<>();
  private final List<Mark> marks = new ArrayList<>();
  private final CompletableFuture<List<Mark>> finished = new CompletableFuture<>();
  private final int tasks;
  private final int stretch;
  private final DoubleSupplier cpuSeconds;
  private long copies;

  /**
   * A moment at which a stretch ended.
   *
   * @param cpuSeconds that the seed has used until then
   * @param copies results settled until then, by all nodes
   */
  record Mark(long nanos, double cpuSeconds, long copies) {}

  /**
   * @param tasks how many there are
   * @param stretch tasks from one mark to the next
   */
  RoundTripMeter(int tasks, int stretch, DoubleSupplier cpuSeconds) {
    this.tasks = tasks;
    this.stretch = stretch;
    this.cpuSeconds = cpuSeconds;
  }

  @Override
  public void accepted(String taskId) {
    copies++;
    if (!done.add(taskId)) {
      return;
    }
    if (done.size() % stretch == 0) {
      marks.add(new Mark(System.nanoTime(), cpuSeconds.getAsDouble(), copies));
    }
    if (done.size() == tasks) {
      finished.complete(List.copyOf(marks));
    }
  }

  @Override
  public void failed(Throwable cause) {
    finished.completeExceptionally(cause);
  }

  /** Waits for the last task. */
  List<Mark> await() {
    return finished.join();
  }

  /** Tasks a second from each mark to the next. */
  static Samples perSecond(List<Mark> marks, int stretch) {
    List<Double> paces = new ArrayList<>();
    for (int i = 1; i < marks.size(); i++) {
      paces.add(stretch * 1e9 / (marks.get(i).nanos - marks.get(i - 1).nanos));
    }
    return new Samples(paces);
  }

  /** Tasks a second from the first mark to the last, every stop on the way included. */
  static double overall(List<Mark> marks, int stretch) {
    long nanos = marks.get(marks.size() - 1).nanos - marks.get(0).nanos;
    return (marks.size() - 1) * stretch * 1e9 / nanos;
  }

  /** The seed's CPU seconds for each 10,000 tasks. */
  static Samples cpuPerTenThousand(List<Mark> marks, int stretch) {
    List<Double> costs = new ArrayList<>();
    for (int i = 1; i < marks.size(); i++) {
      double used = marks.get(i).cpuSeconds - marks.get(i - 1).cpuSeconds;
      costs.add(used * 10_000 / stretch);
    }
    return new Samples(costs);
  }

  /** Copies for each task. */
  static Samples copiesPerTask(List<Mark> marks, int stretch) {
    List<Double> copies = new ArrayList<>();
    for (int i = 1; i < marks.size(); i++) {
      copies.add((double) (marks.get(i).copies - marks.get(i - 1).copies) / stretch);
    }
    return new Samples(copies);
  }
}
