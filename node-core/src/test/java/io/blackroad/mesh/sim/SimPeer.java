package io.blackroad.mesh.sim;

import io.blackroad.mesh.Arrival;
import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.HelloProof;
import io.blackroad.mesh.wire.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A light node: says to the seed what a {@link io.blackroad.mesh.MeshNode} says, in messages that
 * were never bytes, and computes in simulated time. It believes the seed: that receipts hold is
 * checked by the real nodes of the same run.
 */
final class SimPeer {
  /** How long a tab waits before it dials again. */
  private static final long REDIAL_MILLIS = 800;

  /** How long one that was refused waits, and how often it tries again. */
  private static final long REFUSED_MILLIS = 5_000;

  private static final int REFUSALS_MAX = 3;

  private static final int MEMORY_MIB = 4_096;

  private final Simulation simulation;
  private final Traits traits;
  private final Conduct conduct;
  private final SimKey key;
  private final String nodeId;
  final PeerWork work;
  private @Nullable SimLine line;
  private boolean joined;
  private boolean gone;
  private long spokeMillis;
  private String refusal = "";
  private int refusals;
  private Runnable farewell = () -> {};

  private long accepted;
  private long rejected;

  /**
   * What a node has by nature.
   *
   * @param prefix network that it comes from
   * @param microsPerToken of work at its CPU cap
   * @param loadMillis time until a model is ready
   */
  record Traits(String prefix, int microsPerToken, int loadMillis, SimLine.Quality line) {}

  SimPeer(Simulation simulation, SimKey key, Traits traits, Conduct conduct) {
    this.simulation = simulation;
    this.key = key;
    this.traits = traits;
    this.conduct = conduct;
    this.nodeId = Identity.nodeId(key.publicKey(), new SimDigest());
    this.work = new PeerWork(simulation, this, conduct, traits.microsPerToken);
  }

  /** Opens a line to the seed, now or once there is one. */
  void dial() {
    Simulation.SeedLife seed = simulation.seed();
    if (gone || line != null) {
      return;
    }
    if (seed == null) {
      simulation.clock.after(REDIAL_MILLIS, this::dial);
      return;
    }
    SimLine opened = new SimLine(simulation, seed, this, traits.line);
    line = opened;
    opened.open(new Arrival(traits.prefix, false));
  }

  /** Something arrived on {@code from}. */
  void hear(SimLine from, Message message) {
    if (gone || from != line) {
      return;
    }
    switch (message) {
      case Message.Welcome welcome -> hello(welcome);
      case Message.Joined unused -> join();
      case Message.Prepare prepare -> prepare(prepare.model());
      case Message.Assign assign -> conduct.assigned(this, assign);
      case Message.Open open -> conduct.opened(this, open.taskId());
      case Message.Cancel cancel -> work.drop(cancel.taskId());
      case Message.Settled settled -> settled(settled);
      case Message.Refused refused -> refused(refused.reason());
      default -> {}
    }
  }

  /** The line {@code of} this node ended. */
  void hungUp(SimLine of) {
    if (of != line) {
      return;
    }
    line = null;
    joined = false;
    work.clear();
    simulation.clock.after(refusal.isEmpty() ? REDIAL_MILLIS : REFUSED_MILLIS, this::dial);
  }

  /** The seed died: its end of the line is gone. */
  void seedDied() {
    if (line != null) {
      hungUp(line);
    }
  }

  private void refused(String reason) {
    refusal = reason;
    refusals++;
    if (refusals > REFUSALS_MAX) {
      end();
    }
  }

  private void hello(Message.Welcome welcome) {
    ConsentTerms terms = SimConsent.terms(100, "https://sim.test");
    byte[] proof = HelloProof.signed(welcome.challenge(), welcome.seedId(), terms);
    String publicKey = Hex.of(key.publicKey());
    key.sign(
        proof,
        signature ->
            say(
                new Message.Hello(
                    publicKey, Hex.of(signature), "sim-wasm", MEMORY_MIB, terms, List.of())));
  }

  private void join() {
    joined = true;
    refusal = "";
    beat(line);
    conduct.joined(this);
  }

  private void beat(@Nullable SimLine on) {
    if (gone || !joined || on != line) {
      return;
    }
    long due = spokeMillis + NodeLimits.HEARTBEAT_MILLIS;
    if (simulation.nowMillis() >= due) {
      say(new Message.Heartbeat());
      due = simulation.nowMillis() + NodeLimits.HEARTBEAT_MILLIS;
    }
    simulation.clock.after(due - simulation.nowMillis(), () -> beat(on));
  }

  private void prepare(ModelSpec model) {
    later(traits.loadMillis, () -> say(new Message.Ready(model.name(), false)));
  }

  private void settled(Message.Settled settled) {
    work.drop(settled.taskId());
    if (settled.accepted()) {
      accepted++;
    } else {
      rejected++;
    }
  }

  void say(Message message) {
    if (line != null) {
      spokeMillis = simulation.nowMillis();
      line.send(message);
    }
  }

  /** Runs {@code action} later, unless the node has left or its line is another by then. */
  void later(long delayMillis, Runnable action) {
    SimLine on = line;
    simulation.clock.after(
        delayMillis,
        () -> {
          if (!gone && on != null && on == line) {
            action.run();
          }
        });
  }

  /** The tab is closed: goodbye is sent on pagehide. */
  void leave(String reason) {
    if (joined) {
      say(new Message.Goodbye(reason));
    }
    end();
    if (line != null) {
      line.hangUp();
    }
  }

  private void end() {
    if (!gone) {
      gone = true;
      simulation.left(this);
      farewell.run();
    }
  }

  /** The tab crashes or is frozen for good: nothing is sent. */
  void vanish() {
    end();
    if (line != null) {
      line.fallSilent();
    }
  }

  /** Its network is cut off from the seed until {@code untilMillis}. */
  void partition(long untilMillis) {
    if (line != null) {
      line.stall(untilMillis);
    }
  }

  /** Has {@code then} run when the node is gone for good. */
  void whenGone(Runnable then) {
    farewell = then;
  }

  boolean isGone() {
    return gone;
  }

  boolean isJoined() {
    return joined;
  }

  String nodeId() {
    return nodeId;
  }

  /** Results of it that were accepted, as it was told. */
  long accepted() {
    return accepted;
  }

  /** Results of it that were not accepted, as it was told. */
  long rejected() {
    return rejected;
  }

  /** Why the seed sent it away, or empty. */
  String refusal() {
    return refusal;
  }
}
