package io.blackroad.mesh.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.log.Posting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Books as a store does: each key once, and never into the red but for the treasury. */
final class TestLedger {
  final Map<String, Posting> booked = new LinkedHashMap<>();
  private final Map<String, Long> balances = new TreeMap<>();

  void book(Posting posting, String where) {
    if (booked.putIfAbsent(posting.key(), posting) != null) {
      return;
    }
    assertTrue(posting.units() > 0, where + ": " + posting);
    balances.merge(posting.debit(), -posting.units(), Math::addExact);
    balances.merge(posting.credit(), posting.units(), Math::addExact);
    boolean treasury = posting.debit().equals(Bookings.TREASURY);
    assertTrue(treasury || balance(posting.debit()) >= 0, where + ": into the red by " + posting);
  }

  void assertSumZero(String where) {
    long sum = balances.values().stream().mapToLong(Long::longValue).sum();
    assertEquals(0, sum, where);
  }

  long balance(String account) {
    return balances.getOrDefault(account, 0L);
  }
}
