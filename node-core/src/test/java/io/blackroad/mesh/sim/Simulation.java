package io.blackroad.mesh.sim;

import io.blackroad.mesh.Coordinator;
import io.blackroad.mesh.JobListener;
import io.blackroad.mesh.SeedConfig;
import io.blackroad.mesh.admit.Admission;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.reward.Tariff;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import io.blackroad.mesh.witness.CodeManifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A seed, its nodes and the network between them; one seed number replays a run exactly. */
public final class Simulation {
  private static final SimKey SEED_KEY = new SimKey(new byte[Identity.PUBLIC_KEY_BYTES]);
  public static final String SEED_ID = Identity.seedId(SEED_KEY.publicKey(), new SimDigest());

  /** What simulated visitors run, and consent to. */
  public static final CodeManifest CODE =
      new CodeManifest(new TreeMap<>(Map.of("mesh/node.wasm", "ef".repeat(32))));

  public static final String CODE_HASH = CODE.hash(new SimDigest());
  public static final ModelSpec MODEL =
      new ModelSpec(
          "sim-model",
          "sha256:" + "ab".repeat(32),
          1_000,
          "sim@1",
          "sha256:" + "cd".repeat(32),
          "basic",
          8,
          128,
          Pooling.MEAN,
          false);

  final SimClock clock = new SimClock();
  final Stage stage = new Stage(clock);
  final SimRandom random;
  final SimLog log;
  private final List<SimNode> nodes = new ArrayList<>();
  final Oracle oracle;
  private final Set<SimPeer> peers = new LinkedHashSet<>();
  private final Announcements announcements = new Announcements();
  private final JobListener listener;
  private @Nullable SeedLife seed;
  private long connections;
  private long heldUpUntilMillis;
  private @Nullable UnaryOperator<Message> bend;

  /** One run of the seed's process, from start to kill. */
  final class SeedLife {
    private final Coordinator coordinator;
    private final Actor actor = new Actor(this::step, this::wakeAtMillis);

    SeedLife(Coordinator coordinator) {
      this.coordinator = coordinator;
    }

    /** Does something with the coordinator, which may give it work. */
    void tell(Consumer<Coordinator> what) {
      what.accept(coordinator);
      stage.wake(actor);
    }

    private int step() {
      return runs() ? coordinator.step() : 0;
    }

    private long wakeAtMillis() {
      if (seed != this) {
        return Actor.NEVER;
      }
      return runs() ? coordinator.wakeAtMillis() : heldUpUntilMillis;
    }

    private boolean runs() {
      return seed == this && clock.monotonicMillis() >= heldUpUntilMillis;
    }
  }

  /** A mesh whose log and announcements are kept. */
  public Simulation(long seedNumber) {
    this(seedNumber, new Oracle(), SimLog.KEEPER, null);
  }

  /** A large mesh: what {@code books} does not keep of its log and announcements is gone. */
  Simulation(long seedNumber, Oracle oracle, SimLog.Books books) {
    this(seedNumber, oracle, books, books);
  }

  private Simulation(
      long seedNumber, Oracle oracle, SimLog.Reader reader, @Nullable JobListener listener) {
    this.random = new SimRandom(seedNumber);
    this.oracle = oracle;
    this.log = new SimLog(clock, 3 + random.below(20), reader);
    this.listener = listener == null ? announcements : listener;
    startSeed();
  }

  /** Starts the seed on what its log holds. */
  public void startSeed() {
    log.attach(seq -> coordinator().durable(seq));
    log.records.attach(answer -> life().tell(unused -> answer.run()));
    SeedConfig config = new SeedConfig(SEED_ID, Offers.of(MODEL), Tariff.WHITE_PAPER, CODE);
    Coordinator coordinator =
        new Coordinator(
            new Coordinator.Ports(
                clock,
                random,
                new SimDigest(),
                SEED_KEY,
                SimKey.CHECK,
                log,
                log::consistency,
                log.records),
            config,
            log.head(new Chain.Ports(new SimDigest(), clock, random)),
            listener);
    SeedLife life = new SeedLife(coordinator);
    seed = life;
    life.tell(this::resume);
  }

