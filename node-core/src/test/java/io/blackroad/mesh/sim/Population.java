package io.blackroad.mesh.sim;

import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.task.Confidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A large simulated mesh: thousands of light nodes of a {@link Mix}, a few real ones that check
 * what the seed tells them, and work for all. A seed number, a {@link Size} and a mix fix
 * everything that happens.
 */
public final class Population {
  /** Real nodes among the light ones. */
  private static final int REAL_NODES = 5;

  private static final int REAL_MICROS_PER_TOKEN = 1_000;

  private static final long PULSE_MILLIS = 10_000;

  /** Simulated time without any accepted task after which a run counts as stuck. */
  private static final long STUCK_MILLIS = 120_000;

  /** Simulated time for corrections and last verdicts. */
  private static final long SETTLING_MILLIS = 30_000;

  private final Size size;
  private final Mix mix;
  private final SimBooks books;
  private final Simulation simulation;
  private final Visitors visitors;
  private final Submitters submitters;
  private final List<SimNode> real = new ArrayList<>();
  private final List<Pulse> pulses = new ArrayList<>();
  private Consumer<Pulse> watcher = pulse -> {};
  private String queueProblem = "";

  /**
   * How much there is of everything.
   *
   * @param nodes light nodes at a time
   * @param tasks that are submitted in all, a few more at most
   * @param confidence of every job
   */
  public record Size(int nodes, long tasks, Confidence confidence) {
    public Size {
      if (nodes < 1 || tasks < 1) {
        throw new IllegalArgumentException(
            nodes + " nodes and " + tasks + " tasks, wanted at least 1 each");
      }
    }
  }

  /**
   * A population that has a name.
   *
   * @param mix one of {@link Mix#NAMES}
   */
  public record Plan(Size size, String mix) {
    /** What the seed number gives: small enough that many are played. */
    public static Plan drawn(long seedNumber) {
      SimRandom random = new SimRandom(seedNumber);
      int nodes = 20 + random.below(200);
      long tasks = 200L + random.below(1_500);
      String mix = Mix.NAMES.get(random.below(Mix.NAMES.size()));
      return new Plan(new Size(nodes, tasks, Confidence.STANDARD), mix);
    }

    /** The command that plays it again. */
    public String replay(long seedNumber) {
      return "./mesh sim %d --nodes %d --tasks %d --mix %s --confidence %s"
          .formatted(seedNumber, size.nodes, size.tasks, mix, size.confidence.wireName());
    }
  }

  /** The mesh every ten simulated seconds; all counts are of the run so far. */
  public record Pulse(
      long atMillis,
      int present,
      long joins,
      long leaves,
      long accepted,
      long results,
      long caught,
      long corrected,
      long wrong,
      long paid,
      long held) {}

  /**
   * How a run went.
   *
   * @param problem the first broken invariant, or empty
   * @param kinds what all visitors of each kind came to
   * @param refused how often a submitter found the queue full
   * @param workMillis simulated, until the last job was done
   * @param millis simulated, in all
   * @param lastHash of the log: equal hashes, equal runs
   */
  public record Outcome(
      String problem,
      List<Pulse> pulses,
      Map<String, NodeTally> kinds,
      long refused,
      long workMillis,
      long millis,
      String lastHash) {
    /** The last pulse. */
    public Pulse end() {
      return pulses.get(pulses.size() - 1);
    }
  }

  Population(long seedNumber, Size size, Mix mix) {
    this.size = size;
    this.mix = mix;
    Oracle oracle = new Oracle();
    this.books = new SimBooks(oracle, false);
    this.simulation = new Simulation(seedNumber, oracle, books);
    SimRandom random = new SimRandom(~seedNumber);
    this.visitors = new Visitors(simulation, random, mix, size.nodes);
    this.submitters =
        new Submitters(simulation, new SimRandom(random.nextLong()), size.confidence, size.tasks);
  }

  /** Plays the mesh of {@code seedNumber} to its end; {@code watch} sees each pulse at its time. */
  public static Outcome play(long seedNumber, Plan plan, Consumer<Pulse> watch) {
    Mix mix = Mix.named(plan.mix);
    if (mix == null) {
      throw new IllegalArgumentException("mix " + plan.mix + ", wanted one of " + Mix.NAMES);
    }
    return new Population(seedNumber, plan.size, mix).play(watch);
  }

