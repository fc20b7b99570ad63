package io.blackroad.mesh;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.port.Entropy;
import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.port.Signer;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.HelloProof;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
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
  private final Ports ports;
  private final String nodeId;
  private final Deque<Runnable> inbox = new ArrayDeque<>();
  private final Workbench workbench;
  private final ReceiptBook receipts;

  private ConsentTerms consent;

  /** The terms that the seed has on record, or will have once it answers. */
  private ConsentTerms told;

  private @Nullable SignalLink link;
  private boolean joined;
  private boolean stopped;
  private String refusal = "";
  private long spokeMillis;

  /** Counts links, so that a late signature for an older one is dropped. */
  private int linkNumber;

  /** What a node needs from its platform. */
  public record Ports(Clock clock, Entropy entropy, Digest digest, Signer signer, Engine engine) {}

  /** A node that may work within {@code consent}, without a link yet. */
  public MeshNode(Ports ports, ConsentTerms consent) {
    if (!consent.enabled()) {
      throw new IllegalArgumentException("no consent, no node");
    }
    this.ports = ports;
    this.consent = consent;
    this.told = consent;
    this.nodeId = Identity.nodeId(ports.signer().publicKey(), ports.digest());
    this.receipts = new ReceiptBook(nodeId, ports.digest());
    this.workbench = new Workbench(ports, nodeId, consent.cpuCapPercent(), this::say, inbox::add);
  }

  /** A link to the seed is up; it replaces an older one. */
  public void opened(SignalLink opened) {
    inbox.add(
        () -> {
          disconnect("replaced by a newer link");
          link = opened;
          linkNumber++;
          spokeMillis = ports.clock().monotonicMillis();
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
          link = null;
          joined = false;
          workbench.clear();
        });
  }

  /** The visitor changed the terms; off ends the node. */
  public void consent(ConsentTerms terms) {
    inbox.add(
        () -> {
          consent = terms;
          tellConsent();
          if (terms.enabled()) {
            workbench.cap(terms.cpuCapPercent());
          } else {
            stop("consent withdrawn");
          }
        });
  }

  /** Says goodbye and ends the node at once: what is under way is dropped. */
  public void leave(String reason) {
    if (joined) {
      say(new Message.Goodbye(reason));
    }
    stop(reason);
  }

  /** Puts changed terms on record; before the seed has answered the hello they have to wait. */
  private void tellConsent() {
    if (joined && !consent.equals(told)) {
      told = consent;
      say(new Message.ConsentChanged(consent));
    }
  }

  private void stop(String reason) {
    stopped = true;
    disconnect(reason);
    workbench.close();
    inbox.clear();
  }

  private void disconnect(String reason) {
    if (link != null) {
      link.close(reason);
    }
    link = null;
    joined = false;
    workbench.clear();
  }

  /**
   * Does one bounded unit of work; returns how much was done, 0 when there is nothing to do now.
   */
  public int step() {
    Runnable event = inbox.poll();
    if (event != null) {
      if (!stopped) {
        event.run();
      }
      return 1;
    }
    long now = ports.clock().monotonicMillis();
    if (link != null && joined && now - spokeMillis >= NodeLimits.HEARTBEAT_MILLIS) {
      say(new Message.Heartbeat());
      return 1;
    }
    return workbench.runNext(now) ? 1 : 0;
  }

  /**
   * Monotonic time at which {@link #step} is wanted though nothing arrives; never = Long.MAX_VALUE.
   */
  public long wakeAtMillis() {
    if (link == null || !joined) {
      return Long.MAX_VALUE;
    }
    return Math.min(spokeMillis + NodeLimits.HEARTBEAT_MILLIS, workbench.wakeAtMillis());
  }

  /** What to show the visitor now. */
  public NodeStatus status() {
    long now = ports.clock().monotonicMillis();
    NodeStatus.Phase phase = phase(now);
    return new NodeStatus(
        phase,
        joined ? nodeId : "",
        workbench.purpose(),
        phase == NodeStatus.Phase.PAUSED
            ? "keeping to your CPU limit of " + consent.cpuCapPercent() + " %"
            : workbench.trouble().isEmpty() ? refusal : workbench.trouble(),
        workbench.busyPercent(now),
        receipts.units(),
        receipts.accepted(),
        receipts.rejected(),
        receipts.verified(),
        receipts.broken());
  }

  private NodeStatus.Phase phase(long now) {
    if (stopped) {
      return NodeStatus.Phase.STOPPED;
    }
    if (link == null) {
      return NodeStatus.Phase.CONNECTING;
    }
    return joined ? workbench.phase(now) : NodeStatus.Phase.JOINING;
  }

  private void say(Message message) {
    if (link == null) {
      return;
    }
    spokeMillis = ports.clock().monotonicMillis();
    if (!link.send(MessageCodec.encode(message))) {
      disconnect("the link's queue is full");
    }
  }

  private void dispatch(byte[] frame) {
    if (link == null) {
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
      case Message.Welcome welcome -> greet(welcome);
      case Message.Joined welcome -> join(welcome);
      case Message.Prepare prepare -> workbench.prepare(prepare.model());
      case Message.Assign assign -> workbench.assign(assign);
      case Message.Open open -> workbench.reveal(open.taskId());
      case Message.Cancel cancel -> workbench.cancel(cancel.taskId());
      case Message.Settled settled -> {
        workbench.cancel(settled.taskId());
        receipts.settled(settled);
      }
      case Message.Refused refused -> {
        refusal = "the seed refused: " + refused.reason();
        disconnect("refused");
      }
      default -> disconnect("a node does not take this message");
    }
  }

  private void greet(Message.Welcome welcome) {
    ConsentTerms terms = consent;
    int number = linkNumber;
    byte[] proof = HelloProof.signed(welcome.challenge(), welcome.seedId(), terms);
    ports
        .signer()
        .sign(
            proof,
            signature ->
                inbox.add(
                    () -> {
                      if (number == linkNumber) {
                        hello(terms, signature);
                      }
                    }));
  }

  private void hello(ConsentTerms terms, byte[] signature) {
    told = terms;
    say(
        new Message.Hello(
            Hex.of(ports.signer().publicKey()),
            Hex.of(signature),
            ports.engine().engineClass(),
            terms));
  }

  private void join(Message.Joined welcome) {
    if (!welcome.nodeId().equals(nodeId) || !receipts.consent(welcome.receipt())) {
      disconnect("the seed's receipt for the consent does not hold");
      return;
    }
    joined = true;
    refusal = "";
    tellConsent();
  }
}
