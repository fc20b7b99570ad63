package io.blackroad.mesh.schedule;

import io.blackroad.mesh.task.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which node computes which task, until when. A decision costs O(log n) in workers, waiting tasks
 * and submitters; models are few and count as constant. No clock and no chance of its own: equal
 * calls have equal answers.
 *
 * <pre>
 * a copy:  next or lease --committed--> waiting --opened--> revealing --finished--> gone
 *                  \_______________________\____________________\-- dropped, leave --> gone
 * </pre>
 */
public final class Scheduler {
  private final SessionSurvival survival;
  private final VerificationBudget budget;
  private final Workforce workers;
  private final TaskPool tasks = new TaskPool();
  private final Leases leases = new Leases();

  public Scheduler(SessionSurvival survival, VerificationBudget budget) {
    this.survival = survival;
    this.budget = budget;
    this.workers = new Workforce(survival);
  }

  public SessionSurvival survival() {
    return survival;
  }

  public VerificationBudget budget() {
    return budget;
  }

  /** Takes a worker in; false when one of its node id is here. */
  public boolean join(Worker worker, long nowMillis) {
    return workers.join(worker, nowMillis);
  }

  /** Lets a worker go; the copies that it held are returned and end. */
  public List<Assignment> leave(Worker worker, long nowMillis) {
    if (!workers.has(worker)) {
      return List.of();
    }
    List<Assignment> held = new ArrayList<>();
    worker.leases.forEach(lease -> held.add(ended(lease)));
    worker.waiting.forEach(lease -> held.add(ended(lease)));
    worker.leases.clear();
    worker.waiting.clear();
    worker.leasedTokens = 0;
    workers.leave(worker, nowMillis);
    return held;
  }

  private Assignment ended(Lease lease) {
    leases.ended(lease);
    return lease.assignment;
  }

  /** Takes note of what changed about a worker; nothing when it is not here. */
  public void update(Worker worker, long nowMillis) {
    if (workers.has(worker)) {
      workers.file(worker, nowMillis);
    }
  }

  /** The worker of that node id, or null. */
  public @Nullable Worker worker(String nodeId) {
    return workers.find(nodeId);
  }

  public int workers() {
    return workers.size();
  }

  /** Queues a task that nobody has begun. */
  public void submit(Task task) {
    tasks.add(task);
  }

  /** Queues a task that was begun and taken back, before all others of its urgency. */
  public void again(Task task) {
    tasks.again(task);
  }

  /** Drops what waits of a job; its leases go on until they are dropped. */
  public void removeJob(String jobId) {
    tasks.removeJob(jobId);
  }

  /** Tasks that wait. */
  public int queued() {
    return tasks.size();
  }

  /** Tasks that wait of that job. */
  public int queuedOf(String jobId) {
    return tasks.sizeOf(jobId);
  }

  public boolean hasWork(String model) {
    return tasks.hasWork(model);
  }

  /** Models that have tasks waiting, the longest used first; then those that lack a voice. */
  public List<String> waitingModels() {
    return tasks.waitingModels();
  }

  /** Nobody who holds {@code model} could confirm a task that was begun; another node might. */
  public void wantVoice(String model) {
    tasks.wantVoice(model);
  }

  /** Nodes were moved: whatever lacks a voice still is to be named anew. */
  public void rebalanced() {
    tasks.voicesSought();
  }

  /** Leases the task whose turn it is to the worker that suits it best; null when nothing fits. */
  public @Nullable Assignment next(long nowMillis) {
    workers.expire(nowMillis);
    for (int models = tasks.models(); models > 0; models--) {
      String model = tasks.nextModel();
      Worker worker = tasks.hasWork(model) ? forFresh(model) : null;
      Task task = worker == null ? null : tasks.poll(model);
      if (worker != null && task != null) {
        budget.began(task.id(), !worker.proven() && !worker.trusted());
        return begin(task, worker, nowMillis);
      }
    }
    return null;
  }

  private @Nullable Worker forFresh(String model) {
    Bench bench = workers.bench(model);
    if (bench == null) {
      return null;
    }
    Worker visitor = bench.forFresh(budget.allowsUnproven());
    return visitor != null || workers.visitorServes(model) ? visitor : bench.trusted();
  }

  /**
   * The free visitor whom {@code point} names as the checker of a task. Of a prefix that no
   * excluded node has, unless there is no other; proven or not as wanted, unless there is no such.
   * Null when nobody is free. Never the seed's own.
   */
  public @Nullable Worker draw(Task task, long point, Exclusions without, boolean provenFirst) {
    Bench bench = workers.bench(task.model());
    return bench == null ? null : bench.draw(point, without, provenFirst);
  }

  /** The best free visitor for one more copy of a late task, or null. */
  public @Nullable Worker fastest(Task task, Exclusions without) {
    Bench bench = workers.bench(task.model());
    return bench == null ? null : bench.fastest(without);
  }

