package io.blackroad.mesh;

import io.blackroad.mesh.log.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All sessions, by connection, by the node id that they have proved, and by where they are from.
 */
final class Roster {
  private final Map<Long, Session> byConnection = new LinkedHashMap<>();
  private final Map<String, Session> byNode = new LinkedHashMap<>();
  private final Map<String, Integer> byPrefix = new LinkedHashMap<>();

  void add(Session session) {
    byConnection.put(session.connection, session);
  }

  void remove(Session session) {
    byConnection.remove(session.connection);
    if (byNode.remove(session.nodeId, session)) {
      byPrefix.computeIfPresent(
          session.prefix, (prefix, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }
  }

  /** Files a session under the node id that it has proved. */
  void identify(Session session) {
    byNode.put(session.nodeId, session);
    byPrefix.merge(session.prefix, 1, Integer::sum);
  }

  /** Nodes that are here from that address prefix. */
  int from(String prefix) {
    return byPrefix.getOrDefault(prefix, 0);
  }

  @Nullable Session ofConnection(long connection) {
    return byConnection.get(connection);
  }

  @Nullable Session ofNode(String nodeId) {
    return byNode.get(nodeId);
  }

  List<Session> all() {
    return new ArrayList<>(byConnection.values());
  }

  int size() {
    return byConnection.size();
  }

  /** What people are shown of the nodes that have joined. */
  List<MeshSnapshot.NodeView> views(Function<String, Standing> standings, long nowMillis) {
    List<MeshSnapshot.NodeView> views = new ArrayList<>();
    for (Session session : byConnection.values()) {
      if (session.phase == Session.Phase.JOINED) {
        views.add(session.view(standings.apply(session.nodeId), nowMillis));
      }
    }
    return views;
  }
}
