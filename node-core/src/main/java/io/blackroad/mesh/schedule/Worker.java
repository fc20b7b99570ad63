package io.blackroad.mesh.schedule;

import io.blackroad.mesh.NodeLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A node as the scheduler sees it. Whoever changes it tells {@link Scheduler#update} afterwards;
 * until then the scheduler goes by what it was. Its leases are the scheduler's own to change.
 */
public final class Worker {
  /** Round trip before one was measured. */
  private static final long ROUND_TRIP_PRIOR_MILLIS = 50;

  /** Longer round trips count as this: a node that is silent for longer is gone. */
  private static final long ROUND_TRIP_MILLIS_MAX = NodeLimits.SILENCE_MILLIS_MAX;

  private static final double ROUND_TRIP_WEIGHT = 0.25;

  /** Leases that it may let run out in a row before it is given no more in this session. */
  static final int MISSED_MAX = 3;

  private final Claim claim;
  private final long joinedMillis;
  private final Set<String> unable = new TreeSet<>();
  private String model = "";
  private boolean ready;
  private double errorChance = 1;
  private boolean proven;
  private double roundTripMillis = ROUND_TRIP_PRIOR_MILLIS;
  private boolean roundTripMeasured;
  private boolean absent;

  /** Where it stands among the free and among the idle; which bench it is filed at, and as what. */
  final Turn<Worker> turn = new Turn<>(this);

  @Nullable Set<Worker> spare;
  final RingPlace place;
  @Nullable Bench bench;
  boolean filedReady;
  boolean filedProven;
  int filedUnable;
  boolean filedServing;

  /** When its loading has taken so long that nobody waits for it any more. */
  final Turn<Worker> loading = new Turn<>(this);

  boolean loadAsked;
  boolean loadTooLong;

  /** Leases that ran out since it last finished one. */
  int missed;

  @Nullable DrawRing ring;

  /** Its speed with the model of its bench, and with all models that it has held. */
  @Nullable Speed speed;

  private final Map<String, Speed> speeds = new LinkedHashMap<>(2);

  final List<Lease> leases = new ArrayList<>(NodeLimits.LEASES_PER_NODE_MAX);
  final List<Lease> waiting = new ArrayList<>(0);

  /** Tokens of its leases. */
  long leasedTokens;

  /** When its last lease but the present ones ended. */
  long freedMillis;

  /** Age up to which its life is counted in {@link SessionSurvival}. */
  long countedMillis;

  /**
   * What a node says of itself, or what its link says.
   *
   * @param engineClass results of one class compare bit for bit
   * @param prefix of its address, empty for one that counts as a prefix of its own
   * @param trusted whether it is the seed's own
   * @param memoryMib what it says it has, 0 for unknown; can only keep work away
   */
  public record Claim(
      String nodeId, String engineClass, String prefix, boolean trusted, int memoryMib) {}

  public Worker(Claim claim, long joinedMillis) {
    this.claim = claim;
    this.joinedMillis = joinedMillis;
    this.freedMillis = joinedMillis;
    this.place = RingPlace.of(voice(claim.nodeId, claim.prefix), claim.nodeId);
  }

  /** Under what name a node's word counts: its prefix's, else its own. */
  static String voice(String nodeId, String prefix) {
    return prefix.isEmpty() ? nodeId : prefix;
  }

  public String nodeId() {
    return claim.nodeId;
  }

  public String engineClass() {
    return claim.engineClass;
  }

  public String prefix() {
    return claim.prefix;
  }

  String voice() {
    return place.voice();
  }

  public boolean trusted() {
    return claim.trusted;
  }

  public long joinedMillis() {
    return joinedMillis;
  }

  /** Model that it was last told to load, or empty. */
  public String model() {
    return model;
  }

  public boolean ready() {
    return ready;
  }

  /** It was told to load {@code model} and has not said yet that it has. */
  public void load(String model) {
    this.model = model;
    this.ready = false;
    this.loadAsked = true;
    this.loadTooLong = false;
  }

  /** It has loaded its model. */
  public void loaded() {
    ready = true;
  }

  /** It cannot run {@code model}, until it {@link #recovered}; it then holds none. */
  public void cannotRun(String model) {
    unable.add(model);
    if (this.model.equals(model)) {
      load("");
    }
  }

  /** It said that it can run a model after all, so it may be asked for any again. */
  public void recovered() {
    unable.clear();
  }

  public boolean canRun(String model) {
    return !unable.contains(model);
  }

  /** Whether a model that needs so much fits, as far as is known. */
  public boolean fits(int memoryMib) {
    return claim.memoryMib == 0 || claim.memoryMib >= memoryMib;
  }

  /** Models that it could not load, in order of their names. */
  Set<String> unable() {
    return unable;
  }

  /**
   * What its history says.
   *
   * @param errorChance that one result of it is wrong, 0 to 1
   * @param proven whether its word alone may stand
   */
  public void credibility(double errorChance, boolean proven) {
    this.errorChance = errorChance;
    this.proven = proven;
  }

  public double errorChance() {
    return errorChance;
  }

  public boolean proven() {
    return proven;
  }

  /** A message and its answer took that long. */
  public void roundTrip(long millis) {
    double measured = Math.max(0, Math.min(ROUND_TRIP_MILLIS_MAX, millis));
    roundTripMillis += (measured - roundTripMillis) * (roundTripMeasured ? ROUND_TRIP_WEIGHT : 1);
    roundTripMeasured = true;
  }

  public long roundTripMillis() {
    return (long) roundTripMillis;
  }

  /** Its link is broken, for a moment perhaps: it keeps its tasks and is given no more. */
  public void absent(boolean absent) {
    this.absent = absent;
  }

  /** Whether {@code other} claims to be just this worker. */
  public boolean is(Claim other) {
    return claim.equals(other);
  }

  /** Ids of the tasks that it has at work or has committed to. */
  public List<String> taskIds() {
    List<String> ids = new ArrayList<>(tasksAtWork());
    waiting.forEach(lease -> ids.add(lease.task().id()));
    return ids;
  }

  public int leases() {
    return leases.size();
  }

  /** Results that it has committed to and not yet revealed. */
  public int waiting() {
    return waiting.size();
  }

  /** Whether it could be given a task of its model now. */
  public boolean free() {
    return ready
        && !absent
        && missed < MISSED_MAX
        && leases.size() < NodeLimits.LEASES_PER_NODE_MAX
        && waiting.size() < NodeLimits.COMMITTED_PER_NODE_MAX;
  }

  /** Whether the seed's own may leave tasks of its model to it: it is at work, or soon will be. */
  boolean serving() {
    return missed < MISSED_MAX && (ready || !loadTooLong);
  }

  /** Whether it has no task, neither at work nor committed to. */
  public boolean idle() {
    return leases.isEmpty() && waiting.isEmpty();
  }

  /** Its speed with {@code model}, beginning as {@code fresh}. */
  Speed speedOf(String model, Speed fresh) {
    Speed known = speeds.putIfAbsent(model, fresh);
    return known == null ? fresh : known;
  }

  /** Measured time per token of its model; what is usual until then. */
  public double microsPerToken() {
    return speed == null ? Speed.PRIOR_MICROS : speed.microsPerToken();
  }

  /** It took that long for a token of its model. */
  void measured(double microsPerToken) {
    if (speed == null || bench == null) {
      return;
    }
    double usual = bench.usual.microsPerToken();
    speed.measured(microsPerToken, usual);
    if (!trusted()) {
      bench.usual.measured(microsPerToken, usual);
    }
  }

  boolean speedMeasured() {
    return speed != null && speed.isMeasured();
  }

  /** When a task of so many tokens is expected back, from now, after what it holds already. */
  long expectedMillis(int tokens) {
    return (long) (roundTripMillis + (leasedTokens + tokens) * microsPerToken() / 1_000);
  }

  /** Ids of the tasks that it has at work. */
  public List<String> tasksAtWork() {
    return leases.stream().map(lease -> lease.task().id()).toList();
  }

  /** The lease or the waiting result of that task, or null. */
  @Nullable Lease find(String taskId) {
    Lease lease = find(leases, taskId);
    return lease != null ? lease : find(waiting, taskId);
  }

  private static @Nullable Lease find(List<Lease> among, String taskId) {
    for (int i = 0; i < among.size(); i++) {
      if (among.get(i).task().id().equals(taskId)) {
        return among.get(i);
      }
    }
    return null;
  }
}
