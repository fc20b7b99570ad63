package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.task.Job;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.LongConsumer;

/**
 * The log in SQLite; {@link GroupCommit} stores what is appended, with the tree over it. Appended
 * to from the coordinator's thread.
 */
final class SqliteEventLog implements EventLog, GroupCommit.Ending {
  /** An entry with its hashes, salt and payload, roughly. */
  private static final int ENTRY_BYTES = 1 << 10;

  private final GroupCommit writer;
  private final TreeRows tree;
  private final BatchRows.Sums sums = new BatchRows.Sums();
  private final LongConsumer durable;
  private final InstantSource time;
  private long lastSeq;

  /** The writer's: newest entry of its group, and the one that was told before. */
  private long groupSeq;

  private long toldSeq;

  /** The writer's: whether its group destroys something. */
  private boolean erasing;

  private volatile boolean givenUp;

  /**
   * @param lastSeq newest entry that is stored already, -1 for an empty log
   * @param tree the tree over the entries that are stored already
   * @param durable told the newest entry of each group, from the writer's thread
   */
  private SqliteEventLog(GroupCommit writer, TreeRows tree, long lastSeq, LongConsumer durable) {
    this.writer = writer;
    this.tree = tree;
    this.durable = durable;
    this.time = InstantSource.system();
    this.lastSeq = lastSeq;
    this.groupSeq = lastSeq;
    this.toldSeq = lastSeq;
  }

  /** A log whose groups {@code writer} ends. */
  static SqliteEventLog start(
      GroupCommit writer, TreeRows tree, long lastSeq, LongConsumer durable) {
    SqliteEventLog log = new SqliteEventLog(writer, tree, lastSeq, durable);
    writer.endWith(log);
    return log;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the entries do not follow on those before, or an entry is
   *     to be erased that there is not
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
    for (long erased : batch.erased()) {
      if (erased < 0 || erased > seq) {
        throw new IllegalArgumentException("erasing entry " + erased + " of " + (seq + 1));
      }
    }
    lastSeq = seq;
    writer.submit(new BatchWrite(batch, seq), bytes(batch));
  }

  /** The seed ends: an erasure that still waits for a reader is left to the next start. */
  void giveUp() {
    givenUp = true;
  }

  @Override
  public void complete(SqlSession session) throws SQLException {
    tree.save(session);
    sums.save(session);
  }

  @Override
  public void committed(SqlSession session) throws SQLException {
    if (erasing) {
      LogTruncation.await(session, () -> givenUp);
      erasing = false;
    }
  }

  @Override
  public void stored() {
    if (groupSeq > toldSeq) {
      toldSeq = groupSeq;
      durable.accept(toldSeq);
    }
  }

  private static long bytes(LogBatch batch) {
    long bytes = (long) ENTRY_BYTES * (batch.entries().size() + batch.postings().size());
    bytes += (long) ENTRY_BYTES * batch.standings().size();
    for (AcceptedOutput output : batch.outputs()) {
      bytes += vectorBytes(output);
    }
    for (AcceptedOutput output : batch.corrections()) {
      bytes += vectorBytes(output);
    }
    for (Job job : batch.jobsAdmitted()) {
      bytes += 4L * job.inputs().tokens();
    }
    return bytes;
  }

  private static long vectorBytes(AcceptedOutput output) {
    return 4L * output.output().dims().get(0) * output.output().dims().get(1);
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
      new BatchRows(session, sums, time.millis()).insert(batch);
      for (LoggedEntry logged : batch.entries()) {
        tree.append(Hex.require(logged.entry().hash()), session);
      }
      groupSeq = seq;
      erasing |= !batch.erased().isEmpty();
    }

    @Override
    public void stored() {
      // Told once for the whole group.
    }

    @Override
    public void failed(Exception cause) {
      // The store's owner hears of it once, through GroupCommit.onBroken.
    }
  }
}
