package io.blackroad.mesh.sim;

import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.task.Confidence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of what its nodes could do a mesh gets done while they come and go. In every five
 * minutes {@link Plan#leavePercent} of the nodes leave, each at a moment of its own, every fifth
 * without a word; whoever leaves is followed at once by somebody new, who has a model to load
 * first. There is always work.
 *
 * <p>Ideal is what the engines of all nodes would compute from the moment they arrive to the moment
 * they are gone, without a pause.
 */
public final class Churn {
  private static final long PERIOD_MILLIS = 300_000;
  private static final int SILENT_PERCENT = 20;

  /** Everybody is there and has a model by then. */
  private static final long WARM_UP_MILLIS = 10_000;

  private static final int ARRIVAL_MILLIS = 4_000;
  private static final int LOAD_MILLIS_MAX = 3_000;
  private static final long SETTLING_MILLIS_MAX = 1_800_000;

  /** A quarter of one core of an ordinary computer; the slowest takes eight times as long. */
  private static final int MICROS_PER_TOKEN_MIN = 2_000;

  private static final double SLOWEST = 8;

  /** Tasks after which it is not measured any longer: some must always wait. */
  private static final int ENOUGH_PERCENT = 90;

  private static final double MICROS_PER_MILLI = 1_000;

  private final Plan plan;
  private final SimRandom random;
  private final Counted books;
  private final Simulation simulation;
  private final Submitters submitters;
  private final Map<SimPeer, Stay> present = new LinkedHashMap<>();
  private long fromMillis = Long.MAX_VALUE;
  private double idealTokens;
  private long left;

  /**
   * What is played.
   *
   * @param leavePercent of the nodes, in five minutes; 0 for a mesh whose nodes stay
   * @param measuredMillis of simulated time; less when nine tenths of the tasks are done before
   */
  public record Plan(
      int nodes, long tasks, int leavePercent, long measuredMillis, Confidence confidence) {}

  /**
   * What came of it.
   *
   * @param problem the first broken invariant, or empty
   * @param accepted tasks, in the whole run
   * @param left nodes that left while it was measured
   * @param doneTokens that were accepted while it was measured
   * @param idealTokens that could have been
   */
  public record Outcome(
      String problem,
      long accepted,
      long left,
      long measuredMillis,
      long doneTokens,
      double idealTokens) {
    public double ofIdeal() {
      return doneTokens / idealTokens;
    }
  }

  private record Stay(long sinceMillis, double tokensPerMilli) {}

  /** The books of any large mesh, and how many tokens were accepted. */
  private static final class Counted implements SimLog.Books {
    private final SimBooks books;
    private long tokens;

    Counted(Oracle oracle) {
      books = new SimBooks(oracle, false);
    }

    @Override
    public boolean keeps() {
      return books.keeps();
    }

    @Override
    public void stored(LogBatch batch) {
      books.stored(batch);
    }

    @Override
    public void admitted(String jobId) {
      books.admitted(jobId);
    }

    @Override
    public void accepted(AcceptedOutput output) {
      tokens += (long) output.output().dims().get(0) * Submitters.TOKENS_PER_TEXT;
      books.accepted(output);
    }

    @Override
    public void corrected(AcceptedOutput output) {
      books.corrected(output);
    }

    @Override
    public void ended(String jobId, boolean cancelled) {
      books.ended(jobId, cancelled);
    }
  }

  private Churn(long seedNumber, Plan plan) {
    this.plan = plan;
    Oracle oracle = new Oracle();
    this.books = new Counted(oracle);
    this.simulation = new Simulation(seedNumber, oracle, books);
    this.random = new SimRandom(~seedNumber);
    this.submitters =
        new Submitters(simulation, new SimRandom(random.nextLong()), plan.confidence, plan.tasks);
  }

  /** Plays the mesh of that seed number. */
  public static Outcome play(long seedNumber, Plan plan) {
    return new Churn(seedNumber, plan).play();
  }

  private Outcome play() {
    for (int i = 0; i < plan.nodes; i++) {
      simulation.after(random.below(ARRIVAL_MILLIS), this::come);
    }
    submitters.begin();
    simulation.run(WARM_UP_MILLIS);
    fromMillis = simulation.nowMillis();
    long tokensBefore = books.tokens;
    left = 0;
    long enough = plan.tasks * ENOUGH_PERCENT / 100;
    simulation.runUntil(() -> books.books.jobs.accepted() >= enough, plan.measuredMillis);
    long until = simulation.nowMillis();
    present.values().forEach(this::count);
    long done = books.tokens - tokensBefore;
    long gone = left;
    double ideal = idealTokens;
    simulation.runUntil(this::done, SETTLING_MILLIS_MAX);
    return new Outcome(
        problem(), books.books.jobs.accepted(), gone, until - fromMillis, done, ideal);
  }

  private boolean done() {
    return !books.books.problem().isEmpty()
        || (submitters.tasks() >= plan.tasks && submitters.jobs() == books.books.jobs.ended());
  }

  private String problem() {
    String broken = books.books.problem();
    return broken.isEmpty() ? books.books.finalProblem() : broken;
  }

  private void come() {
    byte[] key = new byte[32];
    random.fill(key);
    int micros = (int) (MICROS_PER_TOKEN_MIN * StrictMath.pow(SLOWEST, random.unit()));
    int network = random.below(plan.nodes);
    SimPeer peer =
        simulation.peer(
            new SimKey(key),
            new SimPeer.Traits(
                "10." + (network >> 8) + "." + (network & 255) + ".0/24",
                micros,
                random.below(LOAD_MILLIS_MAX),
                SimLine.Quality.HOME),
            Conduct.HONEST);
    present.put(peer, new Stay(simulation.nowMillis(), MICROS_PER_MILLI / micros));
    peer.whenGone(() -> gone(peer));
    if (plan.leavePercent > 0) {
      simulation.after(stayMillis(), () -> leave(peer));
    }
  }

  /** Exponential, so that everybody is as likely to leave in the next second as anybody else. */
  private long stayMillis() {
    double perMilli = -StrictMath.log(1 - plan.leavePercent / 100.0) / PERIOD_MILLIS;
    return 1 + (long) (-StrictMath.log(1 - random.unit()) / perMilli);
  }

  private void leave(SimPeer peer) {
    if (peer.isGone()) {
      return;
    }
    if (random.chance(SILENT_PERCENT)) {
      peer.vanish();
    } else {
      peer.leave("page hidden");
    }
  }

  private void gone(SimPeer peer) {
    Stay stay = present.remove(peer);
    if (stay != null) {
      count(stay);
      left++;
    }
    simulation.after(1, this::come);
  }

  /** What a node could have computed since it came, as far as it was measured. */
  private void count(Stay stay) {
    long since = Math.max(stay.sinceMillis, fromMillis);
    idealTokens += Math.max(0, simulation.nowMillis() - since) * stay.tokensPerMilli;
  }
}
