package io.blackroad.mesh.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * Nodes that have, or had, a copy of a task, with their prefixes: few, at most a ballot's copies.
 */
public final class Exclusions {
  private final List<String> nodeIds = new ArrayList<>();
  private final List<String> voices = new ArrayList<>();

  /**
   * Excludes a node and, where there is a choice, its prefix; an empty prefix is shared by none.
   */
  public void add(String nodeId, String prefix) {
    nodeIds.add(nodeId);
    voices.add(Worker.voice(nodeId, prefix));
  }

  public boolean holds(Worker worker) {
    return nodeIds.contains(worker.nodeId());
  }

  public boolean sharesPrefix(Worker worker) {
    return voices.contains(worker.voice());
  }

  /** The prefixes, and the ids of nodes without one. */
  List<String> voices() {
    return voices;
  }

  public int size() {
    return nodeIds.size();
  }
}
