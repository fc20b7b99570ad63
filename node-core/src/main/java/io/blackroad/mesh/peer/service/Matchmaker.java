package io.blackroad.mesh.peer.service;

import io.blackroad.mesh.port.Entropy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who meets whom. Everybody who seeks gets {@link #EDGES_FOR_ALL} edges, whoever has what
 * it needs a few more, and nobody more than {@link ServiceLimits#DEGREE_MAX}. It looks at a sample
 * of the room, so that a node costs the same in a room of ten and of ten thousand, and nobody can
 * choose whom it meets.
 *
 * <p>That everybody gets someone follows from the numbers: an edge is made for an end that has
 * fewer than three, so n nodes have at most 3n edges (needs aside), and 8n ends to give.
 *
 * <p>Pure and single-threaded; the same calls with the same random bytes give the same answers.
 */
public final class Matchmaker {
  /** Edges that each node is given: three hold a random graph together, two would not. */
  static final int EDGES_FOR_ALL = 3;

  /** Edges up to which it is given more by need; the rest is kept free for newcomers. */
  static final int EDGES_FOR_NEEDS = 6;

  /** Nodes that one remembers it should not meet. */
  static final int SHUNNED_MAX = 16;

  /** Strangers that are looked at for one edge. */
  private static final int SAMPLE = 32;

  /** Edges to one's own network at which nobody from there is asked for: it may be one person's. */
  private static final int NEAR_ASKED_MAX = 2;

  /** The same for being asked: more, so that a room of one network finds together too. */
  private static final int NEAR_TAKEN_MAX = 5;

  /** Bytes of a random number. */
  private static final int RANDOM_BYTES = 4;

  private final Entropy entropy;
  private final Map<String, Candidate> all = new LinkedHashMap<>();
  private final Map<String, Room> rooms = new LinkedHashMap<>();
  private final Deque<Candidate> queue = new ArrayDeque<>();

  /** Nobody yet. */
  public Matchmaker(Entropy entropy) {
    this.entropy = entropy;
  }

  /** A node seeks, or says something else than before. Its edges stay. */
  public void seek(Seeker seeker) {
    Candidate known = all.get(seeker.nodeId());
    if (known == null) {
      known = new Candidate(seeker);
      all.put(seeker.nodeId(), known);
    } else {
      leaveRoom(known);
      known.seeker = seeker;
      known.present = true;
    }
    changed(known);
  }

  /** Its link is down and may come back: it keeps its edges and gets no more. */
  public void away(String nodeId) {
    Candidate known = all.get(nodeId);
    if (known != null) {
      known.present = false;
      changed(known);
    }
  }

  /** It is gone, with all its edges. */
  public void leave(String nodeId) {
    Candidate gone = all.remove(nodeId);
    if (gone == null) {
      return;
    }
    gone.present = false;
    leaveRoom(gone);
    for (String peer : gone.peers) {
      Candidate other = all.get(peer);
      if (other != null) {
        other.peers.remove(nodeId);
        changed(other);
      }
    }
  }

  /**
   * An edge is over.
   *
   * @param untilMillis time before which the two do not meet again
   */
  public void parted(String first, String second, long untilMillis) {
    part(first, second, untilMillis);
    part(second, first, untilMillis);
  }

  /** Two who have no edge (any more) do not meet before that time. */
  public void shun(String first, String second, long untilMillis) {
    Candidate one = all.get(first);
    if (one != null) {
      one.shun(second, untilMillis);
    }
  }

  private void part(String nodeId, String other, long untilMillis) {
    Candidate one = all.get(nodeId);
    if (one != null && one.peers.remove(other)) {
      one.shun(other, untilMillis);
      changed(one);
    }
  }

  /** Ids of those whom a node has edges to. */
  public List<String> peers(String nodeId) {
    Candidate known = all.get(nodeId);
    return known == null ? List.of() : List.copyOf(known.peers);
  }

  /** Looks again at all who have too few: somebody may have come, or be forgiven. */
  public void retry() {
    all.values().forEach(this::enqueue);
  }

  /**
   * The next two that are to meet; from now on they have an edge. Null when nobody is to meet
   * anybody now.
   */
  public @Nullable Pair next(long nowMillis) {
    for (Candidate one = queue.poll(); one != null; one = queue.poll()) {
      one.queued = false;
      Candidate other = one.present ? find(one, nowMillis) : null;
      if (other != null) {
        return join(one, other);
      }
    }
    return null;
  }

  private Pair join(Candidate one, Candidate other) {
    one.peers.add(other.id());
    other.peers.add(one.id());
    changed(one);
    changed(other);
    return new Pair(one.id(), other.id(), one.seeker.direct() && other.seeker.direct());
  }

  private @Nullable Candidate find(Candidate one, long nowMillis) {
    Room room = rooms.get(one.seeker.room());
    if (room == null || (!one.hungry() && !one.curious())) {
      return null;
    }
    Candidate known = reunion(one, nowMillis);
    if (known != null) {
      return known;
    }
    Candidate best = best(one, holders(one, room), nowMillis);
    if (best != null || !one.hungry()) {
      return best != null && (one.hungry() || best.degree() < EDGES_FOR_NEEDS) ? best : null;
    }
    best = best(one, sample(room), nowMillis);
    return best == null && one.degree() == 0 ? best(one, everybody(room), nowMillis) : best;
  }

  /** One whom it had before, if that one says the same. */
  private @Nullable Candidate reunion(Candidate one, long nowMillis) {
    for (String id : one.seeker.seek().peers()) {
      Candidate other = all.get(id);
      if (other != null
          && other.seeker.seek().peers().contains(one.id())
          && suits(one, other, nowMillis)) {
        return other;
      }
    }
    return null;
  }

  /** Some of those who have what it needs. */
  private Set<Candidate> holders(Candidate one, Room room) {
    Set<Candidate> found = new LinkedHashSet<>();
    for (String hash : one.seeker.seek().needs()) {
      List<Candidate> some = room.holders(hash);
      if (some != null && found.size() < SAMPLE) {
        found.add(some.get(below(some.size())));
      }
    }
    return found;
  }

  private Set<Candidate> sample(Room room) {
    Set<Candidate> found = new LinkedHashSet<>();
    for (int i = 0; i < SAMPLE && room.size() > 0; i++) {
      found.add(room.at(below(room.size())));
    }
    return found;
  }

  private static Set<Candidate> everybody(Room room) {
    Set<Candidate> found = new LinkedHashSet<>();
    for (int i = 0; i < room.size(); i++) {
      found.add(room.at(i));
    }
    return found;
  }

  private @Nullable Candidate best(Candidate one, Set<Candidate> some, long nowMillis) {
    int near = near(one);
    List<Candidate> best = new ArrayList<>();
    int most = Integer.MIN_VALUE;
    for (Candidate other : some) {
      boolean crowd = near >= NEAR_ASKED_MAX && Taste.neighbours(one, other);
      if (crowd || !suits(one, other, nowMillis)) {
        continue;
      }
      int points = Taste.points(one, other, near);
      if (points > most) {
        best.clear();
        most = points;
      }
      if (points == most) {
        best.add(other);
      }
    }
    return best.isEmpty() ? null : best.get(below(best.size()));
  }

  private boolean suits(Candidate one, Candidate other, long nowMillis) {
    return one != other
        && other.open()
        && one.seeker.room().equals(other.seeker.room())
        && !one.peers.contains(other.id())
        && !one.shuns(other.id(), nowMillis)
        && !other.shuns(one.id(), nowMillis)
        && (!Taste.neighbours(one, other) || near(other) < NEAR_TAKEN_MAX);
  }

  /** Edges that a node has to its own network. */
  private int near(Candidate one) {
    int near = 0;
    for (String id : one.peers) {
      Candidate peer = all.get(id);
      near += peer != null && Taste.neighbours(one, peer) ? 1 : 0;
    }
    return near;
  }

  /** Keeps what follows from a node's state: whether it is in its room, and whether it waits. */
  private void changed(Candidate one) {
    if (!one.open()) {
      leaveRoom(one);
    } else if (one.place < 0) {
      rooms.computeIfAbsent(one.seeker.room(), unused -> new Room()).add(one);
    }
    enqueue(one);
  }

  private void enqueue(Candidate one) {
    if (!one.queued && (one.hungry() || one.curious())) {
      one.queued = true;
      queue.add(one);
    }
  }

  private void leaveRoom(Candidate one) {
    Room room = rooms.get(one.seeker.room());
    if (room != null) {
      room.remove(one);
      if (room.size() == 0) {
        rooms.remove(one.seeker.room());
      }
    }
  }

  /** A number from 0 to {@code bound - 1}; the bias of a bound far below 2^31 is of no account. */
  private int below(int bound) {
    byte[] random = new byte[RANDOM_BYTES];
    entropy.fill(random);
    long number = 0;
    for (byte b : random) {
      number = number << 8 | (b & 255);
    }
    return (int) (number % bound);
  }
}
