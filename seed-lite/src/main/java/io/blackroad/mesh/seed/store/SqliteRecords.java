package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Records;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.log.Unconfirmed;
import io.blackroad.mesh.task.Job;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads standings and unconfirmed outputs beside the coordinator's thread. A question queues behind
 * the batches that were appended before it, so its answer shows all of them, durable or not when it
 * was put: a node that comes back at once finds what its last session earned.
 */
final class SqliteRecords implements Records, AutoCloseable {
  static final String STANDING = "SELECT * FROM standings WHERE node_id = ?";

  static final String UNCONFIRMED =
      "SELECT * FROM outputs WHERE "
          + Schema.ALONE
          + " AND sole_node = ? ORDER BY rowid DESC LIMIT ?";

  /** Tokens of the jobs of one answer, 16 MiB, which one job may exceed: a Pi's heap is small. */
  private static final int TOKENS_MAX = 4 << 20;

  private final ReadSessions sessions;
  private final GroupCommit writer;
  private final Executor asker;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("mesh-records").daemon(true).factory());

  /**
   * @param asker runs answers on the coordinator's thread
   */
  SqliteRecords(ReadSessions sessions, GroupCommit writer, Executor asker) {
    this.sessions = sessions;
    this.writer = writer;
    this.asker = asker;
  }

  @Override
  public void standing(String nodeId, Consumer<Standing> then) {
    ask(
        () -> {
          Standing found =
              sessions.read(session -> session.first(STANDING, SqliteRecords::standing, nodeId));
          return found == null ? Standing.fresh(nodeId) : found;
        },
        then);
  }

  @Override
  public void unconfirmed(String nodeId, int countMax, Consumer<List<Unconfirmed>> then) {
    ask(() -> sessions.read(session -> unconfirmed(session, nodeId, countMax)), then);
  }

  private <T> void ask(Supplier<T> question, Consumer<T> then) {
    writer.submit(new Question<>(question, then), 0);
  }

  /** Waits its turn among the writes; a store that is broken answers nothing any more. */
  private final class Question<T> implements GroupCommit.Write {
    private final Supplier<T> question;
    private final Consumer<T> then;

    Question(Supplier<T> question, Consumer<T> then) {
      this.question = question;
      this.then = then;
    }

    @Override
    public void store(SqlSession session) {
      // Read once the group is committed, where it holds up no writer.
    }

    @Override
    public void stored() {
      try {
        reader.execute(this::answer);
      } catch (RejectedExecutionException closing) {
        // The seed ends: nobody waits.
      }
    }

    private void answer() {
      T answer = question.get();
      asker.execute(() -> then.accept(answer));
    }

    @Override
    public void failed(Exception cause) {
      // The store's owner hears of it once, through GroupCommit.onBroken.
    }
  }

  static Standing standing(Row row) throws SQLException {
    return new Standing(
        row.text("node_id"),
        row.number("passed"),
        row.integer("strikes"),
        row.text("barred"),
        row.number("escrow_units"),
        row.number("paid_units"),
        new Standing.Accrual(
            row.number("remainder"), row.number("day"), row.number("units_today")));
  }

  private static List<Unconfirmed> unconfirmed(SqlSession session, String nodeId, int countMax)
      throws SQLException {
    List<Unconfirmed> found = new ArrayList<>();
    Map<String, @Nullable Job> jobs = new LinkedHashMap<>();
    int tokens = 0;
    for (AcceptedOutput output : session.query(UNCONFIRMED, JobRow::output, nodeId, countMax)) {
      String jobId = output.jobId();
      if (!jobs.containsKey(jobId)) {
        Job job = tokens > TOKENS_MAX ? null : JobRow.find(session, jobId);
        tokens += job == null ? 0 : job.inputs().tokens();
        jobs.put(jobId, job);
      }
      Job job = jobs.get(jobId);
      if (job != null) {
        found.add(new Unconfirmed(job, output));
      }
    }
    return found;
  }

  /** Answers nothing any more. */
  @Override
  public void close() {
    reader.close();
  }
}
