package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.admit.TaskSplitter;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Records;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.log.Unconfirmed;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.reward.Rate;
import io.blackroad.mesh.reward.Reward;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Task;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
          + " AND sole_node = ? AND EXISTS"
          + " (SELECT 1 FROM inputs WHERE inputs.job_id = outputs.job_id)"
          + " ORDER BY rowid DESC LIMIT ?";

  static final String SUSPECTS =
      "SELECT node_id FROM standings WHERE barred <> '' AND EXISTS (SELECT 1 FROM outputs WHERE "
          + Schema.ALONE
          + " AND sole_node = node_id)";

  private static final String REWARD = "SELECT units FROM postings WHERE key = ?";

  private final ReadSessions sessions;
  private final GroupCommit writer;
  private final TaskSplitter splitter;
  private final Executor asker;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("mesh-records").daemon(true).factory());

  /**
   * @param asker runs answers on the coordinator's thread
   */
  SqliteRecords(ReadSessions sessions, GroupCommit writer, Digest digest, Executor asker) {
    this.sessions = sessions;
    this.writer = writer;
    this.splitter = new TaskSplitter(digest);
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

  @Override
  public void suspects(Consumer<List<String>> then) {
    ask(() -> sessions.read(s -> s.query(SUSPECTS, row -> row.text("node_id"))), then);
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

  /** Jobs are read one after the other: together they may be more than the heap. */
  private List<Unconfirmed> unconfirmed(SqlSession session, String nodeId, int countMax)
      throws SQLException {
    List<AcceptedOutput> outputs = session.query(UNCONFIRMED, JobRow::output, nodeId, countMax);
    Map<String, Task> tasks = new LinkedHashMap<>();
    for (String jobId : new LinkedHashSet<>(outputs.stream().map(AcceptedOutput::jobId).toList())) {
      Job job = JobRow.find(session, jobId);
      List<Task> cut = job == null ? List.of() : splitter.split(job);
      for (AcceptedOutput output : outputs) {
        if (output.jobId().equals(jobId) && output.shard() < cut.size()) {
          tasks.put(output.taskId(), cut.get(output.shard()));
        }
      }
    }
    List<Unconfirmed> found = new ArrayList<>();
    for (AcceptedOutput output : outputs) {
      Task task = tasks.get(output.taskId());
      if (task != null) { // its job may have been forgotten between two statements
        Long units = session.first(REWARD, row -> row.number("units"), key(task, nodeId));
        found.add(new Unconfirmed(task, output, units == null ? 0 : units));
      }
    }
    return found;
  }

  /** Key of the posting that rewarded a task ({@link Reward#idempotencyKey}). */
  private static String key(Task task, String nodeId) {
    return new Reward(Reward.Kind.TASK, task.id(), nodeId, Rate.LIGHT, 0, 0).idempotencyKey();
  }

  /** Answers nothing any more. */
  @Override
  public void close() {
    reader.close();
  }
}
