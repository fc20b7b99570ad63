package io.blackroad.mesh.browser;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.peer.service.PartReason;
import io.blackroad.mesh.peer.service.PeerMessage;
import io.blackroad.mesh.peer.service.PeerMessageReader;
import io.blackroad.mesh.peer.service.PeerMessageWriter;
import io.blackroad.mesh.peer.service.PeerWord;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A seed with the least of a peer service: everybody who seeks meets everybody else. What it passes
 * on can be looked at, and changed.
 */
final class TestRelay {
  private final TestSeed seed;
  private final List<Node> nodes = new ArrayList<>();
  private final List<PeerWord> words = new CopyOnWriteArrayList<>();
  private final List<byte[]> passed = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<byte[]> change = frame -> frame;
  private volatile boolean keeps;
  private int edges;

  /** A node's link. */
  private static final class Node {
    final TestSocket socket;
    String id = "";
    PeerWord.@Nullable Seek seek;
    final TreeMap<Integer, End> edges = new TreeMap<>();

    Node(TestSocket socket) {
      this.socket = socket;
    }
  }

  /** The other end of an edge. */
  private record End(Node node, int number) {}

  TestRelay(TestSeed seed) {
    this.seed = seed;
  }

  /** Changes the peers' frames from now on. */
  void change(UnaryOperator<byte[]> changed) {
    change = changed;
  }

  /** Keeps the peers' frames from now on. */
  void keepFrames() {
    keeps = true;
  }

  /** The peers' frames that were kept. */
  List<byte[]> frames() {
    return passed;
  }

  /** What nodes have said to it. */
  List<PeerWord> words() {
    return words;
  }

  /** Serves one node's socket until it closes. */
  void serve(TestSocket socket) throws IOException {
    serve(socket, seed);
  }

  /** The same, for a seed that shows this node another log. */
  void serve(TestSocket socket, TestSeed shown) throws IOException {
    Node node = new Node(socket);
    socket.divert(message -> takes(node, message));
    try {
      shown.serve(socket);
    } finally {
      closed(node);
    }
  }

  private synchronized boolean takes(Node node, byte[] message) {
    if (MessageCodec.decode(message) instanceof Decoded.Ok(Message.Hello hello)) {
      node.id = Identity.nodeId(Hex.require(hello.publicKey()), new Sha256());
      return false;
    }
    switch (PeerMessageReader.read(message)) {
      case PeerMessage.Relayed relayed -> pass(node, relayed);
      case PeerMessage.Said said -> said(node, said.word());
      case PeerMessage.Malformed other -> {
        return false;
      }
    }
    return true;
  }

  private void pass(Node from, PeerMessage.Relayed relayed) {
    End to = from.edges.get(relayed.edge());
    if (to != null) {
      byte[] frame = change.apply(relayed.frame());
      if (keeps) {
        passed.add(frame);
      }
      send(to.node, PeerMessageWriter.relayed(to.number, frame));
    }
  }

  private void said(Node node, PeerWord word) {
    words.add(word);
    switch (word) {
      case PeerWord.Seek seek -> {
        node.seek = seek;
        if (!nodes.contains(node)) {
          nodes.add(node);
        }
        say(node, PeerWord.Ice.NONE);
        nodes.forEach(other -> meet(node, other));
      }
      case PeerWord.Part part -> part(node, part.edge(), part.reason());
      case PeerWord.Turn turn -> say(node, PeerWord.Ice.NONE);
      case PeerWord.FromSeed mistaken -> throw new AssertionError(mistaken);
    }
  }

  private void meet(Node one, Node other) {
    PeerWord.Seek first = one.seek;
    PeerWord.Seek second = other.seek;
    if (one == other || first == null || second == null) {
      return;
    }
    boolean known = one.edges.values().stream().anyMatch(end -> end.node == other);
    if (!known && first.wanted() > 0 && second.wanted() > 0) {
      boolean direct = first.direct() && second.direct();
      int mine = ++edges;
      int theirs = ++edges;
      one.edges.put(mine, new End(other, theirs));
      other.edges.put(theirs, new End(one, mine));
      say(one, new PeerWord.Meet(mine, other.id, direct));
      say(other, new PeerWord.Meet(theirs, one.id, direct));
    }
  }

  private void part(Node node, int edge, PartReason reason) {
    End end = node.edges.remove(edge);
    if (end != null && end.node.edges.remove(end.number) != null) {
      say(end.node, new PeerWord.Part(end.number, reason));
    }
  }

  private static void say(Node node, PeerWord word) {
    send(node, PeerMessageWriter.word(word));
  }

  private static void send(Node node, byte[] message) {
    try {
      node.socket.send(message);
    } catch (IOException gone) {
      // Its own thread finds that out.
    }
  }

  private synchronized void closed(Node node) {
    nodes.remove(node);
    for (int edge : List.copyOf(node.edges.keySet())) {
      part(node, edge, PartReason.LEFT);
    }
  }
}