  /** A free worker of the seed's own, or null. */
  public @Nullable Worker trusted(String model) {
    Bench bench = workers.bench(model);
    return bench == null ? null : bench.trusted();
  }

  /** Whether a visitor is, or soon will be, able to compute {@code model}. */
  public boolean visitorServes(String model) {
    return workers.visitorServes(model);
  }

  /** Whether a proven visitor is ready with {@code model}, free or not. */
  public boolean provenServes(String model) {
    Bench bench = workers.bench(model);
    return bench != null && bench.hasProven();
  }

  /** Measured time per token that is usual for {@code model}; a guess before any measurement. */
  public double usualMicrosPerToken(String model) {
    Bench bench = workers.bench(model);
    return bench == null ? Speed.PRIOR_MICROS : bench.usual.microsPerToken();
  }

  /** Whether a visitor who holds {@code model}, free or not, has a prefix that is not excluded. */
  public boolean otherVoice(String model, Exclusions without) {
    Bench bench = workers.bench(model);
    return bench != null && bench.otherVoice(without);
  }

  /** An idle worker that could load {@code model} because its own has no work, or null. */
  public @Nullable Worker idleFor(String model) {
    return workers.idleFor(model, held -> tasks.hasWork(held) || tasks.lacksVoice(held));
  }

  /** Leases a task to a worker that was chosen: a check, a duplicate. Requires that it is free. */
  public Assignment lease(Task task, Worker worker, long nowMillis) {
    if (!workers.has(worker) || !worker.free() || worker.find(task.id()) != null) {
      throw new IllegalArgumentException(
          worker.nodeId() + " cannot take " + task.id() + ": gone, full or holding it");
    }
    if (!worker.trusted()) {
      budget.copied(task.id());
    }
    return begin(task, worker, nowMillis);
  }

  private Assignment begin(Task task, Worker worker, long nowMillis) {
    int tokens = task.inputs().tokens();
    long millis = LeaseTime.millis(worker.expectedMillis(tokens), worker.speedMeasured());
    Assignment assignment =
        new Assignment(
            task, worker.nodeId(), worker.engineClass(), worker.trusted(), nowMillis + millis);
    Lease lease = new Lease(worker, assignment, tokens, nowMillis);
    worker.leases.add(lease);
    worker.leasedTokens += tokens;
    leases.began(lease);
    workers.file(worker, nowMillis);
    return assignment;
  }

  /** A worker has computed a task and committed to the result; false when it has no such lease. */
  public boolean committed(Worker worker, String taskId, long nowMillis) {
    Lease lease = worker.find(taskId);
    if (lease == null || !worker.leases.contains(lease)) {
      return false;
    }
    lease.measure(nowMillis);
    lease.release(nowMillis);
    worker.waiting.add(lease);
    leases.committed(lease, nowMillis);
    workers.file(worker, nowMillis);
    return true;
  }

  /** A worker was asked to reveal what it has committed to. */
  public void opened(Worker worker, String taskId, long nowMillis) {
    Lease lease = worker.find(taskId);
    if (lease != null && worker.waiting.contains(lease)) {
      leases.opened(lease, nowMillis);
    }
  }

  /** A worker is done with a task; measures it if it was not committed before. */
  public boolean finished(Worker worker, String taskId, long nowMillis) {
    Lease lease = worker.find(taskId);
    if (lease != null && worker.leases.contains(lease)) {
      lease.measure(nowMillis);
    }
    return dropped(worker, taskId, nowMillis);
  }

  /** A task is taken back from a worker, in whatever state; false when it has none such. */
  public boolean dropped(Worker worker, String taskId, long nowMillis) {
    Lease lease = worker.find(taskId);
    if (lease == null) {
      return false;
    }
    if (!worker.waiting.remove(lease)) {
      lease.release(nowMillis);
    }
    leases.ended(lease);
    workers.file(worker, nowMillis);
    return true;
  }

  /** A copy whose time is over, or null; each is named once, {@link #dropped} is the caller's. */
  public @Nullable Assignment overdue(long nowMillis) {
    Lease lease = leases.overdue(nowMillis);
    if (lease == null) {
      return null;
    }
    if (lease.worker.leases.contains(lease)) {
      lease.worker.missed++;
      workers.file(lease.worker, nowMillis);
    }
    return lease.assignment;
  }

  /**
   * A copy that is late while its job has nothing left to place, or null; each is named once. It
   * deserves a duplicate at a faster worker.
   */
  public @Nullable Assignment late(long nowMillis) {
    Lease lease = leases.late(nowMillis, jobId -> tasks.sizeOf(jobId) == 0);
    return lease == null ? null : lease.assignment;
  }

  /** When {@link #overdue} or {@link #late} may have something, {@code Long.MAX_VALUE}: never. */
  public long wakeAtMillis() {
    return leases.wakeAtMillis();
  }
}
