package io.blackroad.mesh.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of joins, leaves, changes and placements, each held against plain lists. */
class SchedulerChurnTest {
  private static final int STEPS = 12_000;
  private static final List<String> MODELS = List.of("x", "y", "z");

  private final SessionSurvival survival = new SessionSurvival();
  private final Scheduler scheduler = new Scheduler(survival, new VerificationBudget(40));
  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private final List<Task> waiting = new ArrayList<>();
  private final List<Assignment> held = new ArrayList<>();
  private final Random random = new Random();
  private long now;
  private int names;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void decidesAsPlainListsWould(long seed) {
    random.setSeed(seed);
    for (int step = 0; step < STEPS; step++) {
      now += random.nextInt(20);
      switch (random.nextInt(10)) {
        case 0 -> joinOrLeave();
        case 1 -> change();
        case 2, 3 -> submit();
        case 4, 5, 6 -> place("seed " + seed + ", step " + step);
        case 7 -> draw();
        case 8 -> {
          if (random.nextInt(4) == 0) {
            scheduler.overdue(now);
          }
        }
        default -> end();
      }
      assertCounts("seed " + seed + ", step " + step);
    }
  }

  private void joinOrLeave() {
    Worker worker = any();
    if (worker != null && random.nextInt(3) == 0) {
      List<Assignment> left = scheduler.leave(worker, now);
      workers.remove(worker.nodeId());
      List<Assignment> mine = new ArrayList<>(held);
      mine.removeIf(assignment -> !assignment.nodeId().equals(worker.nodeId()));
      assertEquals(mine.size(), left.size());
      assertTrue(left.containsAll(mine));
      held.removeAll(mine);
      left.forEach(this::again);
    } else if (workers.size() < 60) {
      String prefix = random.nextBoolean() ? "" : "p" + random.nextInt(5);
      boolean trusted = random.nextInt(20) == 0;
      Worker fresh = new Worker(new Worker.Claim("n" + names++, "wasm", prefix, trusted, 0), now);
      assertTrue(scheduler.join(fresh, now));
      workers.put(fresh.nodeId(), fresh);
    }
  }

  private void again(Assignment assignment) {
    scheduler.again(assignment.task());
    waiting.add(assignment.task());
  }

  private @Nullable Worker any() {
    List<Worker> all = new ArrayList<>(workers.values());
    return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
  }

  private String anyModel() {
    return MODELS.get(random.nextInt(MODELS.size()));
  }

  private void change() {
    Worker worker = any();
    if (worker == null) {
      return;
    }
    switch (random.nextInt(6)) {
      case 0 -> worker.load(anyModel());
      case 1, 2 -> worker.loaded();
      case 3 -> worker.cannotRun(anyModel());
      case 4 -> worker.roundTrip(random.nextInt(400));
      default -> {
        boolean proven = random.nextBoolean();
        worker.credibility(proven ? 1e-4 : 0.2, proven);
      }
    }
    scheduler.update(worker, now);
    if (worker.model().isEmpty()) {
      worker.load(anyModel());
      scheduler.update(worker, now);
    }
  }

  private void submit() {
    if (random.nextInt(15) == 0) {
      String job = "j" + random.nextInt(8);
      scheduler.removeJob(job);
      waiting.removeIf(task -> task.jobId().equals(job));
    } else {
      Task task = Sample.ofModel(anyModel(), "j" + random.nextInt(8), names++);
      scheduler.submit(task);
      waiting.add(task);
    }
  }

  private void place(String where) {
    boolean allowed = scheduler.budget().allowsUnproven();
    boolean possible = MODELS.stream().anyMatch(model -> hasWork(model) && takes(model, allowed));
    Assignment assignment = scheduler.next(now);
    assertEquals(possible, assignment != null, where);
    if (assignment == null) {
      return;
    }
    Worker worker = workers.get(assignment.nodeId());
    assertNotNull(worker);
    assertEquals(assignment.task().model(), worker.model(), where);
    assertTrue(waiting.remove(assignment.task()), where);
    assertTrue(worker.leases() <= NodeLimits.LEASES_PER_NODE_MAX, where);
    assertEquals(assignment.trusted(), !serves(assignment.task().model()), where);
    held.add(assignment);
  }

