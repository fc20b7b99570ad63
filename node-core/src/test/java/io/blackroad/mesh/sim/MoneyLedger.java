package io.blackroad.mesh.sim;

import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Follows every posting: none twice, each on record in the entry that it names, nobody but the
 * treasury below zero, all accounts together zero.
 */
final class MoneyLedger {
  static final String TREASURY = "treasury";
  static final String ESCROW = "escrow:";

  private final Map<String, Long> balances = new LinkedHashMap<>();
  private final Set<Long> keys = new HashSet<>();

  /** What {@code batch}, now safe, breaks; or empty. */
  String take(LogBatch batch) {
    for (Posting posting : batch.postings()) {
      if (posting.units() <= 0) {
        return "a posting of " + posting.units() + ": " + posting.key();
      }
      if (!keys.add(fingerprint(posting.key()))) {
        return "paid twice: " + posting.key();
      }
      if (!onRecord(batch, posting)) {
        return "not on record: " + posting;
      }
      book(posting.credit(), posting.units());
      long left = book(posting.debit(), -posting.units());
      if (left < 0 && !posting.debit().equals(TREASURY)) {
        return posting.debit() + " stands at " + left + " after " + posting.key();
      }
    }
    return "";
  }

  private long book(String account, long units) {
    long balance = balance(account) + units;
    balances.put(account, balance);
    return balance;
  }

  private static boolean onRecord(LogBatch batch, Posting posting) {
    for (LoggedEntry logged : batch.entries()) {
      if (logged.entry().seq() == posting.logSeq()) {
        Action action = logged.entry().action();
        return action == Action.REWARD || action == Action.TRANSFER;
      }
    }
    return false;
  }

  /** 64 bits stand for a key, so that millions fit; two alike would stop a run that was sound. */
  private static long fingerprint(String key) {
    long sum = 0;
    for (int i = 0; i < key.length(); i++) {
      sum = new SimRandom(sum ^ key.charAt(i)).nextLong();
    }
    return sum;
  }

  /** What is wrong with it at the end; or empty. */
  String problem() {
    long sum = balances.values().stream().mapToLong(Long::longValue).sum();
    return sum == 0 ? "" : "all accounts together stand at " + sum;
  }

  /** Units on an account. */
  long balance(String account) {
    return balances.getOrDefault(account, 0L);
  }

  /** Units of a node, those held included. */
  long earned(String nodeId) {
    return balance(nodeId) + balance(ESCROW + nodeId);
  }

  /** Units that are held for all nodes together. */
  long escrow() {
    return sum(true);
  }

  /** Units that were paid out to all nodes together. */
  long paid() {
    return sum(false);
  }

  private long sum(boolean held) {
    long sum = 0;
    for (Map.Entry<String, Long> account : balances.entrySet()) {
      boolean escrow = account.getKey().startsWith(ESCROW);
      if (!account.getKey().equals(TREASURY) && escrow == held) {
        sum += account.getValue();
      }
    }
    return sum;
  }
}
