package io.blackroad.mesh.peer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Who describes what and when, so that two ends that both want to change the same connection agree:
 * "perfect negotiation" (W3C WebRTC 1.0, 10.7), with one operation at a time, so that what arrives
 * meanwhile waits and finds a settled state.
 *
 * <pre>
 *           needed: Describe --described--&gt; offer sent, OFFERED --answer: Take--&gt; STABLE
 *  STABLE --|
 *           offer: Take --taken--&gt; Describe --described--&gt; answer sent --&gt; STABLE
 *
 *  OFFERED, and an offer comes: the polite end takes it, which takes back its own;
 *                               the impolite one ignores it, and its candidates
 * </pre>
 */
final class Negotiation {
  /** Signals that wait for an operation: an offer and a few dozen candidates. */
  static final int WAITING_MAX = 128;

  private enum Operation {
    NONE,
    OFFERING,
    TAKING_OFFER,
    ANSWERING,
    TAKING_ANSWER
  }

  private final boolean polite;
  private final Consumer<DirectCommand> commands;
  private final Consumer<PeerFrame.Signal> signals;
  private final int attempt;
  private final Deque<PeerFrame.Signal> waiting = new ArrayDeque<>();
  private Operation operation = Operation.NONE;
  private boolean needed;
  private boolean offered;
  private boolean ignoring;

  Negotiation(
      int attempt,
      boolean polite,
      Consumer<DirectCommand> commands,
      Consumer<PeerFrame.Signal> signals) {
    this.attempt = attempt;
    this.polite = polite;
    this.commands = commands;
    this.signals = signals;
  }

  /** A description has to be exchanged. */
  void needed() {
    needed = true;
    next();
  }

  /** The local description is set. */
  void described(PeerFrame.Signal.Kind kind, byte[] text) {
    if (operation == Operation.OFFERING || operation == Operation.ANSWERING) {
      offered = operation == Operation.OFFERING;
      operation = Operation.NONE;
      signals.accept(new PeerFrame.Signal(attempt, kind, text));
      next();
    }
  }

  /** The peer's description is set. */
  void taken() {
    if (operation == Operation.TAKING_OFFER) {
      operation = Operation.ANSWERING;
      commands.accept(new DirectCommand.Describe());
    } else if (operation == Operation.TAKING_ANSWER) {
      operation = Operation.NONE;
      next();
    }
  }

  /** The peer says something; false when it says more than anyone has to. */
  boolean signalled(PeerFrame.Signal signal) {
    if (waiting.size() == WAITING_MAX) {
      return false;
    }
    waiting.addLast(signal);
    next();
    return true;
  }

  private void next() {
    while (operation == Operation.NONE && !waiting.isEmpty()) {
      take(waiting.removeFirst());
    }
    if (operation == Operation.NONE && needed && !offered) {
      needed = false;
      operation = Operation.OFFERING;
      commands.accept(new DirectCommand.Describe());
    }
  }

  private void take(PeerFrame.Signal signal) {
    switch (signal.kind()) {
      case OFFER -> {
        ignoring = offered && !polite;
        if (!ignoring) {
          offered = false;
          begin(Operation.TAKING_OFFER, signal);
        }
      }
      case ANSWER -> {
        ignoring = false;
        if (offered) {
          offered = false;
          begin(Operation.TAKING_ANSWER, signal);
        }
      }
      case CANDIDATE -> {
        if (!ignoring) {
          commands.accept(new DirectCommand.AddCandidate(signal.text()));
        }
      }
    }
  }

  private void begin(Operation taking, PeerFrame.Signal signal) {
    operation = taking;
    commands.accept(new DirectCommand.Take(signal.kind(), signal.text()));
  }
}
