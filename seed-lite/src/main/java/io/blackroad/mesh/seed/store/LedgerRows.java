package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.reward.Bookings;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sums of the ledger beside its postings, in the same transaction: each account's balance, and what
 * flowed between kinds of accounts. A group's postings are added up first, so that a busy account
 * is written once a group. The writer's thread.
 */
final class LedgerRows {
  private static final String BALANCE =
      "INSERT INTO balances(account, units) VALUES (?,?)"
          + " ON CONFLICT(account) DO UPDATE SET units = units + excluded.units";

  private static final String FLOW =
      "INSERT INTO flows(kind, units, postings) VALUES (?,?,?) ON CONFLICT(kind)"
          + " DO UPDATE SET units = units + excluded.units, postings = postings + excluded.postings";

  private static final String NODE = "n_";

  private final Map<String, Long> balances = new LinkedHashMap<>();
  private final Map<String, Flow> flows = new LinkedHashMap<>();

  private record Flow(long units, long postings) {
    Flow and(Flow other) {
      return new Flow(units + other.units, postings + other.postings);
    }
  }

  /** Adds a posting that was booked. */
  void add(Posting posting) {
    balances.merge(posting.debit(), -posting.units(), Long::sum);
    balances.merge(posting.credit(), posting.units(), Long::sum);
    String kind = kind(posting.debit()) + ">" + kind(posting.credit());
    flows.merge(kind, new Flow(posting.units(), 1), Flow::and);
  }

  /** {@code escrow}, {@code node}, or an account that there is only one of, by its name. */
  static String kind(String account) {
    if (Bookings.isEscrow(account)) {
      return "escrow";
    }
    return account.startsWith(NODE) ? "node" : account;
  }

  /** Stores the sums of what was added since. */
  void save(SqlSession session) throws SQLException {
    for (Map.Entry<String, Long> balance : balances.entrySet()) {
      session.update(BALANCE, balance.getKey(), balance.getValue());
    }
    for (Map.Entry<String, Flow> flow : flows.entrySet()) {
      session.update(FLOW, flow.getKey(), flow.getValue().units, flow.getValue().postings);
    }
    balances.clear();
    flows.clear();
  }
}
