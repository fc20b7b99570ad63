package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.seed.SystemClock;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger has to say what the log says, transfers and escrow included. */
class LedgerCheckTest {
  private static final String NODE = "n_" + "1".repeat(32);
  private static final String ESCROW = "escrow:" + NODE;

  @TempDir Path folder;
  private final List<LoggedEntry> entries = new ArrayList<>();
  private final List<Posting> postings = new ArrayList<>();

  /** A reward that is held, one that is paid, a release, and one that is taken back. */
  @BeforeEach
  void fill() {
    Chain.Ports ports = new Chain.Ports(new Sha256(), new SystemClock(), new SeededBytes(1));
    Chain chain = Chain.begin("mesh/s", ports);
    add(chain.append("s", Action.GENESIS, 1, new JsonObject().build()));
    move(chain, Action.REWARD, reward(70, true), posting("r1", "treasury", ESCROW, 70));
    move(chain, Action.REWARD, reward(5, false), posting("r2", "treasury", NODE, 5));
    move(chain, Action.TRANSFER, transfer(ESCROW, NODE, 70), posting("t1", ESCROW, NODE, 70));
    move(chain, Action.TRANSFER, transfer(NODE, "treasury", 5), posting("t2", NODE, "treasury", 5));
  }

  private static JsonObject reward(long amount, boolean held) {
    return new JsonObject().putDecimal("amount", amount).put("held", held);
  }

  private static JsonObject transfer(String from, String to, long amount) {
    return new JsonObject().putDecimal("amount", amount).put("from", from).put("to", to);
  }

  private Posting posting(String key, String debit, String credit, long units) {
    return new Posting(key, debit, credit, units, entries.size());
  }

  private void add(LoggedEntry entry) {
    entries.add(entry);
  }

  private void move(Chain chain, Action action, JsonObject payload, Posting posting) {
    add(chain.append(NODE, action, 1, payload.build()));
    postings.add(posting);
  }

  private void check(List<Posting> booked) throws Exception {
    Path data = folder.resolve("data" + booked.hashCode());
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
      LogBatch.Draft draft = new LogBatch.Draft();
      draft.entries.addAll(entries);
      draft.postings.addAll(booked);
      store.start(seq -> {}, cause -> {}).append(draft.batch());
    }
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
      LedgerCheck check = new LedgerCheck(store.log(), store.ledger(), entries.size());
      for (LoggedEntry entry : entries) {
        check.take(entry);
      }
      check.end();
    }
  }

  @Test
  void holdsWhenEachMoveWasBookedAsItsEntrySays() {
    assertDoesNotThrow(() -> check(postings));
  }

  @Test
  void everyOtherBookingIsFound() {
    for (int i = 0; i < postings.size(); i++) {
      long seq = i + 1L;
      assertBroken(seq, changed(i, p -> with(p, p.debit(), p.credit(), p.units() + 1)));
      assertBroken(seq, changed(i, p -> with(p, p.credit(), p.debit(), p.units())));
      assertBroken(seq, changed(i, p -> with(p, p.debit(), "n_thief", p.units())));
      assertBroken(seq, changed(i, p -> with(p, "n_victim", p.credit(), p.units())));
      List<Posting> missing = new ArrayList<>(postings);
      missing.remove(i);
      assertBroken(seq, missing);
      List<Posting> twice = new ArrayList<>(postings);
      Posting again = postings.get(i);
      twice.add(new Posting("zz", again.debit(), again.credit(), again.units(), again.logSeq()));
      assertBroken(seq, twice);
    }
    List<Posting> invented = new ArrayList<>(postings);
    invented.add(new Posting("zz", "treasury", NODE, 1, 0));
    assertBroken(0, invented);
  }

  private List<Posting> changed(int index, UnaryOperator<Posting> change) {
    List<Posting> booked = new ArrayList<>(postings);
    booked.set(index, change.apply(booked.get(index)));
    return booked;
  }

  private static Posting with(Posting posting, String debit, String credit, long units) {
    return new Posting(posting.key(), debit, credit, units, posting.logSeq());
  }

  private void assertBroken(long seq, List<Posting> booked) {
    Breach breach = assertThrows(Breach.class, () -> check(booked), booked::toString);
    assertEquals(seq, breach.seq(), breach.reason());
    assertTrue(!breach.reason().isEmpty());
  }
}
