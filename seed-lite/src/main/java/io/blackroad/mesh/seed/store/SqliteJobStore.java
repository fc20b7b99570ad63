package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.seed.api.IdempotencyClaim;
import io.blackroad.mesh.seed.api.JobStore;
import io.blackroad.mesh.seed.api.StoredJob;
import io.blackroad.mesh.seed.api.UnfinishedJob;
import io.blackroad.mesh.task.DType;
import io.blackroad.mesh.task.Tensor;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads jobs and their outputs; claims, releases and forgets through the one writer. */
final class SqliteJobStore implements JobStore {
  private static final String FIND = "SELECT * FROM jobs WHERE id = ?";
  private static final String OUTPUTS =
      "SELECT * FROM outputs WHERE job_id = ? AND shard >= ? ORDER BY shard LIMIT ?";
  private static final String UNFINISHED =
      "SELECT id FROM jobs WHERE ended_ms = 0 ORDER BY ordinal";
  private static final String SHARDS = "SELECT shard FROM outputs WHERE job_id = ?";
  private static final String CLAIMED = "SELECT body_hash, job_id FROM claims WHERE key = ?";
  private static final String CLAIM = "INSERT INTO claims(key, body_hash, job_id) VALUES (?,?,?)";
  private static final String RELEASE = "DELETE FROM claims WHERE key = ?";
  private static final String RELEASE_ORPHANS =
      "DELETE FROM claims WHERE job_id NOT IN (SELECT id FROM jobs)";
  private static final String FORGET_OUTPUTS = "DELETE FROM outputs WHERE job_id = ?";
  private static final String FORGET_CLAIM = "DELETE FROM claims WHERE job_id = ?";
  private static final String FORGET_JOB = "DELETE FROM jobs WHERE id = ?";

  private final ReadSessions sessions;
  private final GroupCommit writer;

  SqliteJobStore(ReadSessions sessions, GroupCommit writer) {
    this.sessions = sessions;
    this.writer = writer;
  }

  @Override
  public @Nullable StoredJob find(String jobId) {
    List<StoredJob> found =
        sessions.read(session -> session.query(FIND, SqliteJobStore::job, jobId));
    return found.isEmpty() ? null : found.getFirst();
  }

  @Override
  public List<AcceptedOutput> outputs(String jobId, int fromShard, int countMax) {
    return sessions.read(
        session -> session.query(OUTPUTS, SqliteJobStore::output, jobId, fromShard, countMax));
  }

  @Override
  public void forEachUnfinished(Consumer<UnfinishedJob> each) {
    List<String> ids = sessions.read(session -> session.query(UNFINISHED, row -> row.text("id")));
    for (String id : ids) {
      // One at a time: their inputs together may be more than the heap.
      each.accept(sessions.read(session -> unfinished(session, id)));
    }
  }

  private static UnfinishedJob unfinished(SqlSession session, String jobId) throws SQLException {
    List<Integer> done = session.query(SHARDS, row -> row.integer("shard"), jobId);
    UnfinishedJob found =
        session.first(
            FIND,
            row ->
                new UnfinishedJob(
                    job(row),
                    row.integer("interactive") == 1,
                    TokenBlob.decode(row.bytes("inputs")),
                    new TreeSet<>(done)),
            jobId);
    return Objects.requireNonNull(found, jobId);
  }

  @Override
  public IdempotencyClaim claim(String key, String bodyHash, String jobId) {
    return new WriteCall<>(session -> claim(session, key, bodyHash, jobId)).await(writer);
  }

  private static IdempotencyClaim claim(
      SqlSession session, String key, String bodyHash, String jobId) throws SQLException {
    List<IdempotencyClaim> earlier =
        session.query(
            CLAIMED,
            row ->
                row.text("body_hash").equals(bodyHash)
                    ? new IdempotencyClaim.Repeated(row.text("job_id"))
                    : new IdempotencyClaim.Conflicting(),
            key);
    if (!earlier.isEmpty()) {
      return earlier.getFirst();
    }
    session.update(CLAIM, key, bodyHash, jobId);
    return new IdempotencyClaim.Fresh();
  }

  @Override
  public void release(String key) {
    new WriteCall<>(session -> session.update(RELEASE, key)).await(writer);
  }

  /** Frees keys whose job never came to be stored: the seed was killed in between. */
  static void releaseOrphans(SqlSession session) throws SQLException {
    session.update(RELEASE_ORPHANS);
    session.commit();
  }

  @Override
  public void forget(String jobId) {
    new WriteCall<>(session -> forget(session, jobId)).await(writer);
  }

  private static int forget(SqlSession session, String jobId) throws SQLException {
    session.update(FORGET_OUTPUTS, jobId);
    session.update(FORGET_CLAIM, jobId);
    return session.update(FORGET_JOB, jobId);
  }

  private static StoredJob job(Row row) throws SQLException {
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

  private static AcceptedOutput output(Row row) throws SQLException {
    byte[] elements = row.bytes("vectors");
    int texts = row.integer("texts");
    int dimensions = elements.length / DType.FLOAT32.elementBytes() / texts;
    return new AcceptedOutput(
        row.text("job_id"),
        row.text("task_id"),
        row.integer("shard"),
        row.integer("first_text"),
        row.integer("confirmed_by"),
        "",
        new Tensor(DType.FLOAT32, List.of(texts, dimensions), elements));
  }
}
