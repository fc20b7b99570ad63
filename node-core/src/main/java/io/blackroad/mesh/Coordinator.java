package io.blackroad.mesh;

import io.blackroad.mesh.admit.Admission;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
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
 *      submit     Placement      (a MeshNode)      Ballot          Settlement
 * </pre>
 */
public final class Coordinator {
  /** Leases and silence are looked at this often. */
  private static final long SWEEP_MILLIS = 250;

  private final Clock clock;
  private final Deque<Runnable> inbox = new ArrayDeque<>();
  private final Ledger ledger;
  private final Notary notary;
  private final Reception reception;
  private final TaskFloor floor;
  private final Register register;
  private final String seedId;
  private long sweptMillis;

  /**
   * What the coordinator needs from its platform.
   *
   * @param signer the seed's key, which its id follows from
   * @param proofs of old parts of the log
   */
  public record Ports(
      Clock clock,
      Entropy entropy,
      Digest digest,
      Signer signer,
      SignatureCheck signatures,
      EventLog log,
      ProofSource proofs) {}

  /**
   * A coordinator without jobs or nodes. Begins an empty log, and records which code it serves
   * unless the log says so already.
   *
   * @param head where {@code ports.log} ends
   */
  public Coordinator(Ports ports, SeedConfig config, LogHead head, JobListener listener) {
    this.clock = ports.clock();
    this.seedId = config.seedId();
    this.notary = new Notary(ports.digest(), ports.signer(), head.chain(), head.tail());
    this.ledger = new Ledger(ports.log(), head.chain(), notary);
    this.floor = new TaskFloor(ports, config, ledger, listener);
    this.reception = new Reception(ports, config, ledger, floor);
    this.register =
        new Register(
            ports,
            config,
            new Register.Desk(ledger, notary, floor.roster(), floor::send),
            head.quiet());
    this.sweptMillis = clock.monotonicMillis();
    begin(ports, config, head);
  }

  private void begin(Ports ports, SeedConfig config, LogHead head) {
    if (head.chain().nextSeq() == 0) {
      record(Action.GENESIS, Payloads.genesis(ports.signer().publicKey()));
    }
    if (!config.code().hash(ports.digest()).equals(head.codeHash())) {
      record(Action.MIGRATE, config.code().payload(ports.digest()));
    }
  }

  private void record(Action action, Json payload) {
    ledger.store(LogBatch.of(ledger.chained(seedId, action, 1, payload)), () -> {});
  }

  /** Takes a job; its submitter may be answered once {@link JobListener#admitted} is called. */
  public Admission submit(Job job) {
    return floor.desk().submit(job);
  }

  /**
   * Takes up a job that was admitted before a restart; {@code doneShards} have accepted outputs.
   */
  public void resume(Job job, Set<Integer> doneShards) {
    floor.desk().resume(job, doneShards);
  }

  /** Drops a job, its tasks and what nodes compute of it. Unknown ids are ignored. */
  public void cancel(String jobId) {
    floor.cancel(jobId);
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
          Session session = floor.roster().ofConnection(connection);
          if (session != null) {
            reception.lose(session, "link closed");
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
    LoggedEntry entry = ledger.chained(seedId, Action.ERASE, 1, Payloads.erased(seq, reason));
    ledger.store(LogBatch.erasing(seq, entry), then);
  }

  /**
   * Hands {@code then} a signed checkpoint of all that is durable. Requires a durable entry: false
   * before there is one.
   */
  public boolean checkpoint(Consumer<Published> then) {
    if (notary.size() == 0) {
      return false;
    }
    notary.publish(then);
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
      reception.excuse(now - sweptMillis - SWEEP_MILLIS);
      sweptMillis = now;
      reception.dropSilent(now);
      floor.sweep(now);
      register.sweep(now);
      return 1;
    }
    return floor.placeOne() ? 1 : 0;
  }

  /** Monotonic time at which {@link #step} is wanted though nothing arrives. */
  public long wakeAtMillis() {
    return floor.roster().size() == 0 ? register.wakeAtMillis() : sweptMillis + SWEEP_MILLIS;
  }

  /** How far a job is, or stood when it ended; null when that is unknown or long ago. */
  public @Nullable JobProgress progress(String jobId) {
    return floor.desk().progress(jobId);
  }

  /** The mesh as it is now. */
  public MeshSnapshot snapshot() {
    return floor.snapshot();
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
    Session session = floor.roster().ofConnection(connection);
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
      case Message.Ready ready -> floor.models().ready(session, ready);
      case Message.Unready unready -> floor.models().unready(session, unready);
      case Message.Commit commit -> floor.commit(session, commit);
      case Message.Reveal reveal -> floor.reveal(session, reveal);
      case Message.Decline decline -> {
        if (!floor.decline(session, decline.taskId())) {
          reception.refuse(session, "too many tasks declined");
        }
      }
      default -> reception.refuse(session, "a seed does not take this message");
    }
  }
}
