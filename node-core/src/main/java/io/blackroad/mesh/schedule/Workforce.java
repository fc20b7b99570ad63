package io.blackroad.mesh.schedule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All workers, each at the bench of its model. */
final class Workforce {
  private static final double SPEED_WEIGHT = 0.25;

  /** Time to load a model: 25 MB over 2 Mbit/s. Whoever takes longer is no longer waited for. */
  static final long LOADING_MILLIS_MAX = 100_000;

  private final SessionSurvival survival;
  private final Map<String, Worker> byNode = new LinkedHashMap<>();
  private final Map<String, Bench> benches = new LinkedHashMap<>();
  private final Bench modelless = new Bench(true);
  private final TurnHeap<Worker> loading = new TurnHeap<>();

  Workforce(SessionSurvival survival) {
    this.survival = survival;
  }

  boolean join(Worker worker, long nowMillis) {
    if (byNode.putIfAbsent(worker.nodeId(), worker) != null) {
      return false;
    }
    file(worker, nowMillis);
    return true;
  }

  void leave(Worker worker, long nowMillis) {
    byNode.remove(worker.nodeId());
    worker.loading.leave();
    if (worker.bench != null) {
      worker.bench.remove(worker);
    }
    if (!worker.trusted()) {
      survival.ended(age(worker, nowMillis));
    }
  }

  boolean has(Worker worker) {
    return byNode.get(worker.nodeId()) == worker;
  }

  @Nullable Worker find(String nodeId) {
    return byNode.get(nodeId);
  }

  int size() {
    return byNode.size();
  }

  /** Files a worker by what it is now. Requires that it has joined. */
  void file(Worker worker, long nowMillis) {
    Bench bench = worker.model().isEmpty() ? modelless : benchOf(worker.model());
    Bench filed = worker.bench;
    if (filed != bench) {
      worker.speed = bench == modelless ? null : worker.speedOf(worker.model(), usual(bench));
    }
    awaitLoading(worker, nowMillis);
    if (filed != bench
        || worker.filedServing != worker.serving()
        || worker.filedReady != worker.ready()
        || worker.filedProven != worker.proven()
        || worker.filedUnable != worker.unable().size()) {
      if (filed != null) {
        filed.remove(worker);
      }
      bench.add(worker);
    }
    bench.refresh(worker, survival.hazard(age(worker, nowMillis)));
  }

  private void awaitLoading(Worker worker, long nowMillis) {
    if (worker.ready() || worker.model().isEmpty()) {
      worker.loading.leave();
    } else if (worker.loadAsked) {
      loading.put(worker.loading, nowMillis + LOADING_MILLIS_MAX);
    }
    worker.loadAsked = false;
  }

  /** Waits no longer for those whose loading has taken too long. */
  void expire(long nowMillis) {
    Turn<Worker> first = loading.first();
    while (first != null && first.key <= nowMillis) {
      first.leave();
      first.item.loadTooLong = true;
      file(first.item, nowMillis);
      first = loading.first();
    }
  }

  private static Speed usual(Bench bench) {
    return new Speed(bench.usual.microsPerToken(), SPEED_WEIGHT);
  }

  /** Age of a worker's session, up to which its life is then counted. */
  private long age(Worker worker, long nowMillis) {
    long age = Math.max(worker.countedMillis, nowMillis - worker.joinedMillis());
    if (!worker.trusted()) {
      survival.lived(worker.countedMillis, age);
    }
    worker.countedMillis = age;
    return age;
  }

  private Bench benchOf(String model) {
    Bench bench = benches.get(model);
    if (bench == null) {
      bench = new Bench(false);
      benches.put(model, bench);
    }
    return bench;
  }

  @Nullable Bench bench(String model) {
    return benches.get(model);
  }

  /** Whether a visitor is, or soon will be, able to compute {@code model}. */
  boolean visitorServes(String model) {
    Bench bench = benches.get(model);
    return (bench != null && bench.visitors() > 0) || modelless.couldServe(model);
  }

  /** An idle worker of no model, or of one that has no work, for a model that has; or null. */
  @Nullable Worker idleFor(String model, Predicate<String> hasWork) {
    boolean trustedToo = !visitorServes(model);
    Worker spare = modelless.spareFor(model, trustedToo);
    for (Map.Entry<String, Bench> entry : benches.entrySet()) {
      if (spare != null) {
        break;
      }
      if (!entry.getKey().equals(model) && !hasWork.test(entry.getKey())) {
        spare = entry.getValue().spareFor(model, trustedToo);
      }
    }
    return spare;
  }
}
