package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.seed.api.UnfinishedJob;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of an older version is brought up to date, with all that it held. */
class MigrationTest {
  private static final List<String> SCHEMA =
      List.of(
          "SELECT name || ': ' || sql AS t FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1");

  private static final List<String> SUMS =
      List.of(
          "SELECT account || '=' || units AS t FROM balances ORDER BY account",
          "SELECT kind || '=' || units || '/' || postings AS t FROM flows ORDER BY kind",
          "SELECT id || '=' || result_bytes AS t FROM jobs ORDER BY id");

  @TempDir Path data;

  @Test
  void schemaTwoGetsBalancesFlowsAndSizes() throws Exception {
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
      TestBatches batches = TestBatches.after(store, 1);
      EventLog log = store.start(seq -> {}, cause -> {});
      for (int i = 0; i < 20; i++) {
        log.append(batches.next());
      }
      log.append(batches.with(drafted("treasury", "escrow:n_7", "a")));
      log.append(batches.with(drafted("escrow:n_7", "n_7", "b")));
    }
    List<String> schema = rows(SCHEMA);
    List<String> sums = rows(SUMS);
    back();
    SqliteSeedStore.open(data, new Sha256()).close();
    assertEquals(schema, rows(SCHEMA));
    assertEquals(sums, rows(SUMS));
    assertEquals(
        List.of("escrow>node=7/1", "mint>node=475/19", "treasury>escrow=7/1"),
        rows(List.of(SUMS.get(1))));
  }

  private static LogBatch.Draft drafted(String debit, String credit, String key) {
    LogBatch.Draft draft = new LogBatch.Draft();
    draft.postings.add(new Posting(key, debit, credit, 7, 20));
    return draft;
  }

  @Test
  void anUnfinishedJobOfSchemaTwoGoesOnAsItWasCut() throws Exception {
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
      store.start(seq -> {}, cause -> {}).append(TestBatches.after(store, 1).next());
    }
    back();
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
      List<UnfinishedJob> found = new ArrayList<>();
      store.jobs().forEachUnfinished(found::add);
      assertEquals(384, found.getFirst().job().taskTokens());
      assertEquals("", found.getFirst().job().submitter());
      assertNotNull(found.getFirst().job().inputs());
    }
  }

  private void back() throws Exception {
    try (Connection connection = Database.open(data, new Sha256()).writer();
        Statement statement = connection.createStatement()) {
      for (String step : OldSchema.BACK_TO_SECOND) {
        statement.execute(step);
      }
      statement.execute("PRAGMA user_version = 2");
      connection.commit();
    }
  }

  private List<String> rows(List<String> queries) throws Exception {
    List<String> rows = new ArrayList<>();
    try (SqlSession session = new SqlSession(Database.existing(data).reader())) {
      for (String sql : queries) {
        rows.addAll(session.query(sql, row -> row.text("t")));
      }
    }
    return rows;
  }
}
