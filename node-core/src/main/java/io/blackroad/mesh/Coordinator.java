package io.blackroad.mesh;

import io.blackroad.mesh.admit.Admission;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Records;
import io.blackroad.mesh.merkle.ProofSource;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.Entropy;
import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.port.Signer;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import io.blackroad.mesh.witness.Published;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The seed's actor: queues tasks, gives them to nodes, watches leases, compares results, pays.
 * Sans-IO and single-threaded: callers only enqueue, {@link #step} does one bounded unit of work.
 *
 * <pre>
 * Job -> Task -> Admitted -> Assignment -> Execution -> Commitment -> Verdict -> Reward
 *      submit     Scheduler      (a MeshNode)      Ballot          Settlement
 * </pre>
 */
public final class Coordinator {
  /** Leases and silence are looked at this often. */
  private static final long SWEEP_MILLIS = 250;

  /** Tasks that a node may decline, less those that it has done, before it is shown out. */
  private static final int DECLINES_MAX = 16;

  private final Clock clock;
  private final SeedConfig config;
  private final Deque<Runnable> inbox = new ArrayDeque<>();
  private final Workshop shop;
  private final Ledger ledger;
  private final Roster roster;
  private final Reception reception;
  private final Register register;
  private long sweptMillis;

  /**
   * What the coordinator needs from its platform.
   *
   * @param signer the seed's key, which its id follows from
   * @param proofs of old parts of the log
   * @param records of nodes and of what rests on their word
   */
  public record Ports(
      Clock clock,
      Entropy entropy,
      Digest digest,
      Signer signer,
      SignatureCheck signatures,
      EventLog log,
      ProofSource proofs,
      Records records) {}

  /**
   * A coordinator without jobs or nodes. Begins an empty log, and records which code it serves
   * unless the log says so already.
   *
   * @param head where {@code ports.log} ends
   */
  public Coordinator(Ports ports, SeedConfig config, LogHead head, JobListener listener) {
    this.clock = ports.clock();
    this.config = config;
    this.shop = new Workshop(ports, config, head, listener);
    this.ledger = shop.ledger;
    this.roster = shop.roster;
    this.reception = shop.reception;
    this.register = shop.register;
    this.sweptMillis = clock.monotonicMillis();
    shop.begin(ports, config, head);
    shop.rechecks.resume();
  }

  /** Takes a job; its submitter may be answered once {@link JobListener#admitted} is called. */
  public Admission submit(Job job) {
    return shop.desk.submit(job);
  }

  /**
   * Takes up a job that was admitted before a restart; {@code doneShards} have accepted outputs.
   */
  public void resume(Job job, Set<Integer> doneShards) {
    shop.desk.resume(job, doneShards);
  }

  /** Drops a job, its tasks and what nodes compute of it. Unknown ids are ignored. */
  public void cancel(String jobId) {
    if (shop.desk.cancel(jobId)) {
      shop.floor.cancel(jobId);
      shop.rechecks.forget(jobId);
    }
  }

  /** A node's link is up. */
  public void opened(long connection, SignalLink link, Arrival arrival) {
    opened(connection, NodeLine.over(link), arrival);
  }

  /** A node's line is up. */
  public void opened(long connection, NodeLine line, Arrival arrival) {
    inbox.add(() -> reception.greet(connection, line, arrival));
  }

  /** A frame arrived; any bytes are allowed. */
  public void received(long connection, byte[] frame) {
    inbox.add(() -> dispatch(connection, frame));
  }

  /** A message arrived that was never bytes; one that a decoder could not have made is a bug. */
  public void heard(long connection, Message message) {
    inbox.add(
        () -> {
          Session session = listening(connection);
          if (session != null) {
            handle(session, message);
          }
        });
  }

  /** A link is gone. */
  public void closed(long connection) {
    inbox.add(
        () -> {
          Session session = roster.ofConnection(connection);
          if (session != null) {
            reception.broke(session);
          }
        });
  }

  /** Log entries up to {@code seq} can no longer be lost. */
  public void durable(long seq) {
    inbox.add(
        () -> {
          ledger.durable(seq);
          register.sweep(clock.monotonicMillis());
        });
  }

  /**
   * Destroys what entry {@code seq} says, and records that and why; {@code then} runs once both are
   * durable. Whether there is such an entry, and it may be erased, is the caller's question.
   */
  public void erase(long seq, String reason, Runnable then) {
    LoggedEntry entry =
        ledger.chained(config.seedId(), Action.ERASE, 1, Payloads.erased(seq, reason));
    ledger.store(LogBatch.erasing(seq, entry), then);
  }

  /**
   * Hands {@code then} a signed checkpoint of all that is durable. Requires a durable entry: false
   * before there is one.
   */
  public boolean checkpoint(Consumer<Published> then) {
    if (shop.notary.size() == 0) {
      return false;
    }
    shop.notary.publish(then);
    return true;
  }

  /** The checkpoint that witnesses were last shown, with what they signed; null before one. */
  public @Nullable Published witnessed() {
    return register.shown();
  }

  /**
   * Logs a last checkpoint before the seed stops, of everything that was to be logged; {@code done}
   * runs once it is on its way to the log.
   */
  public void close(Runnable done) {
    inbox.add(() -> ledger.flush(() -> register.show(done)));
  }

  /**
   * Does one bounded unit of work; returns how much was done, 0 when there is nothing to do now.
   */
  public int step() {
    Runnable event = inbox.poll();
    if (event != null) {
      event.run();
      return 1;
    }
    long now = clock.monotonicMillis();
    if (now - sweptMillis >= SWEEP_MILLIS) {
      reception.excuse(now - sweptMillis - (ledger.isBehind() ? 0 : SWEEP_MILLIS));
      sweptMillis = now;
      reception.dropSilent(now);
      shop.floor.sweep(now);
      shop.models.rebalance();
      shop.attendance.sweep(shop.usher);
      register.sweep(now);
      return 1;
    }
    return !ledger.isFull() && shop.floor.placeOne() ? 1 : 0;
  }

  /** Monotonic time at which {@link #step} is wanted though nothing arrives. */
  public long wakeAtMillis() {
    return roster.size() == 0 ? register.wakeAtMillis() : sweptMillis + SWEEP_MILLIS;
  }

  /** How far a job is or stood when it ended; null when unknown or long ago. */
  public @Nullable JobProgress progress(String jobId) {
    return shop.desk.progress(jobId);
  }

  /** Whether that node holds a task with some of those texts, without a verdict yet. */
  public boolean computes(String nodeId, Texts texts) {
    return shop.floor.panel.computes(nodeId, texts);
  }

  /** Consecutive texts of a job, from one to before another. */
  public record Texts(String jobId, int from, int to) {}

  /** That node has to give back a task for its submitter's fault: this once, it does not count. */
  public void excuse(String nodeId) {
    Session session = roster.ofNode(nodeId);
    if (session != null) {
      session.declines--;
    }
  }

  /** The mesh as it is now. */
  public MeshSnapshot snapshot() {
    return shop.snapshot(config.seedId(), clock.monotonicMillis());
  }

  private void dispatch(long connection, byte[] frame) {
    Session session = listening(connection);
    if (session == null) {
      return;
    }
    switch (MessageCodec.decode(frame)) {
      case Decoded.Malformed bad ->
          reception.refuse(
              session, "malformed frame at byte " + bad.offset() + ": " + bad.reason());
      case Decoded.Ok ok -> handle(session, ok.message());
    }
  }

  /** The session of a connection that something was just heard from, or null. */
  private @Nullable Session listening(long connection) {
    Session session = roster.ofConnection(connection);
    if (session != null) {
      session.heardMillis = clock.monotonicMillis();
    }
    return session;
  }

  private void handle(Session session, Message message) {
    if (message instanceof Message.Hello hello) {
      reception.hello(session, hello);
      return;
    }
    if (session.phase != Session.Phase.JOINED) {
      reception.refuse(session, "the first message must be hello, and the next wait for joined");
      return;
    }
    switch (message) {
      case Message.ConsentChanged changed -> reception.consent(session, changed.consent());
      case Message.Goodbye goodbye -> reception.lose(session, "goodbye: " + goodbye.reason());
      case Message.Heartbeat unused -> {}
      case Message.Demand demand -> {
        if (!register.prove(session, demand)) {
          reception.refuse(session, "one demand at a time");
        }
      }
      case Message.Cosign cosign -> register.cosign(session, cosign);
      case Message.Gossip gossip -> register.gossip(session, gossip);
      case Message.Ready ready -> shop.models.ready(session, ready);
      case Message.Unready unready -> {
        shop.floor.interrupt(session);
        shop.models.unready(session, unready);
      }
      case Message.Commit commit -> shop.floor.commit(session, commit);
      case Message.Reveal reveal -> shop.floor.reveal(session, reveal);
      case Message.Decline decline -> shop.floor.decline(session, decline.taskId());
      default -> reception.refuse(session, "a seed does not take this message");
    }
    if (session.declines > DECLINES_MAX) {
      reception.refuse(session, "too many tasks declined");
    }
  }
}
