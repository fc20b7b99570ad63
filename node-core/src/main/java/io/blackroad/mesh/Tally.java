package io.blackroad.mesh;

import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.reward.Bookings;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.verify.Verdict;
import java.util.List;

/** Counts what the mesh has done since the seed started. */
final class Tally {
  private long tasks;
  private long texts;
  private long disagreements;
  private long corrections;
  private long units;

  /** What is under way: open jobs, tasks that wait, tasks that nodes hold. */
  record Work(int jobs, int tasksQueued, int tasksOpen) {}

  void accepted(Task task, Verdict.Agreed verdict, List<Posting> postings) {
    tasks++;
    texts += task.inputs().size();
    disagreements += verdict.dissenting().size();
    for (Posting posting : postings) {
      units += posting.debit().equals(Bookings.TREASURY) ? posting.units() : 0;
    }
  }

  void disputed(Verdict.Disputed disputed) {
    disagreements += disputed.nodes().size();
  }

  /** An output that had been accepted proved wrong. */
  void corrected() {
    corrections++;
  }

  MeshSnapshot snapshot(
      String seedId, List<MeshSnapshot.NodeView> nodes, Work work, long logEntries) {
    return new MeshSnapshot(
        seedId,
        nodes,
        work.jobs(),
        work.tasksQueued(),
        work.tasksOpen(),
        tasks,
        texts,
        disagreements,
        corrections,
        units,
        logEntries);
  }
}
