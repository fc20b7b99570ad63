package io.blackroad.mesh.seed.store;

import static io.blackroad.mesh.seed.store.OpenStore.JOB;
import static io.blackroad.mesh.seed.store.OpenStore.outputs;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.seed.api.IdempotencyClaim;
import io.blackroad.mesh.seed.api.StoredJob;
import io.blackroad.mesh.seed.api.UnfinishedJob;
import io.blackroad.mesh.task.Job;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was logged is found again: jobs, outputs, ledger, keys. */
class SqliteSeedStoreTest {
  private static final String HASH = "ab".repeat(32);

  @TempDir Path data;
  private OpenStore store;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(data);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anUnfinishedJobComesBackWithItsInputsAndDoneShards() throws Exception {
    Job job = TestBatches.job(JOB);
    store.admit(job);
    store.accept(outputs(0));
    store.reopen();
    List<UnfinishedJob> found = new ArrayList<>();
    store.jobs().forEachUnfinished(found::add);
    assertEquals(1, found.size());
    UnfinishedJob unfinished = found.get(0);
    assertEquals(JOB, unfinished.stored().id());
    assertEquals("quorum", unfinished.stored().confidence());
    assertTrue(unfinished.job().interactive());
    assertEquals(job.submitter(), unfinished.job().submitter());
    assertEquals(job.taskTokens(), unfinished.job().taskTokens());
    assertEquals(job.confidence(), unfinished.job().confidence());
    assertEquals(new TreeSet<>(List.of(0)), unfinished.doneShards());
    for (int i = 0; i < job.inputs().size(); i++) {
      assertArrayEquals(
          job.inputs().sequences().get(i), unfinished.job().inputs().sequences().get(i));
    }
  }

  @Test
  void progressCountsTextsCheckedOnesAndTasks() throws Exception {
    store.admit(TestBatches.job(JOB));
    assertJob(StoredJob.State.UNFINISHED, 0, 0, 0);
    store.accept(List.of(TestBatches.output(JOB, 0, 1)));
    assertJob(StoredJob.State.UNFINISHED, 1, 0, 1);
    store.acceptLast(List.of(TestBatches.output(JOB, 1, 2)));
    assertJob(StoredJob.State.DONE, 2, 1, 2);
    StoredJob done = store.job(JOB);
    assertTrue(done.endedUnixMillis() >= done.admittedUnixMillis());
    store.jobs().forEachUnfinished(each -> assertNull(each, "a finished job came back"));
  }

  @Test
  void aJobThatEndsShortOfOutputsWasCancelled() throws Exception {
    store.admit(TestBatches.job(JOB));
    store.acceptLast(outputs(0));
    assertJob(StoredJob.State.CANCELLED, 1, 1, 1);
  }

  @Test
  void anOutputIsKeptOnceHoweverOftenItComes() throws Exception {
    store.admit(TestBatches.job(JOB));
    store.accept(outputs(0));
    store.accept(outputs(0));
    assertJob(StoredJob.State.UNFINISHED, 1, 1, 1);
    assertEquals(1, store.jobs().outputs(JOB, 0, 10).size());
  }

  @Test
  void outputsComeInPagesInShardOrder() throws Exception {
    store.admit(TestBatches.job(JOB));
    store.accept(outputs(4, 0, 2));
    assertEquals(outputs(0, 2), store.jobs().outputs(JOB, 0, 2));
    assertEquals(outputs(4), store.jobs().outputs(JOB, 3, 2));
    assertEquals(List.of(), store.jobs().outputs(JOB, 5, 2));
    assertEquals(List.of(), store.jobs().outputs("j_none", 0, 2));
  }

  @Test
  void aPostingIsBookedOnceAndAllAccountsSumToZero() throws Exception {
    Posting reward = new Posting("k1", "mint", "n_a", 700, 0);
    Posting other = new Posting("k2", "n_a", "n_b", 300, 1);
    store.book(List.of(reward, reward));
    store.book(List.of(other, reward));
    store.reopen();
    store.book(List.of(reward));
    assertEquals(-700, store.log().balanceUnits("mint"));
    assertEquals(400, store.log().balanceUnits("n_a"));
    assertEquals(300, store.log().balanceUnits("n_b"));
    assertEquals(0, store.log().balanceUnits("n_c"));
    assertTrue(store.log().knows("n_b"));
    assertFalse(store.log().knows("n_c"));
    assertEquals(List.of(0L), store.numbers("SELECT SUM(units) AS n FROM accounts"));
    assertEquals(List.of(3L), store.numbers("SELECT COUNT(*) AS n FROM accounts"));
  }

