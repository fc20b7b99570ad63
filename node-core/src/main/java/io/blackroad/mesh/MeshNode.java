package io.blackroad.mesh;

import io.blackroad.mesh.govern.Conditions;
import io.blackroad.mesh.govern.Pause;
import io.blackroad.mesh.govern.PauseCode;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.port.Entropy;
import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.port.Signer;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import io.blackroad.mesh.witness.Archive;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A node's actor: admits tasks, executes them within its budget, commits, reveals, and keeps what
 * it is told about the outcome. One runs in every consenting tab, one on the seed as its fallback.
 * Sans-IO and single-threaded: callers only enqueue, {@link #step} does one bounded unit of work.
 *
 * <pre>
 * CONNECTING --welcome--> JOINING --joined--> PREPARING --ready--> IDLE &lt;--> WORKING &lt;--> PAUSED
 *     ^----------------------- link closed -------------------------/          any --leave--> STOPPED
 * </pre>
 */
public final class MeshNode {
  private static final Pause REFUSED = new Pause(PauseCode.SEED_REFUSED, Pause.WHEN_UNKNOWN);
  private static final Pause EXPIRED = new Pause(PauseCode.CONSENT_EXPIRED, Pause.WHEN_UNKNOWN);

  private final Ports ports;
  private final String nodeId;
  private final Deque<Runnable> inbox = new ArrayDeque<>();
  private final Workbench workbench;
  private final ReceiptBook receipts;
  private final Auditor auditor;
  private final ReceiptDesk desk;
  private final VisitorsWord word;

  private final Uplink uplink;
  private boolean stopped;
  private boolean expired;
  private String refusal = "";

  /**
   * What a node needs from its platform.
   *
   * @param consent read again before each task
   * @param checkpoints where the tasks under way are put down
   */
  public record Ports(
      Clock clock,
      Entropy entropy,
      Digest digest,
      Signer signer,
      SignatureCheck signatures,
      Engine engine,
      Archive archive,
      ConsentSource consent,
      CheckpointStore checkpoints) {}

  /**
   * A node that may work within {@code consent}, without a link yet.
   *
   * @param held the newest checkpoint that {@code ports.archive} has kept of this seed, or null
   */
  public MeshNode(Ports ports, ConsentTerms consent, @Nullable SignedCheckpoint held) {
    if (!consent.enabled()) {
      throw new IllegalArgumentException("no consent, no node");
    }
    this.ports = ports;
    this.uplink = new Uplink(ports, consent, this::disconnect);
    this.nodeId = Identity.nodeId(ports.signer().publicKey(), ports.digest());
    this.receipts = new ReceiptBook(nodeId);
    this.auditor =
        new Auditor(ports, held, new AuditorVoice(uplink, this::disconnect, this::leave));
    this.desk = new ReceiptDesk(auditor, receipts, uplink, this::disconnect);
    this.workbench =
        new Workbench(ports, nodeId, consent.cpuCapPercent(), uplink::tell, inbox::add);
    this.word = new VisitorsWord(ports, workbench, inbox::add);
  }

  /**
   * Goes on with what an earlier node of the same key has put down ({@link CheckpointStore}), if
   * the seed lets it. To be called before the first link is up; what is no checkpoint of that node
   * is ignored.
   */
  public void resume(byte[] checkpoint) {
    inbox.add(() -> workbench.tasks().restore(checkpoint));
  }

  /** A link to the seed is up; it replaces an older one. */
  public void opened(SignalLink opened) {
    inbox.add(
        () -> {
          disconnect("replaced by a newer link");
          uplink.opened(opened);
        });
  }

  /** A frame from the seed; any bytes are allowed. */
  public void received(byte[] frame) {
    inbox.add(() -> dispatch(frame));
  }

  /** The link is gone; the node waits for the next {@link #opened}. */
  public void closed() {
    inbox.add(
        () -> {
          uplink.lost();
          auditor.unlinked();
          workbench.unlinked();
        });
  }

  /**
   * A checkpoint that somebody else was shown: another tab, or whoever served this node's code. It
   * has to be of this node's log; compared at once, or as soon as the node has joined.
   */
  public void heard(SignedCheckpoint checkpoint) {
    inbox.add(() -> auditor.hearsay(checkpoint));
  }

  /** The visitor changed the terms; off ends the node. */
  public void consent(ConsentTerms terms) {
    inbox.add(() -> word.spoken(terms, this::heed));
  }

  private void heed(@Nullable ConsentTerms terms) {
    if (terms == null || !terms.enabled()) {
      withdraw();
    } else if (!terms.equals(uplink.consent())) {
      uplink.consent(terms);
      workbench.cap(terms.cpuCapPercent());
    }
  }

  /**
   * Tells the seed that the visitor takes the consent back, which it puts on record, and ends the
   * node at once: what is under way is dropped.
   */
  public void withdraw() {
    uplink.consent(uplink.consent().withdrawn());
    end("the consent was withdrawn");
  }

  /** The platform's sensors tell what device and visitor are at. */
  public void conditions(Conditions conditions) {
    inbox.add(() -> workbench.conditions(conditions));
  }

  /** The platform measured {@code micros} of the node's own turns, which count as runs do. */
  public void worked(long micros) {
    workbench.worked(micros);
  }

  /** Says goodbye and ends the node at once: what is under way is dropped. */
  public void leave(String reason) {
    if (uplink.isJoined()) {
      uplink.say(new Message.Goodbye(reason));
    }
    end(reason);
  }

  private void end(String reason) {
    workbench.tasks().clear();
    handOver(reason);
  }

  /**
   * Ends the node at once and without a goodbye: what is under way stays with the seed for a
   * moment, and where it was put down, for a node of the same key in another tab.
   */
  public void handOver(String reason) {
    stopped = true;
    workbench.close();
    disconnect(reason);
    inbox.clear();
  }

  private void disconnect(String reason) {
    uplink.close(reason);
    auditor.unlinked();
    workbench.unlinked();
  }

  /** Does one bounded unit of work; returns how much, 0 when there is nothing to do now. */
  public int step() {
    Runnable event = inbox.poll();
    if (event != null) {
      if (!stopped) {
        event.run();
      }
      return 1;
    }
    long now = ports.clock().monotonicMillis();
    if (!stopped && word.expired(uplink.consent())) {
      expired = true;
      leave("the consent has expired");
    }
    auditor.sweep(now);
    return uplink.beat(now) || word.ask(this::heed) || workbench.runNext(now) ? 1 : 0;
  }

  /** Monotonic time at which {@link #step} is wanted anyway; never = Long.MAX_VALUE. */
  public long wakeAtMillis() {
    long audit = auditor.wakeAtMillis();
    return uplink.isJoined()
        ? Math.min(audit, Math.min(uplink.beatAtMillis(), workbench.wakeAtMillis()))
        : audit;
  }

  /** What to show the visitor now. */
  public NodeStatus status() {
    long now = ports.clock().monotonicMillis();
    return new NodeStatus(
        phase(now),
        uplink.isJoined() ? nodeId : "",
        workbench.purpose(),
        workbench.trouble().isEmpty() ? refusal : workbench.trouble(),
        expired ? EXPIRED : refusal.isEmpty() ? workbench.pause(now) : REFUSED,
        workbench.busyPercent(now),
        workbench.cpuPercent(now),
        receipts.units(),
        receipts.held(),
        receipts.unitsInAll(),
        receipts.passed(),
        receipts.accepted(),
        receipts.rejected(),
        auditor.verified(),
        auditor.broken(),
        auditor.witnessedSize(),
        auditor.alarm());
  }

  private NodeStatus.Phase phase(long now) {
    if (stopped) {
      return NodeStatus.Phase.STOPPED;
    }
    if (!uplink.isUp()) {
      return NodeStatus.Phase.CONNECTING;
    }
    return uplink.isJoined() ? workbench.phase(now) : NodeStatus.Phase.JOINING;
  }

  private void dispatch(byte[] frame) {
    if (!uplink.isUp()) {
      return;
    }
    switch (MessageCodec.decode(frame)) {
      case Decoded.Malformed bad ->
          disconnect("malformed frame at byte " + bad.offset() + ": " + bad.reason());
      case Decoded.Ok ok -> handle(ok.message());
    }
  }

  private void handle(Message message) {
    switch (message) {
      case Message.Welcome welcome -> {
        if (auditor.greet(welcome.seedId())) {
          uplink.hello(welcome, workbench.tasks()::ids, inbox::add);
        }
      }
      case Message.Joined welcome -> desk.joined(welcome, nodeId, this::joined);
      case Message.Prepare prepare -> workbench.prepare(prepare.model());
      case Message.Assign assign -> workbench.assign(assign);
      case Message.Open open -> workbench.tasks().reveal(open.taskId());
      case Message.Cancel cancel -> workbench.tasks().cancel(cancel.taskId());
      case Message.Settled settled -> {
        workbench.tasks().cancel(settled.taskId());
        desk.settled(settled);
      }
      case Message.Credited credited -> desk.credited(credited);
      case Message.Consented consented -> desk.consented(consented);
      case Message.Shown shown -> auditor.shown(shown.checkpoint());
      case Message.Gossip gossip -> auditor.heard(gossip.checkpoint());
      case Message.Consistency consistency -> auditor.proved(consistency);
      case Message.Replaced unused -> handOver("another tab goes on with this node's work");
      case Message.Refused refused -> {
        refusal = "the seed refused: " + refused.reason();
        disconnect("refused");
      }
      default -> disconnect("a node does not take this message");
    }
  }

  private void joined() {
    refusal = "";
    uplink.joined();
    workbench.joined();
    auditor.linked();
  }
}
