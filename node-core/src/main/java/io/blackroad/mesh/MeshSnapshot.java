package io.blackroad.mesh;

import java.util.List;

/** The mesh at one moment, for people to look at. */
public record MeshSnapshot(
    String seedId,
    List<NodeView> nodes,
    int jobs,
    int tasksQueued,
    int tasksOpen,
    long tasksAccepted,
    long textsAccepted,
    long disagreements,
    long corrections,
    long unitsPaid,
    long logEntries) {
  public MeshSnapshot {
    nodes = List.copyOf(nodes);
  }

  /**
   * One node.
   *
   * @param ready catalog name of the model it can run, or empty while it loads one
   * @param passed results of this identity that others confirmed, in all its sessions
   * @param heldUnits of 1e-8 ROAD that are held until it is credible
   * @param connectedMillis how long its link has been up
   */
  public record NodeView(
      String nodeId,
      String engineClass,
      boolean trusted,
      String site,
      int cpuCapPercent,
      String ready,
      int leases,
      long accepted,
      long rejected,
      long units,
      long passed,
      long heldUnits,
      long connectedMillis) {}
}
