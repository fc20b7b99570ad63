package io.blackroad.mesh.sim;

import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.sim.SimEngine.Manner;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One random mesh and its one job: three honest visitors stay, one lies on every result, others
 * come and close or freeze, the seed may compute by itself, and may be killed and started again. A
 * seed number and a {@link Size} fix everything that happens.
 */
public final class Scenario {
  /** Honest visitors that stay: with them the job can always be finished. */
  private static final int STEADY = 3;

  /** Simulated time after which a job that is not done counts as stuck. */
  private static final long LIMIT_MILLIS = 600_000;

  /** Simulated time for the last verdicts to reach the nodes. */
  private static final long SETTLING_MILLIS = 2_000;

  private final long seedNumber;
  private final Size size;
  private final Simulation simulation;
  private final SimRandom random;
  private final Map<String, SimNode> visitors = new LinkedHashMap<>();
  private final List<Happening> happenings = new ArrayList<>();
  private @Nullable SimNode liar;

  /**
   * How large the mesh is; null leaves it to the seed number.
   *
   * @param visitors all of them, at least {@link #VISITORS_MIN}
   * @param texts of the job, at least 1
   */
  public record Size(@Nullable Integer visitors, @Nullable Integer texts) {
    /** The three that stay and the one that lies. */
    public static final int VISITORS_MIN = STEADY + 1;

    public Size {
      if (visitors != null && visitors < VISITORS_MIN) {
        throw new IllegalArgumentException(
            visitors + " visitors, wanted at least " + VISITORS_MIN + ": three stay, one lies");
      }
      if (texts != null && texts < 1) {
        throw new IllegalArgumentException(texts + " texts, wanted at least 1");
      }
    }

    /** Whatever the seed number gives. */
    public static Size drawn() {
      return new Size(null, null);
    }
  }

  /** Something that was done to the mesh, which its log need not show. */
  public record Happening(long atMillis, String what) {}

  /**
   * How a run went.
   *
   * @param problem the first broken invariant, or empty
   * @param admitted whether the job was stored before the seed was killed, so that it had to be
   *     finished
   * @param names what the timeline calls each node, by node id
   * @param simulation as the run left it
   */
  public record Outcome(
      long seedNumber,
      String problem,
      boolean admitted,
      Job job,
      Map<String, String> names,
      List<Happening> happenings,
      Simulation simulation) {

    /** Hash of the last stored log entry: equal hashes, equal runs. */
    public String lastHash() {
      var stored = simulation.stored();
      List<LoggedEntry> last = stored.get(stored.size() - 1).entries();
      return last.get(last.size() - 1).entry().hash();
    }
  }

  private Scenario(long seedNumber, Size size) {
    this.seedNumber = seedNumber;
    this.size = size;
    this.simulation = new Simulation(seedNumber);
    this.random = simulation.random();
  }

  /** Plays the mesh of {@code seedNumber} to its end. */
  public static Outcome play(long seedNumber, Size size) {
    return new Scenario(seedNumber, size).play();
  }

  private Outcome play() {
    arrive();
    plan();
    int drawn = 20 + random.below(150);
    int texts = size.texts == null ? drawn : size.texts;
    Job job = Jobs.of("j_0000000000000001", texts, Confidence.QUORUM, random);
    simulation.submit(job);
    boolean done = simulation.runUntil(() -> simulation.ended(job.id()), LIMIT_MILLIS);
    boolean admitted = done || simulation.admitted(job.id());
    if (done) {
      simulation.run(SETTLING_MILLIS);
    }
    String problem = admitted ? problem(job, done) : new Audit(simulation).problem();
    return new Outcome(seedNumber, problem, admitted, job, names(), happenings, simulation);
  }

  private void arrive() {
    for (int i = 0; i < STEADY; i++) {
      int micros = 200 + random.below(800);
      int cap = 40 + random.below(61);
      come("steady", simulation.visitor(Manner.HONEST, micros, cap));
    }
    liar = simulation.visitor(Manner.LIAR, 300, 100);
    come("liar", liar);
    int fickle = size.visitors == null ? random.below(6) : size.visitors - Size.VISITORS_MIN;
    for (int i = 0; i < fickle; i++) {
      SimNode node = simulation.visitor(Manner.HONEST, 200 + random.below(1_500), 100);
      leaveLater(come("fickle", node), node);
    }
  }

  private String come(String manner, SimNode node) {
    String name = "visitor " + (visitors.size() + 1) + " (" + manner + ")";
    visitors.put(name, node);
    return name;
  }

  private void leaveLater(String name, SimNode node) {
    long at = 500L + random.below(20_000);
    if (random.chance(50)) {
      later(at, name + " closes the tab", node::closeTab);
    } else {
      later(at, name + " freezes", node::freeze);
    }
  }

  private void plan() {
    if (random.chance(30)) {
      visitors.put("the seed's own node", simulation.fallback());
    }
    if (random.chance(20)) {
      long back = -random.below(7_200_000);
      later(
          1_000L + random.below(10_000),
          "the clock is set back",
          () -> simulation.setWallClock(back));
    }
    if (random.chance(30)) {
      long at = 2_000L + random.below(10_000);
      later(at, "the seed is killed", simulation::killSeed);
      later(at + 200 + random.below(3_000), "the seed starts again", simulation::startSeed);
    }
  }

  private void later(long atMillis, String what, Runnable action) {
    simulation.after(
        atMillis,
        () -> {
          happenings.add(new Happening(simulation.nowMillis(), what));
          action.run();
        });
  }

  private String problem(Job job, boolean done) {
    if (!done) {
      return "the job was admitted but not done after " + LIMIT_MILLIS / 1_000 + " s";
    }
    Audit audit = new Audit(simulation);
    if (!audit.problem().isEmpty()) {
      return audit.problem();
    }
    for (Map.Entry<String, SimNode> visitor : visitors.entrySet()) {
      String problem = audit.problem(visitor.getValue());
      if (!problem.isEmpty()) {
        return visitor.getKey() + ": " + problem;
      }
    }
    String wrong = Jobs.problem(job, audit.outputs(), 1e-5f);
    if (!wrong.isEmpty()) {
      return wrong;
    }
    boolean liarPaid = liar != null && audit.paid().containsKey(liar.nodeId());
    return liarPaid ? "a liar was paid" : "";
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    visitors.forEach((name, node) -> names.put(node.nodeId(), name));
    names.put(Simulation.SEED_ID, "the seed");
    return names;
  }
}
