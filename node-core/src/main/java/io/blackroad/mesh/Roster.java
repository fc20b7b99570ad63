package io.blackroad.mesh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All sessions, and those that could take a task now, in the order in which their turn comes. */
final class Roster {
  private final Map<Long, Session> byConnection = new LinkedHashMap<>();
  private final Map<String, Session> byNode = new LinkedHashMap<>();
  private final Set<Session> free = new LinkedHashSet<>();

  void add(Session session) {
    byConnection.put(session.connection, session);
  }

  void remove(Session session) {
    byConnection.remove(session.connection);
    byNode.remove(session.nodeId, session);
    free.remove(session);
  }

  /** Files a session under the node id that it has proved. */
  void identify(Session session) {
    byNode.put(session.nodeId, session);
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

  /** Puts a session at the end of the line, or takes it out when it can take nothing. */
  void refresh(Session session) {
    free.remove(session);
    if (session.canTakeAny()) {
      free.add(session);
    }
  }

  /** What people are shown of the nodes that have joined. */
  List<MeshSnapshot.NodeView> views(long nowMillis) {
    List<MeshSnapshot.NodeView> views = new ArrayList<>();
    for (Session session : byConnection.values()) {
      if (session.phase == Session.Phase.JOINED) {
        views.add(session.view(nowMillis));
      }
    }
    return views;
  }

  boolean hasFree() {
    return !free.isEmpty();
  }

  /** The session whose turn it is among those that could take a task and satisfy {@code fits}. */
  @Nullable Session nextFree(Predicate<Session> fits) {
    for (Session session : free) {
      if (fits.test(session)) {
        return session;
      }
    }
    return null;
  }

  /**
   * Whether a visitor's node is, or soon will be, able to compute {@code model} and satisfies
   * {@code fits}.
   */
  boolean anyVisitor(String model, Predicate<Session> fits) {
    for (Session session : byConnection.values()) {
      if (!session.trusted && session.serves(model) && fits.test(session)) {
        return true;
      }
    }
    return false;
  }
}
