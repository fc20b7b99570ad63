package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.browser.Actor;
import io.blackroad.mesh.browser.js.DeviceKey;
import io.blackroad.mesh.browser.js.LineMessage;
import io.blackroad.mesh.browser.js.Port;
import io.blackroad.mesh.peer.PeerLimits;
import io.blackroad.mesh.peer.service.LinkWatch;
import io.blackroad.mesh.peer.service.PeerMessage;
import io.blackroad.mesh.peer.service.PeerMessageReader;
import io.blackroad.mesh.peer.service.PeerMessageWriter;
import io.blackroad.mesh.peer.service.PeerWord;
import io.blackroad.mesh.port.Clock;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The node's link to the seed, as far as it is the peers': {@code peer-line.js} in the node worker
 * passes on what begins with 02 or 03, and tells how much of it has left.
 */
final class SeedLine {
  private final Port port;
  private final Clock clock;
  private final LinkWatch watch = new LinkWatch();
  private boolean up;
  private double handedBytes;
  private double leftBytes;
  private boolean full;

  /** Hears of the link, on the loop's turn; {@code up} and {@code down} alternate. */
  interface Listener {
    /** The node {@code nodeId}, whose key is {@code key}, has joined over a new link. */
    void up(String nodeId, DeviceKey key);

    void down();

    void relayed(int edge, byte[] frame);

    void said(PeerWord word);

    /** Few bytes are waiting, where many were. */
    void drained();

    /** The seed says what no seed says. */
    void refused();
  }

  SeedLine(Port port, Clock clock) {
    this.port = port;
    this.clock = clock;
  }

  /** Lets {@code listener} hear, on {@code loop}'s turn. */
  void listen(Actor loop, Listener listener) {
    Port.onMessage(port, (LineMessage message) -> loop.enqueue(() -> heard(message, listener)));
  }

  boolean isUp() {
    return up;
  }

  /** Says {@code word} to the seed, if the link is up. */
  void say(PeerWord word) {
    if (up) {
      send(PeerMessageWriter.word(word));
    }
  }

  /** Sends {@code frame} over {@code edge}; false when the link is not up. */
  boolean relay(int edge, byte[] frame) {
    if (up) {
      send(PeerMessageWriter.relayed(edge, frame));
    }
    return up;
  }

  private void send(byte[] message) {
    handedBytes += message.length;
    full |= queuedBytes() >= PeerLimits.ROUTE_QUEUED_BYTES_HIGH;
    Int8Array bytes = Int8Array.copyFromJavaArray(message);
    Port.give(port, LineMessage.Of.frame(bytes), bytes);
  }

  /** Tells the node of a checkpoint that somebody was shown. */
  void tellNode(String checkpoint) {
    port.post(LineMessage.Of.heard(checkpoint));
  }

  /** Time has passed: a seed that is silent is asked, and one that does not answer given up. */
  void tick() {
    switch (watch.look(clock.monotonicMillis())) {
      case NOTHING -> {}
      case ASK -> say(new PeerWord.Turn());
      case DEAD -> port.post(LineMessage.Of.dead());
    }
  }

  /** Monotonic time of the next {@link #tick}; {@code Long.MAX_VALUE} for never. */
  long wakeAtMillis() {
    return watch.wakeAtMillis();
  }

  /** Bytes of ours that wait, here or in the socket. */
  int queuedBytes() {
    return (int) (handedBytes - leftBytes);
  }

  private void heard(LineMessage message, Listener listener) {
    switch (message.getKind()) {
      case LineMessage.UP -> {
        up = true;
        watch.heard(clock.monotonicMillis());
        handedBytes = 0;
        leftBytes = 0;
        full = false;
        listener.up(message.getNodeId(), message.getKey());
      }
      case LineMessage.DOWN -> {
        up = false;
        watch.down();
        listener.down();
      }
      case LineMessage.LEFT -> left(message.getLeft(), listener);
      default -> {
        watch.heard(clock.monotonicMillis());
        received(message.getFrame().copyToJavaArray(), listener);
      }
    }
  }

  private void left(double bytes, Listener listener) {
    leftBytes = bytes;
    if (full && queuedBytes() < PeerLimits.ROUTE_QUEUED_BYTES_LOW) {
      full = false;
      listener.drained();
    }
  }

  private static void received(byte[] message, Listener listener) {
    switch (PeerMessageReader.read(message)) {
      case PeerMessage.Relayed relayed -> listener.relayed(relayed.edge(), relayed.frame());
      case PeerMessage.Said said -> listener.said(said.word());
      case PeerMessage.Malformed malformed -> listener.refused();
    }
  }
}
