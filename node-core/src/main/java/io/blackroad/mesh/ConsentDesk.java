package io.blackroad.mesh;

import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether terms are in order, and their way into the log: each change and each withdrawal. */
final class ConsentDesk {
  /** A yes is asked again after 90 days; a day more, because clocks differ. */
  private static final long CONSENT_MILLIS_MAX = 91L * 24 * 60 * 60 * 1_000;

  /** Somebody who moves a slider is done by then; of a flood, one entry a second is logged. */
  private static final long LOGGED_MILLIS_MIN = 1_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Clock clock;
  private final Ledger ledger;
  private final String codeHash;

  /**
   * @param codeHash of the code that is served, which terms have to agree to
   */
  ConsentDesk(Clock clock, Ledger ledger, String codeHash) {
    this.clock = clock;
    this.ledger = ledger;
    this.codeHash = codeHash;
  }

  /** Why nobody may work on these terms; null when they are in order. */
  @Nullable String problem(ConsentTerms terms, boolean trusted) {
    if (!terms.enabled()) {
      return "the consent is off";
    }
    if (!terms.codeHash().equals(codeHash)) {
      return "the mesh's code has changed since the consent: load the page again";
    }
    if (expired(terms)) {
      return "the consent has expired: ask the visitor again";
    }
    return trusted || terms.expired(unixMillis() + CONSENT_MILLIS_MAX)
        ? null
        : "a consent holds for at most 90 days, and this one says it holds longer";
  }

  /** Whether the time of {@code terms} is over, by the seed's clock. */
  boolean expired(ConsentTerms terms) {
    return terms.expired(unixMillis());
  }

  private long unixMillis() {
    return Math.floorDiv(clock.unixNanos(), NANOS_PER_MILLI);
  }

  /** The entry of terms that a session begins with, to be stored by the caller. */
  LoggedEntry entry(Session session, ConsentTerms terms) {
    session.unlogged = null;
    session.consentLoggedMillis = clock.monotonicMillis();
    return ledger.chained(session.nodeId, Action.CONSENT, 1, Payloads.consent(terms));
  }

  /** Takes a change: it holds at once, and is logged as soon as the last one is long enough ago. */
  void change(Session session, ConsentTerms terms) {
    if (!terms.equals(session.consent)) {
      session.consent = terms;
      session.unlogged = terms;
      sweep(session, clock.monotonicMillis());
    }
  }

  /** Logs a change that has waited long enough. */
  void sweep(Session session, long nowMillis) {
    if (nowMillis - session.consentLoggedMillis >= LOGGED_MILLIS_MIN) {
      flush(session);
    }
  }

  /** Logs the newest change, if it is not in the log yet. */
  void flush(Session session) {
    ConsentTerms terms = session.unlogged;
    if (terms == null) {
      return;
    }
    LoggedEntry entry = entry(session, terms);
    ledger.storeProven(
        LogBatch.of(entry),
        proofs -> session.say(new Message.Consented(proofs.of(List.of(entry)))));
  }
}
