package io.blackroad.mesh.sim;

import io.blackroad.mesh.Arrival;
import io.blackroad.mesh.CheckpointStore;
import io.blackroad.mesh.MeshNode;
import io.blackroad.mesh.NodeStatus;
import io.blackroad.mesh.govern.Conditions;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One simulated tab: a real {@link MeshNode} with a link to whatever seed is alive. */
public final class SimNode {
  /** How long a tab waits before it dials again. */
  private static final long REDIAL_MILLIS = 800;

  private final Simulation simulation;
  private final boolean trusted;
  private final MeshNode node;
  private final Actor actor;
  private final SimArchive archive = new SimArchive();
  private @Nullable SimLink up;
  private @Nullable SimLink down;
  private long connection = -1;
  private boolean gone;
  private ConsentTerms terms;
  private long readingMillis;
  private final String nodeId;

  SimNode(Simulation simulation, Engine engine, int capPercent, boolean trusted) {
    this(
        simulation,
        engine,
        new Birth(SimKey.drawn(simulation.random), CheckpointStore.NONE, capPercent, trusted));
  }

  /** What a tab is opened with. */
  record Birth(SimKey key, CheckpointStore checkpoints, int capPercent, boolean trusted) {}

  SimNode(Simulation simulation, Engine engine, Birth birth) {
    this.simulation = simulation;
    this.trusted = birth.trusted;
    this.nodeId = Identity.nodeId(birth.key.publicKey(), new SimDigest());
    MeshNode.Ports ports =
        new MeshNode.Ports(
            simulation.clock,
            simulation.random,
            new SimDigest(),
            birth.key,
            SimKey.CHECK,
            new WakingEngine(engine, this::wake),
            archive,
            this::read,
            birth.checkpoints);
    this.terms = terms(birth.capPercent);
    this.node = new MeshNode(ports, terms, null);
    this.actor =
        new Actor(() -> gone ? 0 : node.step(), () -> gone ? Actor.NEVER : node.wakeAtMillis());
  }

  /** Goes on with what another tab has put down. */
  void resume(byte[] checkpoint) {
    node.resume(checkpoint);
  }

  /** Opens a link to the seed, now or once there is one. */
  void dial() {
    Simulation.SeedLife seed = simulation.seed();
    if (gone || connection >= 0) {
      return;
    }
    if (seed == null) {
      redial();
      return;
    }
    long number = simulation.nextConnection();
    connection = number;
    SimLink toSeed =
        new SimLink(
            simulation.clock,
            simulation.random,
            frame -> seed.tell(coordinator -> coordinator.received(number, frame)),
            () -> seed.tell(coordinator -> coordinator.closed(number)));
    SimLink toNode =
        new SimLink(
            simulation.clock,
            simulation.random,
            frame -> enqueue(() -> node.received(simulation.bent(frame))),
            this::hungUp);
    up = toSeed;
    down = toNode;
    seed.tell(
        coordinator -> coordinator.opened(number, toNode, trusted ? Arrival.OWN : Arrival.VISITOR));
    enqueue(() -> node.opened(toSeed));
  }

  private void enqueue(Runnable event) {
    event.run();
    wake();
  }

  private void wake() {
    simulation.stage.wake(actor);
  }

  private void redial() {
    simulation.clock.after(REDIAL_MILLIS, this::dial);
  }

  /** The link broke: both ends learn of it. */
  public void hungUp() {
    long number = connection;
    Simulation.SeedLife seed = simulation.seed();
    drop();
    enqueue(node::closed);
    if (seed != null && number >= 0) {
      seed.tell(coordinator -> coordinator.closed(number));
    }
    redial();
  }

  private void drop() {
    if (up != null && down != null) {
      up.cut();
      down.cut();
    }
    up = null;
    down = null;
    connection = -1;
  }

  /** The seed died: the node sees its link break. */
  void seedDied() {
    drop();
    enqueue(node::closed);
    redial();
  }

  private void read(Consumer<@Nullable ConsentTerms> then) {
    ConsentTerms found = terms;
    if (readingMillis == 0) {
      then.accept(found);
    } else {
      simulation.clock.after(readingMillis, () -> enqueue(() -> then.accept(found)));
    }
  }

  /** From now on its record of the consent takes so long to read. */
  public void readSlowly(long millis) {
    readingMillis = millis;
  }

  /** The visitor moves the slider. */
  public void limit(int cpuCapPercent) {
    terms = terms(cpuCapPercent);
    enqueue(() -> node.consent(terms));
  }

  /** Its sensors tell. */
  public void feel(Conditions conditions) {
    enqueue(() -> node.conditions(conditions));
  }

  private static ConsentTerms terms(int capPercent) {
    return SimConsent.terms(capPercent, "https://sim.test");
  }

  /** Another node tells it which checkpoint it holds. */
  public void hear(SignedCheckpoint checkpoint) {
    enqueue(() -> node.received(MessageCodec.encode(new Message.Gossip(checkpoint))));
  }

  /** It passes a checkpoint on to others, by way of the seed. */
  public void tell(SignedCheckpoint checkpoint) {
    if (up != null) {
      up.send(MessageCodec.encode(new Message.Gossip(checkpoint)));
    }
  }

  /** What it has kept. */
  public SimArchive archive() {
    return archive;
  }

  /** The tab is closed: goodbye is sent, then nothing more. */
  public void closeTab() {
    gone = true;
    node.leave("tab closed");
  }

  /** The tab crashes: nothing is sent and nobody notices, but for its silence. */
  public void freeze() {
    gone = true;
    if (up != null && down != null) {
      up.blackhole();
      down.blackhole();
    }
  }

  /** The tab's process is killed: its link breaks, and nothing is said. */
  void crash() {
    gone = true;
    long number = connection;
    Simulation.SeedLife seed = simulation.seed();
    drop();
    if (seed != null && number >= 0) {
      simulation.after(1, () -> seed.tell(coordinator -> coordinator.closed(number)));
    }
  }

  /** The tab is closed while another waits to go on. */
  void handOver() {
    gone = true;
    node.handOver("another tab goes on");
  }

  /** The visitor takes the consent back. */
  public void withdraw() {
    gone = true;
    node.withdraw();
  }

  /** The id of its key, joined or not. */
  public String nodeId() {
    return nodeId;
  }

  public NodeStatus status() {
    return node.status();
  }
}
