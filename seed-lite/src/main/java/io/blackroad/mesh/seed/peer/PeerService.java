package io.blackroad.mesh.seed.peer;

import io.blackroad.mesh.NodeLine;
import io.blackroad.mesh.peer.service.Matchmaker;
import io.blackroad.mesh.peer.service.PartReason;
import io.blackroad.mesh.peer.service.PeerMessage;
import io.blackroad.mesh.peer.service.PeerMessageReader;
import io.blackroad.mesh.peer.service.PeerWord;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Entropy;
import io.blackroad.mesh.seed.signal.NettySignalLink;
import io.blackroad.mesh.seed.signal.RelayLimits;
import io.blackroad.mesh.wire.ConsentTerms;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Introduces nodes to each other (spec/wire.md 9). Everything here happens on one thread of its
 * own, {@code mesh-peers}: the coordinator and the event loops only enqueue. Frames between nodes
 * do not come through here; they find their way by what this has put into {@link Gate}s.
 *
 * <pre>
 * joined --seek--> member --Matchmaker--> edges --part, left--> gone
 *                    |  link breaks: away, edges stay for a while  ^
 *                    +---------------------------------------------/
 * </pre>
 */
public final class PeerService implements AutoCloseable {
  private static final Logger LOG = System.getLogger(PeerService.class.getName());

  private static final long TICK_MILLIS = 250;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Ticks after which those who have too few peers are looked at again: two seconds. */
  private static final int TICKS_PER_RETRY = 8;

  private static final int MIB_SHIFT = 20;

