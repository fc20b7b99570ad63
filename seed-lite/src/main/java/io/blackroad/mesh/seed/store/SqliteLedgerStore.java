package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.seed.api.LedgerStore;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads balances, flows, standings and postings. */
final class SqliteLedgerStore implements LedgerStore {
  /** One statement, so that all of it is of one moment. */
  private static final String TOTALS =
      "SELECT (SELECT IFNULL(MAX(seq) + 1, 0) FROM entries) AS size,"
          + " (SELECT IFNULL(SUM(units), 0) FROM balances) AS sum, kind, units, postings"
          + " FROM (SELECT kind, units, postings FROM flows UNION ALL SELECT '', 0, 0)";

  private static final String BALANCE = "SELECT units FROM balances WHERE account = ?";

  private static final String WRONG =
      "SELECT account FROM (SELECT * FROM (SELECT account, units FROM accounts"
          + " EXCEPT SELECT account, units FROM balances)"
          + " UNION ALL SELECT * FROM (SELECT account, units FROM balances"
          + " EXCEPT SELECT account, units FROM accounts)) LIMIT 1";

  /** Before schema 3 balances were not kept. */
  private static final String KEPT = "SELECT 1 AS n FROM sqlite_master WHERE name = 'balances'";

  private static final String FORWARD = " (log_seq, key) > (?, ?) ORDER BY log_seq, key LIMIT ?";

  private static final String BACKWARD =
      " (log_seq, key) < (?, ?) ORDER BY log_seq DESC, key DESC LIMIT ?";

  /** Before every posting, and behind every one. */
  private static final Place BEGINNING = new Place(-1, "");

  private static final Place END = new Place(Long.MAX_VALUE, "");

  private final ReadSessions sessions;

  SqliteLedgerStore(ReadSessions sessions) {
    this.sessions = sessions;
  }

  private record FlowRow(long size, long sum, String kind, Flow flow) {}

  @Override
  public Totals totals() {
    List<FlowRow> rows = sessions.read(session -> session.query(TOTALS, SqliteLedgerStore::flow));
    Map<String, Flow> flows = new LinkedHashMap<>();
    for (FlowRow row : rows) {
      if (!row.kind.isEmpty()) {
        flows.put(row.kind, row.flow);
      }
    }
    FlowRow any = rows.getFirst(); // there is always one
    return new Totals(any.size, any.sum, flows);
  }

  private static FlowRow flow(Row row) throws SQLException {
    return new FlowRow(
        row.number("size"),
        row.number("sum"),
        row.text("kind"),
        new Flow(row.number("units"), row.number("postings")));
  }

  @Override
  public @Nullable Long balanceUnits(String account) {
    return sessions.read(session -> session.first(BALANCE, row -> row.number("units"), account));
  }

  @Override
  public @Nullable Standing standing(String nodeId) {
    return sessions.read(
        session -> session.first(SqliteRecords.STANDING, SqliteRecords::standing, nodeId));
  }

  @Override
  public List<Posting> postings(Page page, int countMax) {
    boolean back = page.newestFirst();
    Place given = page.after();
    Place after = given != null ? given : back ? END : BEGINNING;
    String account = page.account();
    if (account == null) {
      return sessions.read(
          s -> s.query(all(back), SqliteLogStore::posting, after.logSeq(), after.key(), countMax));
    }
    Object[] half = {account, after.logSeq(), after.key(), countMax};
    return sessions.read(
        s ->
            s.query(
                of(back),
                SqliteLogStore::posting,
                half[0],
                half[1],
                half[2],
                half[3],
                half[0],
                half[1],
                half[2],
                half[3],
                countMax));
  }

  static String all(boolean back) {
    return "SELECT * FROM postings WHERE" + (back ? BACKWARD : FORWARD);
  }

  /** Both sides of an account, each walked along its index no further than the page is long. */
  static String of(boolean back) {
    String rest = " = ? AND" + (back ? BACKWARD : FORWARD);
    return "SELECT * FROM (SELECT * FROM postings WHERE debit"
        + rest
        + ") UNION ALL SELECT * FROM (SELECT * FROM postings WHERE credit"
        + rest
        + ") ORDER BY "
        + (back ? "log_seq DESC, key DESC" : "log_seq, key")
        + " LIMIT ?";
  }

  @Override
  public @Nullable String wrongBalance() {
    return sessions.read(
        session ->
            session.first(KEPT, row -> row.number("n")) == null
                ? null
                : session.first(WRONG, row -> row.text("account")));
  }
}
