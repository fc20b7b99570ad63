package io.blackroad.mesh.peer;

import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Entropy;
import org.jspecify.annotations.Nullable;

/**
 * An edge's attempts at a direct connection, beside the relay that goes on working whatever becomes
 * of them. The impolite end begins; the polite one follows, and begins where nothing comes.
 *
 * <pre>
 *          time            opened, heard                 silent, disconnected, network changed
 *  WAITING ----&gt; TRYING -------------------&gt; UP ------------------------------------&gt; SHAKY
 *     ^           |   2.5 s: TURN, restart    ^---------------- heard --------------------|
 *     |           |                                   at once: TURN, restart              |
 *     |-- 10 s, --'&lt;------------- 6 s, closed: all anew, as the next attempt -------------'
 *        failed
 *  waits: 4 s, doubled each time to 5 min, half to one and a half of it; for good after 6 attempts;
 *         and as long as the peer is silent on the relay too, when no attempt can succeed
 * </pre>
 *
 * <p>(Facts: webrtc.md 5: what STUN alone can do is done within 0.2 s; TURN opens 0.2 s after the
 * restart; a restart heals an outage of 40 s and a change of address.)
 */
final class Ladder {
  /** Attempts without one that lasted: 8 edges with 6 each stay far below Chromium's 500. */
  static final int ATTEMPTS_MAX = 6;

  static final long TURN_MILLIS = 2_500;

  /** The polite end has its TURN servers before the restart's offer comes. */
  private static final long POLITE_TURN_MILLIS = 2_000;

  /** The polite end restarts by itself when no restart has come. */
  private static final long POLITE_RESTART_MILLIS = 4_000;

  static final long TRY_MILLIS = 10_000;
  static final long REPAIR_MILLIS = 6_000;
  private static final long POLITE_REPAIR_MILLIS = 500;
  private static final long POLITE_BEGIN_MILLIS = 2_000;
  private static final long BACKOFF_MILLIS = 4_000;
  static final long BACKOFF_MILLIS_MAX = 300_000;

  /** A connection that lasted so long makes up for the attempts before it. */
  private static final long PROVEN_MILLIS = 60_000;

  /** How far ahead of what was seen the number of a peer's attempt may be. */
  private static final int AHEAD_MAX = 64;

  private static final long NEVER = Long.MAX_VALUE;

  private enum State {
    /** Not allowed, or the edge is over. */
    OFF,
    WAITING,
    TRYING,
    UP,
    SHAKY
  }

  private final Clock clock;
  private final Entropy entropy;
  private final LadderSide side;
  private final boolean polite;
  private State state = State.OFF;
  private @Nullable Negotiation negotiation;
  private int attempt;
  private int seen;
  private int attemptsLeft = ATTEMPTS_MAX;
  private long sinceMillis;
  private long stepAtMillis = NEVER;
  private boolean turnUsed;
  private boolean channelsOpen;
  private boolean held;

  Ladder(Clock clock, Entropy entropy, LadderSide side, boolean polite) {
    this.clock = clock;
    this.entropy = entropy;
    this.side = side;
    this.polite = polite;
  }

  /** Whether direct connections may be made: they show the visitor's address to the peer. */
  void allow(boolean allowed) {
    if (!allowed) {
      close();
      enter(State.OFF, NEVER);
    } else if (state == State.OFF) {
      enter(State.WAITING, polite ? POLITE_BEGIN_MILLIS : 0);
    }
  }

  /**
   * The address of this end may be another now: what failed before may work, what works may not.
   */
  void networkChanged() {
    attemptsLeft = ATTEMPTS_MAX;
    if (state == State.UP) {
      doubt();
    } else if (state == State.WAITING) {
      enter(State.WAITING, polite ? POLITE_BEGIN_MILLIS : 0);
    }
  }

  private void enter(State next, long afterMillis) {
    state = next;
    held = false;
    sinceMillis = clock.monotonicMillis();
    stepAtMillis = afterMillis == NEVER ? NEVER : sinceMillis + afterMillis;
  }

  /** The peer was heard, by whichever route: an attempt that waited for that is made. */
  void reached() {
    if (held) {
      enter(State.WAITING, polite ? POLITE_BEGIN_MILLIS : 0);
    }
  }

  /** The peer was heard over the direct route. */
  void heard() {
    if (state == State.SHAKY || (state == State.TRYING && channelsOpen)) {
      enter(State.UP, NEVER);
      side.route(LadderSide.Trust.TRUSTED);
    }
  }

  /** The route that was up is silent, or says itself that it is disconnected. */
  void doubt() {
    if (state == State.UP) {
      shake(polite ? POLITE_REPAIR_MILLIS : REPAIR_MILLIS);
      if (!polite) {
        command(new DirectCommand.RestartIce());
      }
    }
  }

  private void shake(long nextStepMillis) {
    refund();
    enter(State.SHAKY, nextStepMillis);
    side.route(LadderSide.Trust.DOUBTED);
    command(new DirectCommand.UseTurn());
  }