  private final Clock clock;
  private final RelayLimits limits;
  private final IceServers ice;
  private final Introductions introductions;
  private final Days days;
  private final SeekPace pace;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("mesh-peers").factory());
  private int ticks;
  private long ignored;
  private volatile PeerCounts counts = new PeerCounts(0, 0, 0, 0, 0);

  /** Nobody yet. */
  @SuppressWarnings("FutureReturnValueIgnored") // the tick handles what goes wrong in it
  public PeerService(Clock clock, Entropy entropy, RelayLimits limits, IceServers ice) {
    this.clock = clock;
    this.limits = limits;
    this.ice = ice;
    this.introductions = new Introductions(clock, new Matchmaker(entropy));
    this.days = new Days(unixMillis());
    this.pace = new SeekPace(limits.seeksPerMinute());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The coordinator's line to whoever is at the other end of {@code link}. Any thread. */
  public NodeLine line(NettySignalLink link, String prefix) {
    return new PeerLine(link, prefix, this);
  }

  /** What there is to be counted, as of the last tick. Any thread. */
  public PeerCounts counts() {
    return counts;
  }

  /** Runs {@code event} on the service's thread. */
  void enqueue(Runnable event) {
    try {
      thread.execute(() -> safely(event));
    } catch (RejectedExecutionException ended) {
      LOG.log(Level.DEBUG, "after the end", ended);
    }
  }

  private static void safely(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the peer service failed at one event; nodes go on without", e);
    }
  }

  /** A node is there, perhaps again. */
  void joined(Gate gate) {
    String nodeId = gate.who().nodeId();
    Member known = introductions.member(nodeId);
    Member member = known == null ? new Member(nodeId, days.of(nodeId)) : known;
    introductions.lift(member);
    introductions.add(member);
    member.gate = gate;
    member.seek = null;
    allow(member, gate.terms);
    if (gate.terms.limits().relayMibPerDay() > 0) {
      gate.link().ping();
    }
  }

  private void allow(Member member, ConsentTerms terms) {
    long bytes = (long) terms.limits().relayMibPerDay() << MIB_SHIFT;
    member.allow(bytes, () -> enqueue(() -> introductions.close(member, PartReason.BUDGET)));
  }

  /** A node's visitor has changed the terms. */
  void agreed(Gate gate, ConsentTerms terms) {
    gate.terms = terms;
    Member member = memberAt(gate);
    if (member == null) {
      return;
    }
    allow(member, terms);
    if (terms.limits().relayMibPerDay() == 0) {
      introductions.close(member, PartReason.CONSENT);
    } else {
      look(member);
    }
  }

  /** The coordinator has ended a node's link. */
  void left(Gate gate) {
    Member member = memberAt(gate);
    if (member != null) {
      introductions.forget(member);
    }
  }

  /** A link is gone, for whatever reason. */
  void broke(Gate gate) {
    Member member = memberAt(gate);
    if (member != null) {
      introductions.lift(member);
      member.gate = null;
      member.awaySinceMillis = clock.monotonicMillis();
    }
  }

  /** The node whose newest link this is; null when there is a newer one, or it is gone. */
  private @Nullable Member memberAt(Gate gate) {
    Member member = introductions.member(gate.who().nodeId());
    return member != null && member.gate == gate ? member : null;
  }

  /** A node has answered a ping. */
  void answered(Gate gate, int millis) {
    Member member = memberAt(gate);
    if (member != null) {
      member.rttMillis = millis;
    }
  }

  /** A node said something. */
  void said(Gate gate, byte[] message) {
    Member member = memberAt(gate);
    if (member == null) {
      return;
    }
    switch (PeerMessageReader.read(message)) {
      case PeerMessage.Said(PeerWord.FromNode word) -> said(member, gate, word);
      case PeerMessage.Malformed malformed -> gate.link().refuse(malformed);
      case PeerMessage.Said other -> gate.link().refuse("a peer service does not take this word");
      case PeerMessage.Relayed other -> gate.link().refuse("a word is wanted");
    }
  }

  private void said(Member member, Gate gate, PeerWord.FromNode word) {
    boolean counted = !(word instanceof PeerWord.Part);
    if (gate.terms.limits().relayMibPerDay() == 0
        || (counted && !pace.allows(member.nodeId(), clock.monotonicMillis()))) {
      ignored++;
      return;
    }
    switch (word) {
      case PeerWord.Seek seek -> seek(member, gate, seek);
      case PeerWord.Turn turn -> tellIce(member, gate);
      case PeerWord.Part part -> {
        End end = gate.passage(part.edge());
        if (end != null) {
          introductions.part(member, end.peer(), part.reason());
        }
      }
    }
  }

  private void seek(Member member, Gate gate, PeerWord.Seek seek) {
    boolean first = member.seek == null;
    member.seek = seek;
    if (!gate.iceTold) {
      gate.iceTold = true;
      tellIce(member, gate);
    }
    if (first) {
      introductions.takeUp(member, gate, seek);
    }
    gate.link().ping();
    look(member);
  }

  private void tellIce(Member member, Gate gate) {
    boolean direct =
        gate.terms.permits().directPeers() && member.seek != null && member.seek.direct();
    gate.say(direct ? ice.forNode(member.nodeId(), true) : PeerWord.Ice.NONE);
  }

  /** Has a node meet others, if it wants to and may. */
  private void look(Member member) {
    Gate gate = member.gate;
    PeerWord.Seek seek = member.seek;
    if (gate == null || seek == null || gate.terms.limits().relayMibPerDay() == 0) {
      return;
    }
    if (member.overdrawn()) {
      introductions.close(member, PartReason.BUDGET);
    } else {
      introductions.seek(member, gate, seek);
    }
  }

  private void tick() {
    safely(this::sweep);
  }

  private void sweep() {
    long now = clock.monotonicMillis();
    for (Member member : introductions.all()) {
      if (member.gate == null && now - member.awaySinceMillis >= limits.resumeMillis()) {
        introductions.forget(member);
      }
    }
    if (days.turned(unixMillis())) {
      introductions.all().forEach(this::look);
    }
    ticks++;
    if (ticks % TICKS_PER_RETRY == 0) {
      introductions.retry();
    }
    counts = introductions.counts(ignored);
  }

  private long unixMillis() {
    return Math.floorDiv(clock.unixNanos(), NANOS_PER_MILLI);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
