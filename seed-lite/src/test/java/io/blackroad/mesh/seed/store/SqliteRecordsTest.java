package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.Records;
import io.blackroad.mesh.log.RecordsContract;
import io.blackroad.mesh.log.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records in SQLite keep the contract. */
class SqliteRecordsTest extends RecordsContract {
  private static final String NODE = "n_" + "4".repeat(32);

  @TempDir Path data;
  private final BlockingQueue<Long> durable = new LinkedBlockingQueue<>();
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();

  /** Opened by the tests that need it. */
  private final SqliteSeedStore[] opened = new SqliteSeedStore[1];

  @Override
  protected Subject open() throws Exception {
    SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256());
    opened[0] = store;
    EventLog log = store.start(durable::add, cause -> {});
    return new SqliteSubject(log, store.records(events::add), durable, events);
  }

  @AfterEach
  void close() {
    opened[0].close();
  }

  /** The coordinator's thread is the test's. */
  private record SqliteSubject(
      EventLog log, Records records, BlockingQueue<Long> durable, BlockingQueue<Runnable> events)
      implements Subject {
    @Override
    public void awaitDurable(long seq) throws InterruptedException {
      Long told = durable.poll(30, TimeUnit.SECONDS);
      while (told != null && told < seq) {
        told = durable.poll(30, TimeUnit.SECONDS);
      }
      assertTrue(told != null, "no report of entry " + seq);
    }

    @Override
    public <T> T driveUntil(CompletableFuture<T> answer) throws Exception {
      while (!answer.isDone()) {
        Runnable event = events.poll(30, TimeUnit.SECONDS);
        if (event == null) {
          return fail("no answer");
        }
        event.run();
      }
      return answer.get();
    }
  }

  /** More than the contract: a node that comes back faster than the disk loses nothing. */
  @Test
  void answersShowWhatWasAppendedBeforeTheQuestionDurableOrNot() throws Exception {
    Subject subject = open();
    TestBatches batches = TestBatches.after(opened[0], 1);
    for (int i = 1; i <= 300; i++) {
      LogBatch.Draft draft = new LogBatch.Draft();
      Standing standing = new Standing(NODE, i, 0, "", 0, i, Standing.Accrual.NONE);
      draft.standings.add(standing);
      subject.log().append(batches.with(draft));
      if (i % 100 == 0) {
        CompletableFuture<Standing> answer = new CompletableFuture<>();
        subject.records().standing(NODE, answer::complete);
        assertEquals(standing, subject.driveUntil(answer));
      }
    }
  }

  @Test
  void lookUpsWalkIndexes() throws Exception {
    open();
    String alone = "SEARCH outputs USING INDEX outputs_alone (sole_node=?)";
    assertEquals(alone, plan(SqliteRecords.UNCONFIRMED, NODE, 1).getFirst());
    assertTrue(plan(SqliteRecords.SUSPECTS).toString().contains("INDEX outputs_alone"));
    assertEquals(
        List.of("SEARCH standings USING PRIMARY KEY (node_id=?)"),
        plan(SqliteRecords.STANDING, NODE));
    String prune = plan(StandingRows.PRUNE, 1).toString();
    assertTrue(prune.contains("INDEX standings_forgettable"), prune);
    assertFalse(prune.contains("TEMP B-TREE FOR ORDER BY"), prune);
  }

  private List<String> plan(String sql, Object... arguments) throws Exception {
    try (SqlSession session = new SqlSession(Database.existing(data).reader())) {
      return session.query("EXPLAIN QUERY PLAN " + sql, row -> row.text("detail"), arguments);
    }
  }
}
