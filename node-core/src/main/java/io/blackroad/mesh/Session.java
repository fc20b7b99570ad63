package io.blackroad.mesh;

import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator's side of one link.
 *
 * <pre>
 * GREETED --hello--> PROVING --proof holds--> JOINING --consent durable, proved--> JOINED
 *                           JOINED --link breaks, with tasks--> AWAY (Handover)
 *                                                  any --lost, goodbye, refused--> gone
 * </pre>
 */
final class Session {
  /** Of each task that it can have at a time one verdict, and as much again. */
  private static final int NOTICES_MAX = 64;

  /** Where a session stands. */
  enum Phase {
    GREETED,
    PROVING,
    JOINING,
    JOINED,
    AWAY
  }

  final long connection;
  final NodeLine line;
  final boolean trusted;
  final String prefix;
  final String challenge;
  long openedMillis;

  Phase phase = Phase.GREETED;
  String nodeId = "";
  String publicKey = "";
  String engineClass = "";
  int memoryMib;
  @Nullable ConsentTerms consent;

  /** Terms that it has changed to and that are not in the log yet. */
  @Nullable ConsentTerms unlogged;

  long consentLoggedMillis;

  /** What the scheduler knows of it; null before it has joined, and once it gets no more work. */
  @Nullable Worker worker;

  /** Tasks whose result it has shown and that have no verdict yet. */
  final Set<String> revealed = new LinkedHashSet<>();

  /** The task that it was last asked to reveal, and when. */
  private String askedTaskId = "";

  private long askedMillis;

  /** Time in which it could have worked and had nothing to do, since the roll was last called. */
  long idleMillis;

  /** Its queue was full when something had to be said. */
  boolean clogged;

  /** Tasks that it has given back, less those that it has committed to; not below 0. */
  int declines;

  /** Tasks that it says it goes on with from an earlier link. */
  List<String> holds = List.of();

  /** Tasks that it was asked to reveal again after its link had broken. */
  final Set<String> reopened = new LinkedHashSet<>();

  /** What it is to be told of its results once it has joined. */
  private final List<Message> notices = new ArrayList<>();

  /** Why it is shown out, and when; empty while it may stay. */
  String farewell = "";

  long farewellMillis;

  /** A proof that it demanded is being read. */
  boolean demanding;

  /** Size of the newest checkpoint that it has cosigned. */
  long cosignedSize;

  /** When it last had a checkpoint passed on. */
  long gossipedMillis;

  long heardMillis;
  long accepted;
  long rejected;
  long units;

  Session(long connection, NodeLine line, Arrival arrival, String challenge, long nowMillis) {
    this.connection = connection;
    this.line = line;
    this.trusted = arrival.trusted();
    this.prefix = arrival.prefix();
    this.challenge = challenge;
    this.openedMillis = nowMillis;
    this.heardMillis = nowMillis;
    this.gossipedMillis = nowMillis;
  }

  /** Says something; a node that does not take it is lost at the next sweep. */
  void say(Message message) {
    clogged |= !line.say(message);
  }

  /** Says what concerns its work; nothing while it has not joined, and makes up for it then. */
  void instruct(Message message) {
    if (phase == Phase.JOINED) {
      say(message);
    }
  }

  /** Says what became of its results, now or once it has joined. */
  void inform(Message message) {
    if (phase == Phase.JOINED) {
      say(message);
    } else if (notices.size() < NOTICES_MAX) {
      notices.add(message);
    }
  }

  /** It has joined: says what it has missed. */
  void welcome() {
    phase = Phase.JOINED;
    notices.forEach(this::say);
    notices.clear();
  }

  /** Goes on in place of {@code older}, an earlier link of the same node. */
  void succeed(Session older) {
    worker = older.worker;
    older.worker = null;
    revealed.addAll(older.revealed);
    reopened.addAll(older.reopened);
    notices.addAll(older.notices);
    openedMillis = older.openedMillis;
    idleMillis = older.idleMillis;
    declines = older.declines;
    gossipedMillis = older.gossipedMillis;
    accepted = older.accepted;
    rejected = older.rejected;
    units = older.units;
  }

  /** It was asked to reveal. */
  void asked(String taskId, long nowMillis) {
    askedTaskId = taskId;
    askedMillis = nowMillis;
  }

  /** It revealed: if nothing was asked since, that is how long a word to it and back takes. */
  void answered(String taskId, long nowMillis) {
    if (worker != null && askedTaskId.equals(taskId)) {
      worker.roundTrip(nowMillis - askedMillis);
    }
  }

  /** What people are shown of it. Requires that it has joined. */
  MeshSnapshot.NodeView view(Standing standing, long nowMillis) {
    Worker at = worker;
    return new MeshSnapshot.NodeView(
        nodeId,
        engineClass,
        trusted,
        consent == null ? "" : consent.site(),
        consent == null ? 0 : consent.cpuCapPercent(),
        at != null && at.ready() ? at.model() : "",
        at == null ? 0 : at.leases(),
        accepted,
        rejected,
        units,
        standing.passed(),
        standing.escrowUnits(),
        nowMillis - openedMillis);
  }
}
