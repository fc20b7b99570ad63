package io.blackroad.mesh.schedule;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one model: the free ones by how well they would do, those of them that could be
 * drawn as checkers, and the idle ones that another model could have. Workers without a model have
 * a bench of their own, where all are idle.
 */
final class Bench {
  private static final double USUAL_WEIGHT = 1.0 / 64;

  private final TurnHeap<Worker> proven = new TurnHeap<>();
  private final TurnHeap<Worker> unproven = new TurnHeap<>();
  private final TurnHeap<Worker> trusted = new TurnHeap<>();
  private final DrawRing provenRing = new DrawRing();
  private final DrawRing unprovenRing = new DrawRing();
  private final Map<String, Spares> spares = new LinkedHashMap<>();
  private final Map<String, Integer> voices = new LinkedHashMap<>();
  private final boolean modelless;

  /** What its visitors were measured at. */
  final Speed usual = new Speed(Speed.PRIOR_MICROS, USUAL_WEIGHT);

  private int visitors;
  private int readyVisitors;
  private int readyProven;

  /** Idle workers that are unable to run the same models. */
  private record Spares(boolean trusted, Set<String> unable, Set<Worker> idle) {}

  Bench(boolean modelless) {
    this.modelless = modelless;
  }

  /** Takes a worker in as it is now. */
  void add(Worker worker) {
    worker.bench = this;
    worker.filedReady = worker.ready();
    worker.filedServing = worker.serving();
    worker.filedProven = worker.proven();
    worker.filedUnable = worker.unable().size();
    count(worker, 1);
  }

  /** Lets a worker go that was taken in, however it has changed since. */
  void remove(Worker worker) {
    count(worker, -1);
    worker.turn.leave();
    leaveSpare(worker);
    leaveRing(worker);
    worker.bench = null;
  }

  private void count(Worker worker, int by) {
    if (worker.trusted() || !worker.filedServing) {
      return;
    }
    visitors += by;
    readyVisitors += worker.filedReady ? by : 0;
    readyProven += worker.filedReady && worker.filedProven ? by : 0;
    int alike = voices.getOrDefault(worker.voice(), 0) + by;
    if (alike == 0) {
      voices.remove(worker.voice());
    } else {
      voices.put(worker.voice(), alike);
    }
  }

  /** Files a worker of this bench by what it could be given now. */
  void refresh(Worker worker, double hazardPerMilli) {
    if (!modelless && worker.free()) {
      turn(worker, Score.of(worker, hazardPerMilli));
      enterRing(worker);
    } else {
      worker.turn.leave();
      leaveRing(worker);
    }
    if (worker.idle() && (modelless || worker.ready())) {
      spare(worker);
    } else {
      leaveSpare(worker);
    }
  }

  private void turn(Worker worker, long score) {
    TurnHeap<Worker> heap = worker.trusted() ? trusted : worker.proven() ? proven : unproven;
    if (worker.turn.heap != heap || worker.turn.key != score) {
      heap.put(worker.turn, score);
    }
  }

  private void enterRing(Worker worker) {
    if (worker.ring == null && !worker.trusted()) {
      worker.ring = worker.proven() ? provenRing : unprovenRing;
      worker.ring.add(worker);
    }
  }

  private static void leaveRing(Worker worker) {
    if (worker.ring != null) {
      worker.ring.remove(worker);
      worker.ring = null;
    }
  }

  private void spare(Worker worker) {
    if (worker.spare == null) {
      String kind = worker.trusted() + String.join("\n", worker.unable());
      Spares alike = spares.get(kind);
      if (alike == null) {
        alike = new Spares(worker.trusted(), new TreeSet<>(worker.unable()), new LinkedHashSet<>());
        spares.put(kind, alike);
      }
      alike.idle.add(worker);
      worker.spare = alike.idle;
    }
  }

  private static void leaveSpare(Worker worker) {
    if (worker.spare != null) {
      worker.spare.remove(worker);
      worker.spare = null;
    }
  }

  /** An idle worker that could have {@code model} instead, or null. */
  @Nullable Worker spareFor(String model, boolean trustedToo) {
    for (Spares alike : spares.values()) {
      if ((trustedToo || !alike.trusted)
          && !alike.unable.contains(model)
          && !alike.idle.isEmpty()) {
        return alike.idle.iterator().next();
      }
    }
    return null;
  }

  /** The worker for a task that nobody has begun: a proven one, else one that may be checked. */
  @Nullable Worker forFresh(boolean unprovenAllowed) {
    Turn<Worker> first = proven.first();
    if (first == null && (unprovenAllowed || 2 * readyProven < readyVisitors)) {
      first = unproven.first();
    }
    return first == null ? null : first.item;
  }

  /** The best free visitor that is not excluded, or null. */
  @Nullable Worker fastest(Exclusions without) {
    Worker best = proven.firstWithout(without::holds);
    return best != null ? best : unproven.firstWithout(without::holds);
  }

  @Nullable Worker trusted() {
    Turn<Worker> first = trusted.first();
    return first == null ? null : first.item;
  }

  /** The free visitor that {@code point} names, of the wanted class and apart if there is one. */
  @Nullable Worker draw(long point, Exclusions without, boolean provenFirst) {
    DrawRing wanted = provenFirst ? provenRing : unprovenRing;
    DrawRing other = provenFirst ? unprovenRing : provenRing;
    Worker drawn = wanted.drawApart(point, without);
    drawn = drawn != null ? drawn : other.drawApart(point, without);
    drawn = drawn != null ? drawn : wanted.drawAny(point, without);
    return drawn != null ? drawn : other.drawAny(point, without);
  }

  /** Visitors that compute with the model or are loading it, in reasonable time. */
  int visitors() {
    return visitors;
  }

  boolean hasProven() {
    return readyProven > 0;
  }

  /** Whether a visitor without model could run this one. */
  boolean couldServe(String model) {
    for (Spares alike : spares.values()) {
      if (!alike.trusted && !alike.idle.isEmpty() && !alike.unable.contains(model)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a visitor of a prefix that is not excluded is here, free or not. */
  boolean otherVoice(Exclusions without) {
    int excluded = 0;
    for (String voice : new TreeSet<>(without.voices())) {
      excluded += voices.containsKey(voice) ? 1 : 0;
    }
    return voices.size() > excluded;
  }
}