  private boolean hasWork(String model) {
    return waiting.stream().anyMatch(task -> task.model().equals(model));
  }

  /** Whether somebody could begin a task of that model, by the rule as it is said. */
  private boolean takes(String model, boolean unprovenAllowed) {
    List<Worker> ready = new ArrayList<>(workers.values());
    ready.removeIf(worker -> !worker.model().equals(model) || !worker.ready() || !worker.serving());
    long visitors = ready.stream().filter(worker -> !worker.trusted()).count();
    long proven = ready.stream().filter(worker -> !worker.trusted() && worker.proven()).count();
    boolean anyone = unprovenAllowed || 2 * proven < visitors;
    return ready.stream()
        .filter(Worker::free)
        .anyMatch(w -> w.trusted() ? !serves(model) : w.proven() || anyone);
  }

  private boolean serves(String model) {
    return workers.values().stream()
        .anyMatch(
            worker ->
                !worker.trusted()
                    && (worker.model().isEmpty() || worker.model().equals(model))
                    && (worker.model().equals(model) ? worker.serving() : worker.canRun(model)));
  }

  private void draw() {
    Task task = Sample.ofModel(anyModel(), "d" + random.nextInt(8), names++);
    Exclusions without = new Exclusions();
    for (int copy = random.nextInt(3); copy > 0; copy--) {
      Worker holder = any();
      if (holder != null) {
        without.add(holder.nodeId(), holder.prefix());
      }
    }
    boolean provenFirst = random.nextBoolean();
    long point = random.nextLong();
    List<Worker> ofModel = new ArrayList<>(workers.values());
    ofModel.removeIf(worker -> !worker.model().equals(task.model()));
    Worker drawn = scheduler.draw(task, point, without, provenFirst);
    assertEquals(NaiveDraw.of(ofModel, point, without, provenFirst), drawn);
    if (drawn != null) {
      held.add(scheduler.lease(task, drawn, now));
    }
  }

  private void end() {
    if (held.isEmpty()) {
      return;
    }
    Assignment assignment = held.get(random.nextInt(held.size()));
    Worker worker = workers.get(assignment.nodeId());
    assertNotNull(worker);
    String taskId = assignment.task().id();
    switch (random.nextInt(5)) {
      case 0 -> scheduler.committed(worker, taskId, now);
      case 1 -> scheduler.opened(worker, taskId, now);
      case 2 -> {
        assertTrue(scheduler.dropped(worker, taskId, now));
        held.remove(assignment);
        again(assignment);
      }
      default -> {
        assertTrue(scheduler.finished(worker, taskId, now));
        assertFalse(scheduler.finished(worker, taskId, now));
        held.remove(assignment);
      }
    }
  }

  private void assertCounts(String where) {
    assertEquals(waiting.size(), scheduler.queued(), where);
    assertEquals(workers.size(), scheduler.workers(), where);
    int copies = 0;
    for (Worker worker : workers.values()) {
      copies += worker.leases() + worker.waiting();
    }
    assertEquals(held.size(), copies, where);
    for (String model : MODELS) {
      assertEquals(hasWork(model), scheduler.hasWork(model), where);
      assertEquals(serves(model), scheduler.visitorServes(model), where);
      Worker idle = scheduler.idleFor(model);
      assertEquals(movable(model), idle != null, where);
    }
  }

  private boolean movable(String model) {
    return workers.values().stream()
        .anyMatch(
            worker ->
                !worker.model().equals(model)
                    && worker.canRun(model)
                    && worker.idle()
                    && (worker.model().isEmpty() || (worker.ready() && !hasWork(worker.model())))
                    && (!worker.trusted() || !serves(model)));
  }
}
