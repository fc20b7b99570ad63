package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.browser.Actor;
import io.blackroad.mesh.browser.js.DoorMessage;
import io.blackroad.mesh.browser.js.Port;
import io.blackroad.mesh.peer.FrameWriter;
import io.blackroad.mesh.peer.PeerEdge;
import io.blackroad.mesh.peer.PeerLimits;
import io.blackroad.mesh.peer.PeerStream;
import io.blackroad.mesh.peer.Route;
import io.blackroad.mesh.peer.StreamListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Lets another context of this browser use the edges, by a MessagePort: messages, and streams with
 * their flow control. Nobody does by themselves; without one, what peers open is refused.
 */
final class PeerDoor implements PeerUse {
  private final Port port;
  private final Acquaintances acquaintances;
  private final List<DoorStream> streams = new ArrayList<>();
  private int theirs;

  PeerDoor(Port port, Acquaintances acquaintances, Actor loop) {
    this.port = port;
    this.acquaintances = acquaintances;
    Port.onMessage(port, (DoorMessage message) -> loop.enqueue(() -> asked(message)));
    for (Acquaintance known : acquaintances) {
      PeerEdge edge = known.edge();
      Route route = edge == null ? null : edge.route();
      if (route != null) {
        moved(known, route);
      }
    }
  }

  private void asked(DoorMessage message) {
    if (DoorMessage.MESSAGE.equals(message.getKind())) {
      say(message);
      return;
    }
    if (DoorMessage.OPEN.equals(message.getKind())) {
      open(message);
      return;
    }
    for (DoorStream stream : List.copyOf(streams)) {
      if (stream.number() == message.getStream()) {
        stream.asked(message);
      }
    }
  }

  private void say(DoorMessage message) {
    PeerEdge edge = edge(message.getPeer());
    byte[] said = message.getBytes().copyToJavaArray();
    if (edge != null && said.length < FrameWriter.MESSAGE_BYTES_MAX) {
      byte[] content = new byte[1 + said.length];
      content[0] = USER;
      System.arraycopy(said, 0, content, 1, said.length);
      edge.say(content);
    }
  }

  private void open(DoorMessage message) {
    PeerEdge edge = edge(message.getPeer());
    byte[] header = message.getBytes().copyToJavaArray();
    DoorStream stream = new DoorStream(message.getStream(), port, streams::remove);
    PeerStream opened =
        edge == null || header.length > PeerLimits.HEADER_BYTES_MAX
            ? null
            : edge.open(header, stream);
    if (opened == null) {
      port.post(DoorMessage.Of.stream(DoorMessage.BROKEN, message.getStream(), 0));
    } else {
      stream.join(opened);
      streams.add(stream);
    }
  }

  private @Nullable PeerEdge edge(String peer) {
    Acquaintance known = acquaintances.of(peer);
    return known == null ? null : known.edge();
  }

  @Override
  public void message(String peer, byte[] content) {
    give(DoorMessage.MESSAGE, peer, 0, Arrays.copyOfRange(content, 1, content.length));
  }

  @Override
  public StreamListener opened(String peer, PeerStream opened) {
    DoorStream stream = new DoorStream(--theirs, port, streams::remove);
    stream.join(opened);
    streams.add(stream);
    give(DoorMessage.OPENED, peer, stream.number(), opened.header());
    return stream;
  }

  private void give(String kind, String peer, int stream, byte[] content) {
    Int8Array bytes = Int8Array.copyFromJavaArray(content);
    Port.give(port, DoorMessage.Of.bytes(kind, peer, stream, bytes), bytes);
  }

  @Override
  public void moved(Acquaintance whom, Route route) {
    port.post(DoorMessage.Of.peer(DoorMessage.MOVED, whom.peer, PeersStatus.word(route)));
  }

  @Override
  public void ended(String peer, String why) {
    port.post(DoorMessage.Of.peer(DoorMessage.ENDED, peer, why));
  }
}
