package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.seed.api.JobStore;
import io.blackroad.mesh.seed.api.LogStore;
import io.blackroad.mesh.seed.api.StoredJob;
import io.blackroad.mesh.task.Job;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A store that is being written to, with batches for it; can be closed and opened again. */
final class OpenStore implements AutoCloseable {
  /** The job that outputs are of, unless a test says otherwise. */
  static final String JOB = "j_00000000000000aa";

  private final Path data;
  private final BlockingQueue<Long> durable = new LinkedBlockingQueue<>();
  private SqliteSeedStore store;
  private EventLog events;
  private TestBatches batches;

  OpenStore(Path data) throws StoreRefusal {
    this.data = data;
    open();
  }

  /** Closes it, which stores what is queued, and reads what is there now. */
  void reopen() throws StoreRefusal {
    close();
    open();
  }

  private void open() throws StoreRefusal {
    store = SqliteSeedStore.open(data, new Sha256());
    batches = TestBatches.after(store, 1);
    events = store.start(durable::add, cause -> {});
  }

  @Override
  public void close() {
    store.close();
  }

  LogStore log() {
    return store.log();
  }

  JobStore jobs() {
    return store.jobs();
  }

  StoredJob job(String id) {
    StoredJob job = store.jobs().find(id);
    assertNotNull(job);
    return job;
  }

  /** The next batches that go into it. */
  TestBatches batches() {
    return batches;
  }

  /** Appends a batch and does not wait. */
  void append(LogBatch batch) {
    events.append(batch);
  }

  /** Appends a batch and waits until it, or another, is durable. */
  void keep(LogBatch batch) throws InterruptedException {
    append(batch);
    assertNotNull(durable.poll(30, TimeUnit.SECONDS), "nothing became durable");
  }

  /** Keeps a job that was admitted. */
  void admit(Job job) throws InterruptedException {
    keep(batches.with(List.of(), List.of(), List.of(job), List.of()));
  }

  /** Keeps outputs that were accepted. */
  void accept(List<AcceptedOutput> outputs) throws InterruptedException {
    keep(batches.with(List.of(), outputs, List.of(), List.of()));
  }

  /** Keeps the last outputs of {@link #JOB}, which ends with them. */
  void acceptLast(List<AcceptedOutput> outputs) throws InterruptedException {
    keep(batches.with(List.of(), outputs, List.of(), List.of(JOB)));
  }

  /** Keeps what was booked. */
  void book(List<Posting> postings) throws InterruptedException {
    keep(batches.with(postings, List.of(), List.of(), List.of()));
  }

  /** What was told to be durable and nobody waited for. */
  List<Long> durable() {
    return List.copyOf(durable);
  }

  /** Column {@code n} of what a query finds. */
  List<Long> numbers(String sql) throws SQLException, StoreRefusal {
    try (SqlSession session = session()) {
      return session.query(sql, row -> row.number("n"));
    }
  }

  SqlSession session() throws SQLException, StoreRefusal {
    return new SqlSession(Database.existing(data).reader());
  }

  /** Outputs of {@link #JOB} that two nodes agreed on. */
  static List<AcceptedOutput> outputs(int... shards) {
    List<AcceptedOutput> outputs = new ArrayList<>();
    for (int shard : shards) {
      outputs.add(TestBatches.output(JOB, shard, 2));
    }
    return outputs;
  }
}
