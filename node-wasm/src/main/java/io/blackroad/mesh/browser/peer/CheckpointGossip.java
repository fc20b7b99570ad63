package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.json.Utf8;
import io.blackroad.mesh.peer.PeerEdge;
import io.blackroad.mesh.peer.PeerStream;
import io.blackroad.mesh.peer.Route;
import io.blackroad.mesh.peer.StreamListener;
import io.blackroad.mesh.port.Clock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells peers the newest checkpoint that a node of this browser holds, and the node those that
 * peers were shown: a seed that shows two visitors two logs would have to keep their nodes apart as
 * well. What peers say is checked by the node, as what other tabs say.
 */
final class CheckpointGossip implements PeerUse {
  /**
   * A checkpoint has half a kilobyte and a log several a second; the visitor pays for the bytes.
   */
  static final long TELL_MILLIS_MIN = 30_000;

  /** Nobody holds that many that are new; what is too many is dropped. */
  static final long HEAR_MILLIS_MIN = 5_000;

  /** Of a checkpoint's JSON, see {@code TabGossip}. */
  private static final int BYTES_MAX = 1_024;

  private final Clock clock;
  private final Consumer<String> node;
  private final List<Neighbour> neighbours = new ArrayList<>();
  private String newest = "";

  /** One edge, what was told over it last, and when something was told and heard. */
  private static final class Neighbour {
    final Acquaintance whom;
    String told = "";
    long tellAtMillis;
    long hearAtMillis;

    Neighbour(Acquaintance whom) {
      this.whom = whom;
    }
  }

  /**
   * @param node is told, as JSON, what peers were shown
   */
  CheckpointGossip(Clock clock, Consumer<String> node) {
    this.clock = clock;
    this.node = node;
  }

  /** A node of this browser holds {@code checkpoint}, which it has checked. */
  void holds(String checkpoint) {
    newest = checkpoint;
    tick();
  }

  @Override
  public void moved(Acquaintance whom, Route route) {
    if (of(whom.peer) == null) {
      neighbours.add(new Neighbour(whom));
    }
    tick();
  }

  @Override
  public void ended(String peer, String why) {
    neighbours.remove(of(peer));
  }

  private @Nullable Neighbour of(String peer) {
    for (Neighbour neighbour : neighbours) {
      if (neighbour.whom.peer.equals(peer)) {
        return neighbour;
      }
    }
    return null;
  }

  @Override
  public void message(String peer, byte[] content) {
    Neighbour from = of(peer);
    long now = clock.monotonicMillis();
    if (from != null && now >= from.hearAtMillis && content.length <= BYTES_MAX) {
      from.hearAtMillis = now + HEAR_MILLIS_MIN;
      node.accept(new String(content, 1, content.length - 1, StandardCharsets.UTF_8));
    }
  }

  @Override
  public @Nullable StreamListener opened(String peer, PeerStream stream) {
    return null;
  }

  /** Tells whoever is due. */
  void tick() {
    long now = clock.monotonicMillis();
    for (Neighbour neighbour : neighbours) {
      PeerEdge edge = neighbour.whom.edge();
      if (edge != null && isBehind(neighbour) && now >= neighbour.tellAtMillis) {
        neighbour.told = newest;
        neighbour.tellAtMillis = now + TELL_MILLIS_MIN;
        edge.say(message());
      }
    }
  }

  private boolean isBehind(Neighbour neighbour) {
    return !newest.isEmpty() && !newest.equals(neighbour.told);
  }

  private byte[] message() {
    byte[] json = Utf8.bytes(newest);
    byte[] message = new byte[1 + json.length];
    message[0] = CHECKPOINT;
    System.arraycopy(json, 0, message, 1, json.length);
    return message;
  }

  /** When {@link #tick} has something to do; {@code Long.MAX_VALUE} for never. */
  long wakeAtMillis() {
    long at = Long.MAX_VALUE;
    for (Neighbour neighbour : neighbours) {
      at = isBehind(neighbour) ? Math.min(at, neighbour.tellAtMillis) : at;
    }
    return at;
  }
}
