package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.reward.Bookings;
import io.blackroad.mesh.seed.http.Handler;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Request;
import io.blackroad.mesh.seed.http.Response;
import io.blackroad.mesh.seed.http.Router;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/ledger}: what anyone may know of the money. Amounts are strings: longs do not fit.
 */
final class LedgerApi {
  private static final int POSTINGS = 100;
  private static final int POSTINGS_MAX = 1_000;

  private static final int KEY_CHARS_MAX = 200;

  /** Sums over all accounts are added up no more often, however many ask. */
  private static final long TOTALS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LedgerStore ledger;
  private final InstantSource time;
  private LedgerStore.@Nullable Totals totals;
  private long totalsNanos;

  LedgerApi(LedgerStore ledger, InstantSource time) {
    this.ledger = ledger;
    this.time = time;
  }

  void addTo(Router router) {
    router
        .on("GET", "/api/ledger", Handler.of(request -> whole()))
        .on("GET", "/api/ledger/accounts/{id}", Handler.of(this::account))
        .on("GET", "/api/ledger/postings", Handler.of(this::postings));
  }

  private CompletableFuture<Response> whole() {
    LedgerStore.Totals sums = totals();
    long paidOut = sums.units("treasury>node") + sums.units("escrow>node");
    long inEscrow =
        sums.units("treasury>escrow") - sums.units("escrow>node") - sums.units("escrow>treasury");
    ObjectNode answer = JsonText.object().put("logSize", sums.logSize());
    answer.put("postings", sums.postings());
    answer.set("paidOut", Amount.of(paidOut));
    answer.set("inEscrow", Amount.of(inEscrow));
    answer.set("forfeited", Amount.of(sums.units("escrow>treasury")));
    answer.set("takenBack", Amount.of(sums.units("node>treasury")));
    answer.set("sum", Amount.of(sums.sumUnits()));
    return cached(answer, LogApi.FOR_A_SECOND);
  }

  private synchronized LedgerStore.Totals totals() {
    long now = System.nanoTime();
    LedgerStore.Totals known = totals;
    if (known == null || now - totalsNanos >= TOTALS_NANOS) {
      known = ledger.totals();
      totals = known;
      totalsNanos = System.nanoTime();
    }
    return known;
  }

  private CompletableFuture<Response> account(Request request) {
    String id = request.pathParameter("id");
    requireShort(id, "account");
    Long units = ledger.balanceUnits(id);
    Standing standing = ledger.standing(id);
    Long held = ledger.balanceUnits(Bookings.escrow(id));
    if (units == null && standing == null && held == null) {
      throw new Problem(
          404,
          "unknown-account",
          "There is no such account",
          "Nothing was booked to '" + id + "'.");
    }
    ObjectNode answer = JsonText.object().put("id", id);
    answer.set("balance", Amount.of(units == null ? 0 : units));
    if (standing != null || held != null) {
      answer.set("escrow", Amount.of(held == null ? 0 : held));
    }
    if (standing != null) {
      putStanding(answer, standing);
    }
    return cached(answer, LogApi.FOR_A_SECOND);
  }

  private void putStanding(ObjectNode answer, Standing standing) {
    LocalDate today = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC);
    boolean counted = standing.accrual().day() == today.toEpochDay();
    answer.set("today", Amount.of(counted ? standing.accrual().unitsToday() : 0));
    answer
        .putObject("standing")
        .put("passed", standing.passed())
        .put("credibleAfter", Bookings.CREDIBLE_AFTER)
        .put("credible", Bookings.credible(standing))
        .put("strikes", standing.strikes())
        .put("barred", standing.isBarred() ? standing.barred() : null);
  }

  private CompletableFuture<Response> postings(Request request) {
    QueryNumber.only(request, List.of("account", "after", "limit", "order"));
    int limit = (int) QueryNumber.of(request, "limit", 1, POSTINGS_MAX, POSTINGS);
    String account = request.query("account");
    if (account != null) {
      requireShort(account, "account");
    }
    boolean back = isNewestFirst(request.query("order"));
    LedgerStore.Page page = new LedgerStore.Page(account, place(request.query("after")), back);
    List<Posting> found = ledger.postings(page, limit);
    ObjectNode answer = JsonText.object();
    ArrayNode list = answer.putArray("postings");
    for (Posting posting : found) {
      list.add(view(posting));
    }
    boolean full = found.size() == limit;
    answer.put("next", full ? next(page, found.getLast(), limit) : null);
    // What is booked later comes behind: a full page from the beginning never changes.
    return cached(answer, full && !back ? LogApi.FOR_EVER : LogApi.FOR_A_SECOND);
  }

  private static ObjectNode view(Posting posting) {
    ObjectNode view =
        JsonText.object()
            .put("seq", posting.logSeq())
            .put("key", posting.key())
            .put("debit", posting.debit())
            .put("credit", posting.credit());
    view.setAll(Amount.of(posting.units()));
    return view;
  }

  private static String next(LedgerStore.Page page, Posting last, int limit) {
    String account = page.account();
    return "/api/ledger/postings?after="
        + encoded(last.logSeq() + "~" + last.key())
        + "&limit="
        + limit
        + (page.newestFirst() ? "&order=newest" : "")
        + (account == null ? "" : "&account=" + encoded(account));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static boolean isNewestFirst(@Nullable String order) {
    if (order == null || order.equals("oldest")) {
      return false;
    }
    if (order.equals("newest")) {
      return true;
    }
    throw bad("order", "order is 'oldest' or 'newest'.");
  }

  /** A place as {@code next} writes it: a number, {@code ~}, a key. */
  private static LedgerStore.@Nullable Place place(@Nullable String said) {
    if (said == null) {
      return null;
    }
    int tilde = said.indexOf('~');
    if (tilde < 0 || said.length() > KEY_CHARS_MAX + tilde) {
      throw bad("after", "after is what 'next' of the page before says.");
    }
    long seq = QueryNumber.read(said.substring(0, tilde), "after", 0, Long.MAX_VALUE);
    return new LedgerStore.Place(seq, said.substring(tilde + 1));
  }

  private static void requireShort(String id, String member) {
    if (id.isEmpty() || id.length() > LedgerStore.ACCOUNT_CHARS_MAX) {
      throw bad(
          member, "An account's name has 1 to " + LedgerStore.ACCOUNT_CHARS_MAX + " characters.");
    }
  }

  private static Problem bad(String member, String detail) {
    return new Problem(400, "bad-" + member, member + " is not valid", detail).about(member);
  }

  private static CompletableFuture<Response> cached(ObjectNode answer, String caching) {
    return Response.of(200, JsonText.TYPE, JsonText.bytes(answer))
        .with("Cache-Control", caching)
        .now();
  }
}
