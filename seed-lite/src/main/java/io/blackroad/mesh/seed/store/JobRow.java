package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.seed.api.StoredJob;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.DType;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Tensor;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Jobs and outputs out of their rows. */
final class JobRow {
  static final String FIND = "SELECT * FROM jobs WHERE id = ?";

  static final String WITH_INPUTS = "SELECT * FROM jobs JOIN inputs ON job_id = id WHERE id = ?";

  private JobRow() {}

  /** A job with its inputs, or null when they are not kept. */
  static @Nullable Job find(SqlSession session, String jobId) throws SQLException {
    return session.first(WITH_INPUTS, JobRow::job, jobId);
  }

  /** A row that has its inputs. */
  static Job job(Row row) throws SQLException {
    return new Job(
        row.text("id"),
        row.text("model"),
        Objects.requireNonNull(Confidence.ofWireName(row.text("confidence"))),
        row.integer("interactive") == 1,
        row.text("purpose"),
        row.text("submitter"),
        row.integer("task_tokens"),
        TokenBlob.decode(row.bytes("tokens")));
  }

  static StoredJob stored(Row row) throws SQLException {
    return new StoredJob(
        row.text("id"),
        row.text("model"),
        row.text("confidence"),
        row.text("purpose"),
        state(row),
        row.integer("texts"),
        row.integer("texts_done"),
        row.integer("texts_checked"),
        row.integer("tasks_done"),
        row.integer("corrections"),
        row.number("admitted_ms"),
        row.number("ended_ms"));
  }

  private static StoredJob.State state(Row row) throws SQLException {
    if (row.number("ended_ms") == 0) {
      return StoredJob.State.UNFINISHED;
    }
    return row.integer("texts_done") == row.integer("texts")
        ? StoredJob.State.DONE
        : StoredJob.State.CANCELLED;
  }

  static AcceptedOutput output(Row row) throws SQLException {
    byte[] elements = row.bytes("vectors");
    int texts = row.integer("texts");
    int dimensions = elements.length / DType.FLOAT32.elementBytes() / texts;
    return new AcceptedOutput(
        row.text("job_id"),
        row.text("task_id"),
        row.integer("shard"),
        row.integer("first_text"),
        row.integer("confirmed_by"),
        row.text("sole_node"),
        new Tensor(DType.FLOAT32, List.of(texts, dimensions), elements));
  }
}
