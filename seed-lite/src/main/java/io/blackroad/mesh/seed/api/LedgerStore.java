package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.log.Standing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as stored; written through {@code EventLog}. Amounts are units of 1e-8 ROAD. Calls
 * block and may come from several threads at once, never from an event loop.
 */
public interface LedgerStore {
  /** UTF-16 units of an account's name; {@code escrow:} and a node's id have 41. */
  int ACCOUNT_CHARS_MAX = 80;

  /** Sums over the whole ledger, all of one moment. */
  Totals totals();

  /** Credits minus debits of an account, or null when it was never booked to. */
  @Nullable Long balanceUnits(String account);

  /** What is remembered of a node, or null. */
  @Nullable Standing standing(String nodeId);

  /** Postings in the order of their entries, or backwards; at most {@code countMax}. */
  List<Posting> postings(Page page, int countMax);

  /** An account whose kept balance is not the sum of its postings, or null. Reads all of them. */
  @Nullable String wrongBalance();

  /**
   * Sums over the ledger.
   *
   * @param logSize entries of the log that it follows from
   * @param sumUnits over all accounts, which is zero
   * @param flows between kinds of accounts: {@code treasury>escrow}, {@code escrow>node} and so on
   */
  record Totals(long logSize, long sumUnits, Map<String, Flow> flows) {
    /** What went that way, 0 when nothing ever did. */
    public long units(String kind) {
      Flow flow = flows.get(kind);
      return flow == null ? 0 : flow.units;
    }

    /** Bookings of all kinds. */
    public long postings() {
      return flows.values().stream().mapToLong(Flow::postings).sum();
    }
  }

  /** What went one way. */
  record Flow(long units, long postings) {}

  /**
   * Which postings are wanted.
   *
   * @param account that they debit or credit; null for all
   * @param after the place behind which they come, in their direction; null for the beginning
   * @param newestFirst backwards
   */
  record Page(@Nullable String account, @Nullable Place after, boolean newestFirst) {}

  /** Where a posting stands: by its entry, then by its key. */
  record Place(long logSeq, String key) {}
}
