package io.blackroad.mesh;

import io.blackroad.mesh.wire.ConsentTerms;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator's side of one link.
 *
 * <pre>
 * GREETED --hello--> PROVING --proof holds--> JOINING --consent durable, proved--> JOINED
 *                                                  any --lost, goodbye, refused--> gone
 * </pre>
 */
final class Session {
  /** Where a session stands. */
  enum Phase {
    GREETED,
    PROVING,
    JOINING,
    JOINED
  }

  final long connection;
  final NodeLine line;
  final boolean trusted;
  final String prefix;
  final String challenge;
  final long openedMillis;

  Phase phase = Phase.GREETED;
  String nodeId = "";
  String publicKey = "";
  String engineClass = "";
  @Nullable ConsentTerms consent;

  /** Model that it was last told to load, and whether it has. */
  String model = "";

  boolean modelReady;

  /** Models that it could not load in this session. */
  final Set<String> unready = new LinkedHashSet<>();

  /** Tasks that it has not committed yet, and tasks that wait for their opening or verdict. */
  final Set<String> leases = new LinkedHashSet<>();

  final Set<String> committed = new LinkedHashSet<>();

  /** Its queue was full when something had to be said. */
  boolean clogged;

  int declines;

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

  /** Whether a task of {@code wanted} could be given to it now. */
  boolean canTake(String wanted) {
    return canTakeAny() && model.equals(wanted);
  }

  boolean canTakeAny() {
    return phase == Phase.JOINED
        && modelReady
        && leases.size() < NodeLimits.LEASES_PER_NODE_MAX
        && committed.size() < NodeLimits.COMMITTED_PER_NODE_MAX;
  }

  /** Takes a task back; false when it has none of that id. */
  boolean withdraw(String taskId) {
    boolean leased = leases.remove(taskId);
    return committed.remove(taskId) || leased;
  }

  /** What people are shown of it. Requires that it has joined. */
  MeshSnapshot.NodeView view(long nowMillis) {
    return new MeshSnapshot.NodeView(
        nodeId,
        engineClass,
        trusted,
        consent == null ? "" : consent.site(),
        consent == null ? 0 : consent.cpuCapPercent(),
        modelReady ? model : "",
        leases.size(),
        accepted,
        rejected,
        units,
        nowMillis - openedMillis);
  }

  /** Whether it may compute tasks of {@code wanted} now or soon. */
  boolean serves(String wanted) {
    return !nodeId.isEmpty()
        && (model.isEmpty() || model.equals(wanted))
        && !unready.contains(wanted);
  }
}