  private void refund() {
    if (clock.monotonicMillis() - sinceMillis >= PROVEN_MILLIS) {
      attemptsLeft = ATTEMPTS_MAX;
    }
  }

  /** Something happened at the connection of attempt {@code of}. */
  void event(int of, DirectEvent event) {
    Negotiation talk = negotiation;
    if (of != attempt || talk == null) {
      return;
    }
    switch (event) {
      case DirectEvent.NegotiationNeeded needed -> talk.needed();
      case DirectEvent.Described described -> talk.described(described.kind(), described.text());
      case DirectEvent.Taken taken -> talk.taken();
      case DirectEvent.Failed failed -> fail();
      case DirectEvent.Candidate candidate ->
          side.signal(
              new PeerFrame.Signal(attempt, PeerFrame.Signal.Kind.CANDIDATE, candidate.text()));
      case DirectEvent.ChannelsOpen open -> {
        channelsOpen = true;
        side.route(LadderSide.Trust.UP);
      }
      case DirectEvent.Disconnected disconnected -> doubt();
      case DirectEvent.Broken broken -> fail();
    }
  }

  /** The peer says something about an attempt, perhaps one that it has just begun. */
  void signalled(PeerFrame.Signal signal) {
    if (signal.attempt() > seen && signal.attempt() <= seen + AHEAD_MAX) {
      seen = signal.attempt();
      boolean follows = state != State.OFF && attemptsLeft > 0;
      if (follows && seen > attempt) {
        close();
        open(seen);
      }
    }
    Negotiation talk = negotiation;
    if (talk == null || signal.attempt() != attempt) {
      return;
    }
    if (state == State.UP && signal.kind() == PeerFrame.Signal.Kind.OFFER) {
      // The peer restarts what is up for us: it may not hear us, and our answer has to reach it.
      shake(REPAIR_MILLIS);
    }
    if (!talk.signalled(signal)) {
      fail();
    }
  }

  private void open(int number) {
    attempt = number;
    attemptsLeft--;
    turnUsed = false;
    negotiation = new Negotiation(number, polite, this::command, side::signal);
    enter(State.TRYING, polite ? POLITE_TURN_MILLIS : TURN_MILLIS);
    command(new DirectCommand.Open());
  }

  private void command(DirectCommand command) {
    side.command(attempt, command);
  }

  private void close() {
    if (negotiation != null) {
      negotiation = null;
      channelsOpen = false;
      side.route(LadderSide.Trust.DOWN);
      command(new DirectCommand.Close());
    }
  }

  /** The attempt has failed; the next one comes at once where a connection had been. */
  private void fail() {
    boolean wasUp = state == State.UP || state == State.SHAKY;
    if (state == State.UP) {
      refund();
    }
    close();
    if (attemptsLeft == 0) {
      enter(State.WAITING, NEVER);
    } else {
      enter(State.WAITING, wasUp && !polite ? 0 : backoffMillis());
    }
  }

  private long backoffMillis() {
    byte[] random = new byte[2];
    entropy.fill(random);
    int share = (random[0] & 255) << 8 | (random[1] & 255);
    int failures = ATTEMPTS_MAX - 1 - attemptsLeft;
    long base = Math.min(BACKOFF_MILLIS_MAX, BACKOFF_MILLIS << Math.max(0, failures));
    return base / 2 + ((base * share) >> 16);
  }

  /** Time has passed. */
  void tick() {
    if (clock.monotonicMillis() < stepAtMillis) {
      return;
    }
    switch (state) {
      case OFF, UP -> stepAtMillis = NEVER;
      case WAITING -> {
        held = attemptsLeft > 0 && side.isSilent();
        if (attemptsLeft > 0 && !held) {
          seen = Math.max(seen, attempt) + 1;
          open(seen);
        } else {
          stepAtMillis = NEVER;
        }
      }
      case TRYING -> tryMore();
      case SHAKY -> repairMore();
    }
  }

  private void tryMore() {
    long tried = clock.monotonicMillis() - sinceMillis;
    if (tried >= TRY_MILLIS) {
      fail();
    } else if (!turnUsed) {
      turnUsed = true;
      command(new DirectCommand.UseTurn());
      stepAtMillis = sinceMillis + (polite ? POLITE_RESTART_MILLIS : TRY_MILLIS);
      if (!polite) {
        command(new DirectCommand.RestartIce());
      }
    } else {
      command(new DirectCommand.RestartIce());
      stepAtMillis = sinceMillis + TRY_MILLIS;
    }
  }

  private void repairMore() {
    if (clock.monotonicMillis() - sinceMillis >= REPAIR_MILLIS) {
      fail();
    } else {
      command(new DirectCommand.RestartIce());
      stepAtMillis = sinceMillis + REPAIR_MILLIS;
    }
  }

  /** When {@link #tick} has something to do though nothing happens. */
  long wakeAtMillis() {
    return stepAtMillis;
  }
}
