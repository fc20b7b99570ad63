package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.merkle.TreeHashes;
import io.blackroad.mesh.seed.api.LogStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the log and the ledger. */
final class SqliteLogStore implements LogStore {
  private static final String NEWEST = "SELECT * FROM entries ORDER BY seq DESC LIMIT 1";
  private static final String LAST = "SELECT seq FROM entries ORDER BY seq DESC LIMIT 1";
  private static final String ONE = "SELECT * FROM entries WHERE seq = ?";

  /** The first condition is the index's own, without which SQLite would not take it. */
  static final String LANDMARK =
      "SELECT * FROM entries WHERE "
          + Schema.LANDMARK
          + " AND action_type = ? ORDER BY seq DESC LIMIT 1";

  private static final String LANDMARKS_FROM =
      "SELECT * FROM entries WHERE "
          + Schema.LANDMARK
          + " AND action_type = ? AND seq >= ? ORDER BY seq LIMIT ?";

  private static final Set<Action> LANDMARKS =
      EnumSet.of(Action.CHECKPOINT, Action.MIGRATE, Action.ERASE);

  private static final String PAGE = "SELECT * FROM entries WHERE seq >= ? ORDER BY seq LIMIT ?";

  private static final String POSTINGS =
      "SELECT * FROM postings WHERE key > ? ORDER BY key LIMIT ?";

  private static final String BALANCE = "SELECT units AS n FROM balances WHERE account = ?";

  private final ReadSessions sessions;
  private final StoredTiles tiles;

  SqliteLogStore(ReadSessions sessions) {
    this.sessions = sessions;
    this.tiles = new StoredTiles(sessions);
  }

  @Override
  public @Nullable LoggedEntry newest() {
    return first(NEWEST);
  }

  @Override
  public long size() {
    List<Long> last = sessions.read(session -> session.query(LAST, row -> row.number("seq")));
    return last.isEmpty() ? 0 : last.getFirst() + 1;
  }

  @Override
  public @Nullable LoggedEntry entry(long seq) {
    return first(ONE, seq);
  }

  @Override
  public @Nullable LoggedEntry newest(Action action) {
    requireIndexed(action);
    return first(LANDMARK, action.name());
  }

  @Override
  public List<LoggedEntry> entries(Action action, long fromSeq, int countMax) {
    requireIndexed(action);
    return sessions.read(
        session ->
            session.query(LANDMARKS_FROM, SqliteLogStore::entry, action.name(), fromSeq, countMax));
  }

  private static void requireIndexed(Action action) {
    if (!LANDMARKS.contains(action)) {
      throw new IllegalArgumentException(action + " is not indexed");
    }
  }

  @Override
  public byte @Nullable [] tile(int level, long index, int width) {
    return tiles.read(new Tile(level, index), width);
  }

  @Override
  public TreeHashes hashes() {
    return new TileHashes(tiles);
  }

  private @Nullable LoggedEntry first(String sql, Object... arguments) {
    List<LoggedEntry> found =
        sessions.read(session -> session.query(sql, SqliteLogStore::entry, arguments));
    return found.isEmpty() ? null : found.getFirst();
  }

  @Override
  public List<LoggedEntry> entries(long fromSeq, int countMax) {
    return sessions.read(session -> session.query(PAGE, SqliteLogStore::entry, fromSeq, countMax));
  }

  @Override
  public List<Posting> postings(String key, int countMax) {
    return sessions.read(
        session -> session.query(POSTINGS, SqliteLogStore::posting, key, countMax));
  }

  static Posting posting(Row row) throws SQLException {
    return new Posting(
        row.text("key"),
        row.text("debit"),
        row.text("credit"),
        row.number("units"),
        row.number("log_seq"));
  }

  @Override
  public long balanceUnits(String account) {
    Long units = balance(account);
    return units == null ? 0 : units;
  }

  @Override
  public boolean knows(String account) {
    return balance(account) != null;
  }

  private @Nullable Long balance(String account) {
    return sessions.read(session -> session.first(BALANCE, row -> row.number("n"), account));
  }

  private static LoggedEntry entry(Row row) throws SQLException {
    Entry entry =
        new Entry(
            row.text("chain"),
            row.number("seq"),
            row.text("prev_hash"),
            row.text("actor_id"),
            action(row.text("action_type")),
            row.number("timestamp_ns"),
            row.integer("truth_state"),
            row.text("payload_hash"),
            row.text("hash"));
    return new LoggedEntry(entry, payload(row), row.textOrNull("salt"));
  }

  private static Action action(String name) {
    Action action = Action.ofName(name);
    if (action == null) {
      throw damaged("action " + name);
    }
    return action;
  }

  private static Json payload(Row row) throws SQLException {
    byte[] text = row.text("payload").getBytes(StandardCharsets.UTF_8);
    return switch (CanonicalJson.parse(text)) {
      case Parsed.Value(Json value) -> value;
      case Parsed.Malformed(int offset, String reason) ->
          throw damaged("payload of entry " + row.number("seq") + ": " + reason + " at " + offset);
    };
  }

  /** The seed wrote these rows itself, so anything else is damage from outside. */
  private static UncheckedIOException damaged(String what) {
    return new UncheckedIOException(new IOException("the stored log is damaged: " + what));
  }
}