  @Test
  void anIdempotencyKeyBelongsToOneJobAndOneBody() throws Exception {
    assertInstanceOf(IdempotencyClaim.Fresh.class, store.jobs().claim("k", HASH, JOB));
    assertEquals(new IdempotencyClaim.Repeated(JOB), store.jobs().claim("k", HASH, "j_other"));
    assertInstanceOf(
        IdempotencyClaim.Conflicting.class, store.jobs().claim("k", "cd".repeat(32), "j_other"));
    store.jobs().release("k");
    assertInstanceOf(IdempotencyClaim.Fresh.class, store.jobs().claim("k", HASH, "j_other"));
  }

  @Test
  void aKeyWhoseJobWasNeverStoredIsFreeAfterARestart() throws Exception {
    store.jobs().claim("lost", HASH, "j_lost");
    store.jobs().claim("kept", HASH, JOB);
    store.admit(TestBatches.job(JOB));
    store.reopen();
    assertInstanceOf(IdempotencyClaim.Fresh.class, store.jobs().claim("lost", HASH, "j_new"));
    assertEquals(new IdempotencyClaim.Repeated(JOB), store.jobs().claim("kept", HASH, "j_new"));
  }

  @Test
  void aForgottenJobIsGoneWithItsOutputsAndKey() throws Exception {
    store.jobs().claim("k", HASH, JOB);
    store.admit(TestBatches.job(JOB));
    store.acceptLast(outputs(0, 1));
    store.jobs().forget(JOB);
    assertNull(store.jobs().find(JOB));
    assertEquals(List.of(), store.jobs().outputs(JOB, 0, 10));
    assertInstanceOf(IdempotencyClaim.Fresh.class, store.jobs().claim("k", HASH, "j_new"));
    store.jobs().forget("j_never");
  }

  @Test
  void balancesAreTheSumsOfPostings() throws Exception {
    for (int i = 0; i < 50; i++) {
      store.append(store.batches().next());
    }
    store.keep(store.batches().plain());
    store.reopen();
    String differing =
        "SELECT COUNT(*) AS n FROM (SELECT account, units FROM accounts"
            + " EXCEPT SELECT account, units FROM balances)";
    assertEquals(List.of(0L), store.numbers(differing));
    assertEquals(List.of(4L), store.numbers("SELECT COUNT(*) AS n FROM balances"));
  }

  @Test
  void closingStoresWhatIsQueued() throws Exception {
    for (int i = 0; i < 500; i++) {
      store.append(store.batches().next());
    }
    store.close();
    store.close();
    assertEquals(499, store.durable().getLast());
    store.reopen();
    assertEquals(499, assertNewest());
  }

  @Test
  void theNewestLandmarkIsLookedUpAndNotSearchedFor() throws Exception {
    store.keep(store.batches().plain());
    assertNull(store.log().newest(Action.CHECKPOINT));
    store.keep(store.batches().checkpoint(1, HASH));
    store.keep(store.batches().checkpoint(2, HASH));
    store.keep(store.batches().plain());
    assertEquals(store.log().entry(2), store.log().newest(Action.CHECKPOINT));
    assertNull(store.log().newest(Action.MIGRATE));
    assertThrows(IllegalArgumentException.class, () -> store.log().newest(Action.TASK));
    try (SqlSession session = store.session()) {
      List<String> plan =
          session.query(
              "EXPLAIN QUERY PLAN " + SqliteLogStore.LANDMARK,
              row -> row.text("detail"),
              "MIGRATE");
      assertEquals(List.of("SEARCH entries USING INDEX entries_landmarks (action_type=?)"), plan);
    }
  }

  @Test
  void anEntryIsFoundByItsNumber() throws Exception {
    store.keep(store.batches().plain());
    store.keep(store.batches().plain());
    assertEquals(store.log().entries(0, 9), List.of(entry(0), entry(1)));
    assertNull(store.log().entry(2));
    assertNull(store.log().entry(-1));
    assertEquals(2, store.log().size());
  }

  private LoggedEntry entry(long seq) {
    LoggedEntry entry = store.log().entry(seq);
    assertNotNull(entry);
    return entry;
  }

  private long assertNewest() {
    var newest = store.log().newest();
    assertNotNull(newest);
    return newest.entry().seq();
  }

  private void assertJob(StoredJob.State state, int texts, int checked, int tasks) {
    StoredJob job = store.job(JOB);
    assertEquals(state, job.state());
    assertEquals(texts, job.textsDone());
    assertEquals(checked, job.textsChecked());
    assertEquals(tasks, job.tasks());
  }
}
