package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.seed.api.JobStore;
import io.blackroad.mesh.seed.api.StoredJob;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that are put right, what is kept for that, and what is forgotten. */
class StoredCorrectionsTest {
  private static final String JOB = "j_00000000000000aa";

  @TempDir Path data;
  private SqliteSeedStore store;
  private EventLog log;
  private TestBatches batches;
  private final BlockingQueue<Long> durable = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() throws Exception {
    store = SqliteSeedStore.open(data, new Sha256());
    batches = TestBatches.after(store, 1);
    log = store.start(durable::add, cause -> {});
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aCorrectionReplacesTheOutputAndCountsOnlyWhenVectorsDiffer() throws Exception {
    store(batches.with(List.of(), List.of(), List.of(TestBatches.job(JOB)), List.of()));
    AcceptedOutput alone = alone(TestBatches.output(JOB, 0, 1), "n_a");
    AcceptedOutput other = alone(TestBatches.output(JOB, 1, 1), "n_a");
    store(batches.with(List.of(), List.of(alone, other), List.of(), List.of(JOB)));
    assertEquals(0, job(JOB).corrections());
    store(correcting(alone(TestBatches.output(JOB, 0, 2), "")));
    assertEquals(0, job(JOB).corrections(), "only who vouches for it is new");
    assertEquals(1, job(JOB).textsChecked());
    AcceptedOutput right = shaped(TestBatches.output(JOB, 7, 2), 1);
    store(correcting(right));
    reopen();
    assertEquals(1, job(JOB).corrections());
    assertEquals(2, job(JOB).textsChecked());
    assertEquals(right, store.jobs().outputs(JOB, 1, 1).getFirst());
    assertEquals(List.of(new JobStore.Corrected(1, right)), store.jobs().corrected(JOB, 0, 9));
    assertEquals(List.of(), store.jobs().corrected(JOB, 1, 9));
  }

  @Test
  void correctionsAreNumberedInTheOrderInWhichTheyCame() throws Exception {
    store(batches.with(List.of(), List.of(), List.of(TestBatches.job(JOB)), List.of()));
    store(batches.with(List.of(), outputs(0, 1), List.of(), List.of(JOB)));
    store(correcting(shaped(TestBatches.output(JOB, 7, 2), 1)));
    store(correcting(shaped(TestBatches.output(JOB, 8, 2), 0)));
    store(correcting(shaped(TestBatches.output(JOB, 9, 2), 1)));
    assertEquals(
        List.of(2, 3),
        store.jobs().corrected(JOB, 0, 9).stream().map(JobStore.Corrected::revision).toList());
    assertEquals(List.of(0, 1), shards(store.jobs().corrected(JOB, 0, 9)));
    assertEquals(List.of(1), shards(store.jobs().corrected(JOB, 2, 9)));
    assertEquals(List.of(0), shards(store.jobs().corrected(JOB, 0, 1)));
    store.jobs().forget(JOB);
    store(correcting(shaped(TestBatches.output(JOB, 9, 2), 1)));
    assertEquals(List.of(), store.jobs().outputs(JOB, 0, 9), "a forgotten job came back");
  }

  private static List<Integer> shards(List<JobStore.Corrected> corrected) {
    return corrected.stream().map(each -> each.output().shard()).toList();
  }

  private LogBatch correcting(AcceptedOutput output) {
    LogBatch.Draft draft = new LogBatch.Draft();
    draft.corrections.add(output);
    return batches.with(draft);
  }

  private static AcceptedOutput alone(AcceptedOutput output, String soleNode) {
    return new AcceptedOutput(
        output.jobId(),
        output.taskId(),
        output.shard(),
        output.firstText(),
        output.confirmedBy(),
        soleNode,
        output.output());
  }

  /** The same vectors as the output of another shard. */
  private static AcceptedOutput shaped(AcceptedOutput output, int shard) {
    return new AcceptedOutput(
        output.jobId(), "t_" + shard, shard, shard, output.confirmedBy(), "", output.output());
  }

  @Test
  void textsAreKeptAsLongAsSomethingRestsOnOneNodesWord() throws Exception {
    store(batches.with(List.of(), List.of(), List.of(TestBatches.job(JOB)), List.of()));
    AcceptedOutput alone = alone(TestBatches.output(JOB, 0, 1), "n_a");
    store(batches.with(List.of(), List.of(alone), List.of(), List.of(JOB)));
    assertEquals(1, inputs());
    store(correcting(alone(TestBatches.output(JOB, 0, 2), "")));
    assertEquals(0, inputs());
  }

  private long inputs() throws Exception {
    try (SqlSession session = new SqlSession(Database.existing(data).reader())) {
      return numbers(session, "SELECT COUNT(*) AS n FROM inputs").getFirst();
    }
  }

  @Test
  void aJobOfManyOutputsIsForgottenWhole() throws Exception {
    store(batches.with(List.of(), List.of(), List.of(TestBatches.job(JOB)), List.of()));
    List<AcceptedOutput> many = new ArrayList<>();
    for (int shard = 0; shard < 300; shard++) {
      many.add(TestBatches.output(JOB, shard, 2));
    }
    store(batches.with(List.of(), many, List.of(), List.of(JOB)));
    store.jobs().forget(JOB);
    try (SqlSession session = new SqlSession(Database.existing(data).reader())) {
      assertEquals(List.of(0L), numbers(session, "SELECT COUNT(*) AS n FROM outputs"));
    }
  }

  @Test
  void outputsOfAJobThatWasBeingForgottenAreGoneAfterARestart() throws Exception {
    store(batches.with(List.of(), List.of(), List.of(TestBatches.job(JOB)), List.of()));
    store(batches.with(List.of(), outputs(0, 1), List.of(), List.of(JOB)));
    store.close();
    try (SqlSession session = new SqlSession(Database.open(data, new Sha256()).writer())) {
      session.update("DELETE FROM jobs"); // as the first slice of forgetting leaves it
      session.commit();
    }
    reopen();
    assertEquals(List.of(), store.jobs().outputs(JOB, 0, 9));
  }

  private static List<Long> numbers(SqlSession session, String sql) throws SQLException {
    return session.query(sql, row -> row.number("n"));
  }

  private void store(LogBatch batch) throws InterruptedException {
    log.append(batch);
    assertNotNull(durable.poll(30, TimeUnit.SECONDS), "nothing became durable");
  }

  private void reopen() throws Exception {
    store.close();
    open();
  }

  private StoredJob job(String id) {
    StoredJob job = store.jobs().find(id);
    assertNotNull(job);
    return job;
  }

  private static List<AcceptedOutput> outputs(int... shards) {
    List<AcceptedOutput> outputs = new ArrayList<>();
    for (int shard : shards) {
      outputs.add(TestBatches.output(JOB, shard, 2));
    }
    return outputs;
  }
}
