package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.seed.api.IdempotencyClaim;
import io.blackroad.mesh.seed.api.JobStore;
import io.blackroad.mesh.seed.api.StoredJob;
import io.blackroad.mesh.seed.api.UnfinishedJob;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads jobs and their outputs; claims, releases and forgets through the one writer. */
final class SqliteJobStore implements JobStore {
  /** Deleted in one transaction, a few megabytes: what is deleted is overwritten. */
  private static final int OUTPUTS_AT_ONCE = 64;

  private static final String OUTPUTS =
      "SELECT * FROM outputs WHERE job_id = ? AND shard >= ? ORDER BY shard LIMIT ?";
  private static final String UNFINISHED =
      "SELECT id FROM jobs WHERE ended_ms = 0 ORDER BY ordinal";
  private static final String CORRECTED =
      "SELECT * FROM outputs WHERE job_id = ? AND revision > 0 AND revision > ?"
          + " ORDER BY revision LIMIT ?";
  private static final String ENDED_BEFORE =
      "SELECT id FROM jobs WHERE ended_ms > 0 AND ended_ms < ? ORDER BY ended_ms LIMIT ?";

  /** Of the jobs that ended, oldest first, those that the newest ones leave no room for. */
  private static final String BEYOND =
      "SELECT id FROM (SELECT id, ended_ms, SUM(result_bytes)"
          + " OVER (ORDER BY ended_ms DESC, ordinal DESC ROWS UNBOUNDED PRECEDING) AS bytes"
          + " FROM jobs WHERE ended_ms > 0) WHERE bytes > ? ORDER BY ended_ms LIMIT ?";

  private static final String SHARDS = "SELECT shard FROM outputs WHERE job_id = ?";
  private static final String CLAIMED = "SELECT body_hash, job_id FROM claims WHERE key = ?";
  private static final String CLAIM = "INSERT INTO claims(key, body_hash, job_id) VALUES (?,?,?)";
  private static final String RELEASE = "DELETE FROM claims WHERE key = ?";
  private static final String RELEASE_ORPHANS =
      "DELETE FROM claims WHERE job_id NOT IN (SELECT id FROM jobs)";
  private static final String FORGET_OUTPUTS =
      "DELETE FROM outputs WHERE rowid IN (SELECT rowid FROM outputs WHERE job_id = ? LIMIT "
          + OUTPUTS_AT_ONCE
          + ")";
  private static final String FORGET_ORPHANS =
      "DELETE FROM outputs WHERE job_id NOT IN (SELECT id FROM jobs)";
  private static final String FORGET_CLAIM = "DELETE FROM claims WHERE job_id = ?";
  private static final String FORGET_INPUTS = "DELETE FROM inputs WHERE job_id = ?";
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
        sessions.read(session -> session.query(JobRow.FIND, JobRow::stored, jobId));
    return found.isEmpty() ? null : found.getFirst();
  }

  @Override
  public List<AcceptedOutput> outputs(String jobId, int fromShard, int countMax) {
    return sessions.read(
        session -> session.query(OUTPUTS, JobRow::output, jobId, fromShard, countMax));
  }

  @Override
  public List<Corrected> corrected(String jobId, int sinceRevision, int countMax) {
    return sessions.read(
        session ->
            session.query(
                CORRECTED,
                row -> new Corrected(row.integer("revision"), JobRow.output(row)),
                jobId,
                sinceRevision,
                countMax));
  }

  @Override
  public List<String> endedBefore(long unixMillis, int countMax) {
    return sessions.read(
        session -> session.query(ENDED_BEFORE, row -> row.text("id"), unixMillis, countMax));
  }

  @Override
  public List<String> endedBeyond(long resultBytes, int countMax) {
    return sessions.read(
        session -> session.query(BEYOND, row -> row.text("id"), resultBytes, countMax));
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
            JobRow.WITH_INPUTS,
            row -> new UnfinishedJob(JobRow.stored(row), JobRow.job(row), new TreeSet<>(done)),
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

  /**
   * Frees keys whose job never came to be stored, and outputs whose job is forgotten: the seed was
   * killed in between.
   */
  static void releaseOrphans(SqlSession session) throws SQLException {
    session.update(RELEASE_ORPHANS);
    session.update(FORGET_ORPHANS);
    session.commit();
  }

  @Override
  public void forget(String jobId) {
    int outputs = new WriteCall<>(session -> forget(session, jobId)).await(writer);
    while (outputs == OUTPUTS_AT_ONCE) { // others store between two slices
      outputs = new WriteCall<>(session -> session.update(FORGET_OUTPUTS, jobId)).await(writer);
    }
  }

  /** Removes the job and its first outputs; returns how many. */
  private static int forget(SqlSession session, String jobId) throws SQLException {
    session.update(FORGET_CLAIM, jobId);
    session.update(FORGET_INPUTS, jobId);
    session.update(FORGET_JOB, jobId);
    return session.update(FORGET_OUTPUTS, jobId);
  }
}
