package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.task.Tensor;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Accepted outputs and their corrections as rows, with the counts beside their job. What a group's
 * outputs add to a job is added up first, so that a busy job is written once a group. The writer's
 * thread.
 */
final class OutputRows {
  private static final String INSERT =
      "INSERT INTO outputs(job_id, shard, task_id, first_text, texts, confirmed_by, sole_node,"
          + " vectors) VALUES (?,?,?,?,?,?,?,?) ON CONFLICT(job_id, shard) DO NOTHING";

  private static final String PROGRESS =
      "UPDATE jobs SET texts_done = texts_done + ?, texts_checked = texts_checked + ?,"
          + " tasks_done = tasks_done + ?, alone = alone + ?, result_bytes = result_bytes + ?"
          + " WHERE id = ?";

  private static final String STORED =
      "SELECT texts, confirmed_by, sole_node, vectors FROM outputs WHERE job_id = ? AND shard = ?";

  private static final String RECOUNT =
      "UPDATE jobs SET texts_checked = texts_checked + ?, alone = alone + ?,"
          + " corrections = corrections + ? WHERE id = ?";

  private static final String CORRECT =
      "UPDATE outputs SET vectors = ?, revision = (SELECT corrections FROM jobs WHERE id = ?)"
          + " WHERE job_id = ? AND shard = ?";

  private static final String VOUCH =
      "UPDATE outputs SET confirmed_by = ?, sole_node = ? WHERE job_id = ? AND shard = ?";

  /** Texts are kept only as long as something of the job may be computed again. */
  private static final String DROP_INPUTS =
      "DELETE FROM inputs WHERE job_id = ? AND EXISTS"
          + " (SELECT 1 FROM jobs WHERE id = job_id AND ended_ms > 0 AND alone = 0)";

  private final Map<String, Progress> unsaved = new LinkedHashMap<>();

  /** What outputs add to their job. */
  private record Progress(int texts, int checked, int tasks, int alone, long bytes) {
    Progress and(Progress other) {
      return new Progress(
          texts + other.texts,
          checked + other.checked,
          tasks + other.tasks,
          alone + other.alone,
          bytes + other.bytes);
    }
  }

  /** Stores an output, unless its task has one. */
  void insert(AcceptedOutput output, SqlSession session) throws SQLException {
    int texts = output.output().dims().get(0);
    byte[] vectors = elements(output.output());
    int inserted =
        session.update(
            INSERT,
            output.jobId(),
            output.shard(),
            output.taskId(),
            output.firstText(),
            texts,
            output.confirmedBy(),
            output.soleNode(),
            vectors);
    if (inserted > 0) {
      int checked = isConfirmed(output.confirmedBy()) ? texts : 0;
      int alone = isAlone(output.soleNode()) ? 1 : 0;
      Progress more = new Progress(texts, checked, 1, alone, vectors.length);
      unsaved.merge(output.jobId(), more, Progress::and);
    }
  }

  /** Stores what was added to jobs since. */
  void save(SqlSession session) throws SQLException {
    for (Map.Entry<String, Progress> job : unsaved.entrySet()) {
      Progress more = job.getValue();
      session.update(
          PROGRESS, more.texts, more.checked, more.tasks, more.alone, more.bytes, job.getKey());
    }
    unsaved.clear();
  }

  /** What an output is before its correction. */
  private record Stored(int texts, int confirmedBy, String soleNode, byte[] vectors) {}

  /**
   * Puts {@code output} in the place of the stored one; nothing when its job was forgotten. It
   * counts as a correction of the job when the vectors differ: who vouches for them may be all that
   * is new.
   */
  void correct(AcceptedOutput output, SqlSession session) throws SQLException {
    String jobId = output.jobId();
    Stored before =
        session.first(
            STORED,
            row ->
                new Stored(
                    row.integer("texts"),
                    row.integer("confirmed_by"),
                    row.text("sole_node"),
                    row.bytes("vectors")),
            jobId,
            output.shard());
    if (before == null) {
      return;
    }
    byte[] vectors = elements(output.output());
    boolean differs = !Arrays.equals(before.vectors, vectors);
    int checked = flip(isConfirmed(before.confirmedBy), isConfirmed(output.confirmedBy()));
    int alone = flip(isAlone(before.soleNode), isAlone(output.soleNode()));
    session.update(RECOUNT, checked * before.texts, alone, differs ? 1 : 0, jobId);
    session.update(VOUCH, output.confirmedBy(), output.soleNode(), jobId, output.shard());
    if (differs) {
      session.update(CORRECT, vectors, jobId, jobId, output.shard());
    }
    dropInputs(jobId, session);
  }

  /** Destroys the texts of a job that has ended, once nothing rests on one node's word. */
  void dropInputs(String jobId, SqlSession session) throws SQLException {
    save(session);
    session.update(DROP_INPUTS, jobId);
  }

  private static boolean isConfirmed(int by) {
    return by > 1;
  }

  private static boolean isAlone(String soleNode) {
    return !soleNode.isEmpty();
  }

  private static int flip(boolean before, boolean after) {
    return (after ? 1 : 0) - (before ? 1 : 0);
  }

  /** The elements of a rank-2 tensor without its header (spec/ps-sha-infinity.md 3). */
  private static byte[] elements(Tensor tensor) {
    byte[] bytes = tensor.bytes();
    return Arrays.copyOfRange(bytes, 2 + 4 * tensor.dims().size(), bytes.length);
  }
}