  Outcome play(Consumer<Pulse> watch) {
    watcher = watch;
    for (int i = 0; i < REAL_NODES; i++) {
      real.add(simulation.visitor(SimEngine.Manner.HONEST, REAL_MICROS_PER_TOKEN, 100));
    }
    visitors.arrive();
    submitters.begin();
    simulation.after(PULSE_MILLIS, this::pulse);
    String stuck = run();
    long workMillis = simulation.nowMillis();
    if (stuck.isEmpty()) {
      simulation.run(SETTLING_MILLIS);
    }
    see(now());
    return new Outcome(
        problem(stuck),
        pulses,
        kinds(),
        submitters.refused(),
        workMillis,
        simulation.nowMillis(),
        books.lastHash());
  }

  private String run() {
    long before = -1;
    while (!done()) {
      if (books.jobs.accepted() == before) {
        return "no task was accepted for " + STUCK_MILLIS / 1_000 + " s, with " + left();
      }
      before = books.jobs.accepted();
      simulation.runUntil(this::done, STUCK_MILLIS);
    }
    return "";
  }

  private String left() {
    MeshSnapshot now = simulation.coordinator().snapshot();
    return now.tasksQueued()
        + " tasks queued, "
        + now.tasksOpen()
        + " begun, "
        + now.nodes().size()
        + " nodes";
  }

  private boolean done() {
    return !books.problem().isEmpty()
        || !queueProblem.isEmpty()
        || (submitters.tasks() >= size.tasks && books.jobs.ended() == submitters.jobs());
  }

  private void see(Pulse pulse) {
    pulses.add(pulse);
    watcher.accept(pulse);
  }

  private void pulse() {
    see(now());
    MeshSnapshot snapshot = simulation.coordinator().snapshot();
    long open = (long) snapshot.tasksOpen() * NodeLimits.TASK_TOKENS_MAX;
    long queued = (long) snapshot.tasksQueued() * NodeLimits.TASK_TOKENS_MAX;
    if (queued > NodeLimits.QUEUED_TOKENS_MAX || open > 2 * NodeLimits.QUEUED_TOKENS_MAX) {
      queueProblem = "the queue is unbounded: " + left();
    }
    simulation.after(PULSE_MILLIS, this::pulse);
  }

  private Pulse now() {
    return new Pulse(
        simulation.nowMillis(),
        visitors.present(),
        books.count(Action.JOIN),
        books.count(Action.LEAVE),
        books.jobs.accepted(),
        books.count(Action.RESULT),
        books.barred().size(),
        books.jobs.corrected(),
        books.jobs.standingWrong(),
        books.money.paid(),
        books.money.escrow());
  }

  private String problem(String stuck) {
    if (!books.problem().isEmpty()) {
      return books.problem();
    }
    if (!queueProblem.isEmpty()) {
      return queueProblem;
    }
    if (!stuck.isEmpty()) {
      return stuck;
    }
    for (SimNode node : real) {
      if (!node.archive().evidence().isEmpty() || node.status().receiptsBroken() > 0) {
        return "a real node holds a broken receipt or evidence against an honest seed";
      }
    }
    for (String nodeId : books.barred()) {
      if (visitors.kind(nodeId).equals(Mix.HONEST)) {
        return "an honest node was barred: " + nodeId;
      }
    }
    String wrong = wrongProblem();
    return wrong.isEmpty() ? books.finalProblem() : wrong;
  }

  /** More wrong outputs than the submitters' bound allows, chance (three sigma) included. */
  private String wrongProblem() {
    if (mix.history().attackersPercent() > 0) {
      return ""; // The bound is for nodes that lie at a constant rate: docs/attacks.md.
    }
    double bound = size.confidence.errorMax() * books.jobs.accepted();
    long wrong = books.jobs.standingWrong();
    return wrong <= 1 + bound + 3 * Math.sqrt(bound)
        ? ""
        : wrong + " wrong outputs of " + books.jobs.accepted() + ", more than the bound allows";
  }

  private Map<String, NodeTally> kinds() {
    Map<String, NodeTally> kinds = new LinkedHashMap<>();
    kinds.put(Mix.HONEST, new NodeTally());
    mix.kinds().forEach(kind -> kinds.put(kind.name(), new NodeTally()));
    books
        .nodes()
        .forEach(
            (nodeId, tally) ->
                kinds.computeIfAbsent(visitors.kind(nodeId), kind -> new NodeTally()).add(tally));
    return kinds;
  }
}
