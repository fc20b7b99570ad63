package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.log.LoggedEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log and the ledger as stored; written through {@code EventLog}. Calls block and may come from
 * several threads at once, never from an event loop.
 */
public interface LogStore {
  /** The newest entry, or null while the log is empty. */
  @Nullable LoggedEntry newest();

  /** Entries from {@code fromSeq} on in chain order, at most {@code countMax}. */
  List<LoggedEntry> entries(long fromSeq, int countMax);

  /** Credits minus debits of {@code account} in units of 1e-8 ROAD; 0 for an unknown one. */
  long balanceUnits(String account);

  /** Whether {@code account} was ever debited or credited. */
  boolean knows(String account);
}
