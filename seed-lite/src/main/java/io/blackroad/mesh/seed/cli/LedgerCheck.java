package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.seed.api.ErasureRecords;
import io.blackroad.mesh.seed.api.LogStore;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a database keeps beside the log is what the log says: each reward was booked once,
 * nothing else was, and whatever was erased says so.
 */
final class LedgerCheck {
  private static final int PAGE_POSTINGS = 1_000;

  private final LogStore log;
  private final long size;

  /** A bit for each entry: a megabyte for eight million. */
  private final BitSet rewards = new BitSet();

  private final TreeSet<Long> erased = new TreeSet<>();

  /**
   * @param size entries that are looked at
   */
  LedgerCheck(LogStore log, long size) {
    this.log = log;
    this.size = size;
  }

  /** Takes the next entry, which holds. */
  void take(LoggedEntry logged) {
    if (logged.entry().action() == Action.REWARD) {
      rewards.set((int) logged.entry().seq());
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
    if (!rewards.isEmpty()) {
      throw new Breach(rewards.nextSetBit(0), "it is a REWARD that the ledger did not book");
    }
  }

  private void take(Posting posting) throws Breach {
    if (posting.logSeq() >= size) {
      return; // booked after the check began
    }
    LoggedEntry reward = log.entry(posting.logSeq());
    if (reward == null || posting.logSeq() < 0 || !rewards.get((int) posting.logSeq())) {
      throw new Breach(
          posting.logSeq(), "the ledger books " + posting.key() + " for it, which is no REWARD");
    }
    rewards.clear((int) posting.logSeq());
    Long amount = amount(reward);
    boolean fits = amount == null || amount == posting.units();
    if (!fits || !posting.credit().equals(reward.entry().actorId())) {
      throw new Breach(
          posting.logSeq(),
          "the ledger books "
              + posting.units()
              + " units to "
              + posting.credit()
              + ", the entry says "
              + amount
              + " to "
              + reward.entry().actorId());
    }
  }

  /** Units that a reward names; null when it was erased. */
  private static @Nullable Long amount(LoggedEntry reward) throws Breach {
    if (ErasureRecords.isErased(reward)) {
      return null;
    }
    Members members = Members.of(reward.payload());
    long amount = members.decimal("amount");
    if (members.problem() != null) {
      throw new Breach(reward.entry().seq(), "it is a REWARD without an amount");
    }
    return amount;
  }
}
