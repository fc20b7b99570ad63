package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.task.Job;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.LongConsumer;

/**
 * The log in SQLite. Returns at once as long as the disk keeps up; see {@link GroupCommit} for what
 * happens when it does not. Called from the coordinator's thread.
 */
final class SqliteEventLog implements EventLog {
  /** An entry with its hashes, salt and payload, roughly. */
  private static final int ENTRY_BYTES = 1 << 10;

  private final GroupCommit writer;
  private final LongConsumer durable;
  private final InstantSource time;
  private long lastSeq;

  /**
   * @param lastSeq newest entry that is stored already, -1 for an empty log
   * @param durable told the newest entry of each stored batch, from the writer's thread
   */
  SqliteEventLog(GroupCommit writer, long lastSeq, LongConsumer durable, InstantSource time) {
    this.writer = writer;
    this.lastSeq = lastSeq;
    this.durable = durable;
    this.time = time;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the entries do not follow on those before
   */
  @Override
  public void append(LogBatch batch) {
    long seq = lastSeq;
    for (LoggedEntry logged : batch.entries()) {
      seq++;
      if (logged.entry().seq() != seq) {
        throw new IllegalArgumentException("entry " + logged.entry().seq() + ", wanted " + seq);
      }
    }
    lastSeq = seq;
    writer.submit(new BatchWrite(batch, seq), bytes(batch));
  }

  private static long bytes(LogBatch batch) {
    long bytes = (long) ENTRY_BYTES * (batch.entries().size() + batch.postings().size());
    for (AcceptedOutput output : batch.outputs()) {
      bytes += 4L * output.output().dims().get(0) * output.output().dims().get(1);
    }
    for (Job job : batch.jobsAdmitted()) {
      bytes += 4L * job.inputs().tokens();
    }
    return bytes;
  }

  private final class BatchWrite implements GroupCommit.Write {
    private final LogBatch batch;
    private final long seq;

    BatchWrite(LogBatch batch, long seq) {
      this.batch = batch;
      this.seq = seq;
    }

    @Override
    public void store(SqlSession session) throws SQLException {
      new BatchRows(session, time.millis()).insert(batch);
    }

    @Override
    public void stored() {
      durable.accept(seq);
    }

    @Override
    public void failed(Exception cause) {
      // The store's owner hears of it once, through GroupCommit.onBroken.
    }
  }
}
