package io.blackroad.mesh.peer;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What waits for its turn in the control lane; signals, of which a route may depend, go first. */
final class Postbag {
  /** Signals that wait: those of one attempt, and more than it needs. */
  private static final int SIGNALS_MAX = 256;

  private final Deque<PeerFrame.Signal> signals = new ArrayDeque<>();
  private final Deque<PeerFrame.Message> messages = new ArrayDeque<>();
  private int messageBytes;

  /** Takes a message; false when too many wait. */
  boolean say(byte[] message) {
    boolean room =
        messages.size() < PeerLimits.MESSAGES_QUEUED_MAX
            && messageBytes + message.length <= PeerLimits.MESSAGES_QUEUED_BYTES_MAX;
    if (room) {
      messages.addLast(new PeerFrame.Message(message));
      messageBytes += message.length;
    }
    return room;
  }

  /** Takes a signal; one too many is dropped, and its attempt will fail. */
  void signal(PeerFrame.Signal signal) {
    if (signals.size() < SIGNALS_MAX) {
      signals.addLast(signal);
    }
  }

  /** Drops the signals: they are about an attempt that is over. */
  void dropSignals() {
    signals.clear();
  }

  /** The next to be sent; null when none waits. */
  PeerFrame.@Nullable Numbered next() {
    PeerFrame.Signal signal = signals.pollFirst();
    if (signal != null) {
      return signal;
    }
    PeerFrame.Message message = messages.pollFirst();
    messageBytes -= message == null ? 0 : message.content().length;
    return message;
  }

  /** Whether no message waits. */
  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** Bytes of the messages that wait. */
  int bytesHeld() {
    return messageBytes;
  }

  /** Drops everything. */
  void clear() {
    signals.clear();
    messages.clear();
    messageBytes = 0;
  }
}
