package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.seed.api.LedgerStore;
import io.blackroad.mesh.seed.api.LedgerStore.Page;
import io.blackroad.mesh.seed.api.LedgerStore.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger as it is read: whole, by account, page by page. */
class SqliteLedgerStoreTest {
  private static final String NODE = "n_a";
  private static final Comparator<Posting> ORDER =
      Comparator.comparingLong(Posting::logSeq).thenComparing(Posting::key);

  @TempDir Path data;
  private SqliteSeedStore store;
  private final List<Posting> booked = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    BlockingQueue<Long> durable = new LinkedBlockingQueue<>();
    store = SqliteSeedStore.open(data, new Sha256());
    EventLog log = store.start(durable::add, cause -> {});
    TestBatches batches = TestBatches.after(store, 1);
    for (int seq = 0; seq < 40; seq++) {
      LogBatch.Draft draft = new LogBatch.Draft();
      draft.postings.add(posting("z" + seq, "treasury", "escrow:" + NODE, seq));
      draft.postings.add(posting("a" + seq, "escrow:" + NODE, NODE, seq));
      draft.postings.add(posting("m" + seq, "treasury", "n_b", seq));
      booked.addAll(draft.postings);
      log.append(batches.with(draft));
    }
    booked.sort(ORDER);
    Long told = durable.poll(30, TimeUnit.SECONDS);
    while (told != null && told < 39) {
      told = durable.poll(30, TimeUnit.SECONDS);
    }
    assertNotNull(told);
  }

  private static Posting posting(String key, String debit, String credit, long seq) {
    return new Posting(key, debit, credit, 10 + seq, seq);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void sumsAreOfOneMomentAndAddUpToZero() {
    LedgerStore.Totals totals = store.ledger().totals();
    assertEquals(40, totals.logSize());
    assertEquals(0, totals.sumUnits());
    assertEquals(120, totals.postings());
    long units = 40 * 10 + 39 * 40 / 2;
    assertEquals(units, totals.units("treasury>escrow"));
    assertEquals(units, totals.units("escrow>node"));
    assertEquals(units, totals.units("treasury>node"));
    assertEquals(0, totals.units("node>treasury"));
    assertEquals(-2 * units, store.ledger().balanceUnits("treasury"));
    assertEquals(0, store.ledger().balanceUnits("escrow:" + NODE));
    assertNull(store.ledger().balanceUnits("n_nobody"));
    assertNull(store.ledger().wrongBalance());
  }

  @Test
  void pagesOfEveryLengthGiveEachPostingOnceInOrder() {
    for (int length : new int[] {1, 2, 7, 119, 120, 121, 1_000}) {
      for (boolean back : new boolean[] {false, true}) {
        assertEquals(expected(null, back), all(null, back, length), "pages of " + length);
        assertEquals(expected(NODE, back), all(NODE, back, length), "pages of " + length);
        assertEquals(expected("treasury", back), all("treasury", back, length));
      }
    }
    assertEquals(List.of(), all("n_nobody", false, 9));
    assertEquals(List.of(), all("' OR 1=1 --", false, 9));
  }

  private List<Posting> expected(@Nullable String account, boolean back) {
    List<Posting> wanted =
        new ArrayList<>(
            booked.stream()
                .filter(
                    posting ->
                        account == null
                            || posting.debit().equals(account)
                            || posting.credit().equals(account))
                .toList());
    return back ? wanted.reversed() : wanted;
  }

  private List<Posting> all(@Nullable String account, boolean back, int length) {
    List<Posting> found = new ArrayList<>();
    List<Posting> page = store.ledger().postings(new Page(account, null, back), length);
    while (!page.isEmpty()) {
      assertTrue(page.size() <= length);
      found.addAll(page);
      Place last = new Place(page.getLast().logSeq(), page.getLast().key());
      page = store.ledger().postings(new Page(account, last, back), length);
    }
    return found;
  }

  @Test
  void pagesAreLookedUpAndNotSorted() throws Exception {
    try (SqlSession session = new SqlSession(Database.existing(data).reader())) {
      for (boolean back : new boolean[] {false, true}) {
        Object[] one = {1, "k", 9};
        String whole = plan(session, SqliteLedgerStore.all(back), one);
        assertTrue(whole.contains("INDEX postings_order"), whole);
        assertFalse(whole.contains("B-TREE"), whole);
        Object[] two = {"a", 1, "k", 9, "a", 1, "k", 9, 9};
        String account = plan(session, SqliteLedgerStore.of(back), two);
        assertTrue(account.contains("INDEX postings_debit (debit=? AND"), account);
        assertTrue(account.contains("INDEX postings_credit (credit=? AND"), account);
      }
    }
  }

  private static String plan(SqlSession session, String sql, Object... arguments) throws Exception {
    return session
        .query("EXPLAIN QUERY PLAN " + sql, row -> row.text("detail"), arguments)
        .toString();
  }

  @Test
  void aBalanceThatIsNotTheSumIsFound() throws Exception {
    store.close();
    try (SqlSession session = new SqlSession(Database.open(data, new Sha256()).writer())) {
      session.update("UPDATE balances SET units = units + 1 WHERE account = 'n_b'");
      session.commit();
    }
    try (StoredLog log = StoredLog.open(data)) {
      assertEquals("n_b", log.ledger().wrongBalance());
    }
  }
}
