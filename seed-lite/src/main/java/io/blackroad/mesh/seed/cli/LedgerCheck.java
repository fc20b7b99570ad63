package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.seed.api.ErasureRecords;
import io.blackroad.mesh.seed.api.LedgerStore;
import io.blackroad.mesh.seed.api.LogStore;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Whether what a database keeps beside the log is what the log says: each reward and each transfer
 * was booked once and as its entry has it, nothing else was, balances are the sums of bookings, and
 * whatever was erased says so.
 */
final class LedgerCheck {
  private static final int PAGE_POSTINGS = 1_000;

  private static final EnumSet<Action> BOOKED = EnumSet.of(Action.REWARD, Action.TRANSFER);

  private final LogStore log;
  private final LedgerStore ledger;
  private final long size;

  /** Entries that move money and whose booking was not seen yet: a megabyte for eight million. */
  private final BitSet unbooked = new BitSet();

  private final TreeSet<Long> erased = new TreeSet<>();

  /**
   * @param size entries that are looked at
   */
  LedgerCheck(LogStore log, LedgerStore ledger, long size) {
    this.log = log;
    this.ledger = ledger;
    this.size = size;
  }

  /** Takes the next entry, which holds. */
  void take(LoggedEntry logged) {
    if (BOOKED.contains(logged.entry().action())) {
      unbooked.set((int) logged.entry().seq());
    }
    if (ErasureRecords.isErased(logged)) {
      erased.add(logged.entry().seq());
    }
    erased.remove(ErasureRecords.erasedBy(logged));
  }

  void end() throws Breach {
    if (!erased.isEmpty()) {
      throw new Breach(erased.first(), "it was erased, but no ERASE entry names it");
    }
    String key = "";
    List<Posting> page = log.postings(key, PAGE_POSTINGS);
    while (!page.isEmpty()) {
      for (Posting posting : page) {
        take(posting);
      }
      key = page.getLast().key();
      page = log.postings(key, PAGE_POSTINGS);
    }
    if (!unbooked.isEmpty()) {
      long seq = unbooked.nextSetBit(0);
      LoggedEntry entry = log.entry(seq);
      String what = entry == null ? "an entry" : "a " + entry.entry().action();
      throw new Breach(seq, "it is " + what + " that the ledger did not book");
    }
    String account = ledger.wrongBalance();
    if (account != null) {
      throw new Breach("the balance of " + account + " is not the sum of its bookings");
    }
  }

  private void take(Posting posting) throws Breach {
    if (posting.logSeq() >= size) {
      return; // booked after the check began
    }
    LoggedEntry entry = log.entry(posting.logSeq());
    if (entry == null || posting.logSeq() < 0 || !unbooked.get((int) posting.logSeq())) {
      throw new Breach(
          posting.logSeq(),
          "the ledger books "
              + posting.key()
              + " for it, which is no REWARD or TRANSFER, or was booked before");
    }
    unbooked.clear((int) posting.logSeq());
    Move move = Move.of(entry);
    if (move == null ? !Move.isOf(posting, entry) : !move.equals(Move.of(posting))) {
      String said = move == null ? "is of " + entry.entry().actorId() : "says " + move.text();
      throw new Breach(
          posting.logSeq(), "the ledger books " + Move.of(posting).text() + ", the entry " + said);
    }
  }
}
