package io.blackroad.mesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackroad.mesh.SeededBytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A handful of nodes on one relay that delivers at once, in order. */
class NeighboursTest {
  private final SimTime time = new SimTime();
  private final Map<String, Node> nodes = new TreeMap<>();
  private final Deque<Runnable> relay = new ArrayDeque<>();
  private final SeededBytes entropy = new SeededBytes(9);

  /** A node that counts what ends. */
  private final class Node implements Neighbours.Host {
    final String id;
    Neighbours neighbours;
    final List<EdgeEnd> ends = new ArrayList<>();
    int messages;
    boolean hospitable = true;

    Node(String id) {
      this.id = id;
      this.neighbours = new Neighbours(id, this);
      nodes.put(id, this);
      nodes.values().forEach(this::introduce);
    }

    /** Forgets everything, as a page does that is loaded again. */
    void reload() {
      neighbours = new Neighbours(id, this);
      nodes.values().forEach(this::introduce);
    }

    private void introduce(Node other) {
      if (other != this) {
        neighbours.relayUp(other.id);
        other.neighbours.relayUp(id);
      }
    }

    @Override
    public boolean welcomes(String peer) {
      return hospitable;
    }

    @Override
    public PeerEdge.Ports ports(String peer) {
      return new PeerEdge.Ports(time, entropy, port(peer), listener());
    }

    private EdgePort port(String peer) {
      return new EdgePort() {
        @Override
        public boolean send(Route route, Lane lane, byte[] frame) {
          answer(peer, frame);
          return route == Route.RELAY;
        }

        @Override
        public int queuedBytes(Route route, Lane lane) {
          return 0;
        }

        @Override
        public void direct(int attempt, DirectCommand command) {}
      };
    }

    private EdgeListener listener() {
      return new EdgeListener() {
        @Override
        public void message(byte[] content) {
          messages++;
        }

        @Override
        public @Nullable StreamListener opened(PeerStream stream) {
          return null;
        }

        @Override
        public void moved(Route route) {}

        @Override
        public void ended(EdgeEnd reason, String detail) {
          ends.add(reason);
        }
      };
    }

    @Override
    public void answer(String peer, byte[] frame) {
      Node to = nodes.get(peer);
      if (to != null) {
        relay.addLast(() -> to.neighbours.relayed(id, frame));
      }
    }

    boolean say(String peer) {
      PeerEdge edge = neighbours.meet(peer);
      boolean said = edge != null && edge.say(new byte[1]);
      settle();
      return said;
    }
  }

  private void settle() {
    for (int i = 0; i < 40; i++) {
      while (!relay.isEmpty()) {
        relay.removeFirst().run();
      }
      time.runUntil(time.monotonicMillis() + 5);
      nodes.values().forEach(node -> node.neighbours.tick());
    }
  }

  @Test
  void whoIsMetAnswers() {
    Node a = new Node("n_a");
    Node b = new Node("n_b");
    a.say("n_b");
    assertEquals(1, b.messages);
    b.say("n_a");
    assertEquals(1, a.messages);
    assertEquals(1, a.neighbours.degree());
    assertEquals(1, b.neighbours.degree());
  }

  @Test
  void bothMayBegin() {
    Node a = new Node("n_a");
    Node b = new Node("n_b");
    a.neighbours.meet("n_b");
    b.neighbours.meet("n_a");
    a.say("n_b");
    b.say("n_a");
    assertEquals(List.of(1, 1), List.of(a.messages, b.messages));
  }