  private void resume(Coordinator coordinator) {
    Map<String, Job> open = new LinkedHashMap<>();
    Map<String, Set<Integer>> done = new LinkedHashMap<>();
    for (LogBatch batch : log.stored()) {
      batch.jobsAdmitted().forEach(job -> open.put(job.id(), job));
      batch.jobsEnded().forEach(open::remove);
      for (AcceptedOutput output : batch.outputs()) {
        done.computeIfAbsent(output.jobId(), id -> new LinkedHashSet<>()).add(output.shard());
      }
    }
    open.forEach(
        (id, job) -> coordinator.resume(job, done.getOrDefault(id, new LinkedHashSet<>())));
  }

  /** kill -9: what is not durable is lost, all links break. */
  public void killSeed() {
    seed = null;
    log.attach(seq -> {});
    nodes.forEach(SimNode::seedDied);
    peers.forEach(SimPeer::seedDied);
  }

  /** A dead seed's operator puts another log in place of what was stored. */
  public void replaceLog(List<LogBatch> batches) {
    log.replace(batches);
  }

  /** From now on the seed says something else than its coordinator does. */
  public void bend(UnaryOperator<Message> words) {
    bend = words;
  }

  byte[] bent(byte[] frame) {
    return bend != null && MessageCodec.decode(frame) instanceof Decoded.Ok ok
        ? MessageCodec.encode(bend.apply(ok.message()))
        : frame;
  }

  /** The wall clock is set; may go back. */
  public void setWallClock(long millisFromNow) {
    clock.setWall(millisFromNow);
  }

  /** The seed's process is paused (a laptop's lid, a stopped container): nothing of it runs. */
  public void holdUpSeed(long millis) {
    heldUpUntilMillis = clock.monotonicMillis() + millis;
    run(millis);
  }

  @Nullable SeedLife seed() {
    return seed;
  }

  long nextConnection() {
    return connections++;
  }

  /** The seed's coordinator, which may be given work. Requires that the seed runs. */
  public Coordinator coordinator() {
    return life().coordinator;
  }

  private SeedLife life() {
    if (seed == null) {
      throw new IllegalStateException("the seed is dead");
    }
    stage.wake(seed.actor);
    return seed;
  }

  /** A visitor arrives. */
  public SimNode visitor(SimEngine.Manner manner, int microsPerToken, int capPercent) {
    float lie = 0.1f + random.below(1_000) / 1_000f;
    SimEngine engine = new SimEngine(clock, "sim-wasm", microsPerToken, manner, lie);
    return add(new SimNode(this, engine, capPercent, false));
  }

  /** An honest visitor of ordinary speed. */
  public SimNode visitor() {
    return visitor(SimEngine.Manner.HONEST, 500, 100);
  }

  /** The seed's own node. */
  public SimNode fallback() {
    SimEngine engine = new SimEngine(clock, "sim-native", 100, SimEngine.Manner.HONEST, 0);
    return add(new SimNode(this, engine, 100, true));
  }

  SimNode add(SimNode node) {
    nodes.add(node);
    node.dial();
    return node;
  }

  /** A light node arrives. */
  SimPeer peer(SimKey key, SimPeer.Traits traits, Conduct conduct) {
    SimPeer peer = new SimPeer(this, key, traits, conduct);
    peers.add(peer);
    peer.dial();
    return peer;
  }

  /** A light node has left for good. */
  void left(SimPeer peer) {
    peers.remove(peer);
  }

  public Admission submit(Job job) {
    return coordinator().submit(job);
  }

  /** Runs {@code action} later. */
  public void after(long delayMillis, Runnable action) {
    clock.after(delayMillis, action);
  }

  /**
   * Runs until {@code reached} holds; false when {@code limitMillis} of simulated time were not
   * enough.
   */
  public boolean runUntil(BooleanSupplier reached, long limitMillis) {
    return stage.runUntil(reached, limitMillis);
  }

  public void run(long millis) {
    runUntil(() -> false, millis);
  }

  public long nowMillis() {
    return clock.monotonicMillis();
  }

  public SimRandom random() {
    return random;
  }

  public List<LogBatch> stored() {
    return log.stored();
  }

  /** Outputs that the listener was told of, in order. */
  public List<AcceptedOutput> announced() {
    return announcements.outputs;
  }

  public boolean admitted(String jobId) {
    return announcements.admitted.contains(jobId);
  }

  public boolean ended(String jobId) {
    return announcements.ended.contains(jobId);
  }
}