  @Test
  void nobodyHasMoreThanEight() {
    Node centre = new Node("n_centre");
    List<Node> others = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Node other = new Node("n_" + i);
      others.add(other);
      other.say("n_centre");
    }
    assertEquals(Neighbours.DEGREE_MAX, centre.neighbours.degree());
    assertEquals(8, centre.messages);
    assertEquals(List.of(EdgeEnd.GONE), others.get(11).ends);
    assertNull(centre.neighbours.meet("n_11"));
    others.get(0).neighbours.close();
    settle();
    assertNotNull(centre.neighbours.meet("n_11"));
  }

  @Test
  void whoIsNotWelcomeIsToldSo() {
    Node a = new Node("n_a");
    Node b = new Node("n_b");
    b.hospitable = false;
    a.say("n_b");
    assertEquals(List.of(EdgeEnd.GONE), a.ends);
    assertEquals(0, b.neighbours.degree());
    assertEquals(Long.MAX_VALUE, a.neighbours.wakeAtMillis());
  }

  @Test
  void aReloadedPageSaysThatItHasForgotten() {
    Node a = new Node("n_a");
    Node b = new Node("n_b");
    a.say("n_b");
    b.reload();
    a.say("n_b");
    assertEquals(List.of(EdgeEnd.GONE), a.ends);
    a.say("n_b");
    assertEquals(2, b.messages);
  }

  @Test
  void aReloadedPageThatBeginsAnewReplacesTheOldEdge() {
    Node a = new Node("n_a");
    Node b = new Node("n_b");
    a.say("n_b");
    b.reload();
    b.say("n_a");
    assertEquals(List.of(EdgeEnd.RESTARTED), a.ends);
    assertEquals(1, a.messages);
    assertEquals(1, a.neighbours.degree());
  }

  @Test
  void whatIsClosedIsOverAtBothEndsAfterWhatWasSaid() {
    Node a = new Node("n_a");
    Node b = new Node("n_b");
    PeerEdge edge = a.neighbours.meet("n_b");
    assertNotNull(edge);
    for (int i = 0; edge != null && i < 100; i++) {
      edge.say(new byte[9_000 / (i + 1) + 1]);
    }
    a.neighbours.close();
    settle();
    assertEquals(100, b.messages);
    assertEquals(List.of(EdgeEnd.CLOSED), a.ends);
    assertEquals(List.of(EdgeEnd.CLOSED), b.ends);
  }

  @Test
  void whatIsEndedAtOnceIsOverAtBothEndsWithoutTimePassing() {
    Node a = new Node("n_a");
    Node b = new Node("n_b");
    a.say("n_b");
    long before = time.monotonicMillis();

    a.neighbours.end();
    while (!relay.isEmpty()) {
      relay.removeFirst().run();
    }

    assertEquals(List.of(EdgeEnd.CLOSED), a.ends);
    assertEquals(List.of(EdgeEnd.CLOSED), b.ends);
    assertEquals(before, time.monotonicMillis());
  }

  @Test
  void aNewLinkReachesOnlyWhoIsMetOnIt() {
    Node a = new Node("n_a");
    Node b = new Node("n_b");
    a.say("n_b");
    a.neighbours.relayDown();
    a.say("n_b");
    assertEquals(1, b.messages);
    PeerEdge edge = a.neighbours.edge("n_b");
    assertNotNull(edge);
    assertNull(edge.route());

    a.neighbours.relayUp("n_c");
    settle();
    assertNull(edge.route());

    a.neighbours.relayUp("n_b");
    settle();
    assertEquals(Route.RELAY, edge.route());
    assertEquals(2, b.messages);
  }

  @Test
  void oneWayThatIsDownIsNoOthersBusiness() {
    Node a = new Node("n_a");
    Node b = new Node("n_b");
    Node c = new Node("n_c");
    a.say("n_b");
    a.say("n_c");

    a.neighbours.relayDown("n_b");
    a.say("n_b");
    a.say("n_c");

    assertEquals(List.of(1, 2), List.of(b.messages, c.messages));
  }

  @Test
  void nobodyMeetsHimself() {
    Node a = new Node("n_a");
    assertThrows(IllegalArgumentException.class, () -> a.neighbours.meet("n_a"));
    a.neighbours.relayed("n_a", FrameWriter.write(0, 0, new PeerFrame.Hello(4)));
    assertEquals(0, a.neighbours.degree());
  }

  @Test
  void strangeBytesAreNotAnswered() {
    Node a = new Node("n_a");
    a.neighbours.relayed("n_b", new byte[] {1, 2, 3});
    a.neighbours.relayed("n_b", FrameWriter.write(5, 0, new PeerFrame.Gone()));
    a.neighbours.relayed("n_b", FrameWriter.write(5, 0, new PeerFrame.Close(EdgeEnd.LOST)));
    assertEquals(0, relay.size());
  }
}
