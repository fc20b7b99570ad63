package io.blackroad.mesh.seed.store;

import java.util.List;
import java.util.stream.Stream;

/**
 * Schemas 1 to 3. What is hashed is kept as the log's own text, so that any SQLite shell can read
 * it; what grows fast, the tree's hashes, is kept as bytes.
 */
final class Schema {
  /**
   * Characters of a stored payload at least; a shorter one is followed by spaces. An erased row is
   * then never longer than it was: SQLite writes it where it stood, and never moves its neighbours,
   * which would leave copies of them in the unused parts of pages.
   */
  static final int PAYLOAD_CHARS_MIN = 12;

  private static final String ENTRIES =
      """
      CREATE TABLE entries (
        seq INTEGER PRIMARY KEY,
        chain TEXT NOT NULL,
        prev_hash TEXT NOT NULL,
        actor_id TEXT NOT NULL,
        action_type TEXT NOT NULL,
        timestamp_ns INTEGER NOT NULL,
        truth_state INTEGER NOT NULL,
        payload_hash TEXT NOT NULL,
        hash TEXT NOT NULL,
        payload TEXT NOT NULL,  -- canonical JSON, spaces behind it up to 12 characters
        salt TEXT               -- null once erased
      )""";

  /** Counts stand beside the job, so that asking for progress never counts rows. */
  private static final String JOBS =
      """
      CREATE TABLE jobs (
        ordinal INTEGER PRIMARY KEY,  -- order of admission
        id TEXT NOT NULL UNIQUE,
        model TEXT NOT NULL,
        confidence TEXT NOT NULL,
        interactive INTEGER NOT NULL,
        purpose TEXT NOT NULL,
        texts INTEGER NOT NULL,
        texts_done INTEGER NOT NULL DEFAULT 0,
        texts_checked INTEGER NOT NULL DEFAULT 0,
        tasks_done INTEGER NOT NULL DEFAULT 0,
        admitted_ms INTEGER NOT NULL,
        ended_ms INTEGER NOT NULL DEFAULT 0,
        inputs BLOB  -- TokenBlob; null once nothing of the job will be computed any more
      )""";

  private static final String UNFINISHED =
      "CREATE INDEX jobs_unfinished ON jobs(ordinal) WHERE ended_ms = 0";

  private static final String OUTPUTS =
      """
      CREATE TABLE outputs (
        job_id TEXT NOT NULL,
        shard INTEGER NOT NULL,
        task_id TEXT NOT NULL,
        first_text INTEGER NOT NULL,
        texts INTEGER NOT NULL,
        confirmed_by INTEGER NOT NULL,
        vectors BLOB NOT NULL  -- float32, little-endian, text by text
      )""";

  private static final String OUTPUT_ONCE =
      "CREATE UNIQUE INDEX outputs_once ON outputs(job_id, shard)";

  private static final String POSTINGS =
      """
      CREATE TABLE postings (
        key TEXT PRIMARY KEY,
        debit TEXT NOT NULL,
        credit TEXT NOT NULL,
        units INTEGER NOT NULL CHECK (units > 0),
        log_seq INTEGER NOT NULL
      ) WITHOUT ROWID""";

  private static final String DEBITS = "CREATE INDEX postings_debit ON postings(debit, units)";

  private static final String CREDITS = "CREATE INDEX postings_credit ON postings(credit, units)";

  /** Double entry: the sum over all accounts is zero by construction. */
  private static final String ACCOUNTS =
      """
      CREATE VIEW accounts AS SELECT account, SUM(units) AS units FROM (
        SELECT credit AS account, units FROM postings
        UNION ALL SELECT debit, -units FROM postings) GROUP BY account""";

  private static final String CLAIMS =
      """
      CREATE TABLE claims (
        key TEXT PRIMARY KEY,
        body_hash TEXT NOT NULL,
        job_id TEXT NOT NULL
      ) WITHOUT ROWID""";

  private static final String CLAIMED_JOBS = "CREATE INDEX claims_job ON claims(job_id)";

  private static final String TILES =
      """
      CREATE TABLE tiles (
        id INTEGER PRIMARY KEY,  -- level * 2^48 + index
        hashes BLOB NOT NULL     -- 1 to 256 hashes of 32 bytes; 256 on level 0
      )""";

  /** What {@code LogStore.newest} looks for. */
  static final String LANDMARK = "action_type IN ('CHECKPOINT', 'MIGRATE', 'ERASE')";

  private static final String LANDMARKS =
      "CREATE INDEX entries_landmarks ON entries(action_type) WHERE " + LANDMARK;

  /** A log whose payloads were stored as they are. */
  static final String PAD =
      "UPDATE entries SET payload = substr(payload || '            ', 1, "
          + PAYLOAD_CHARS_MIN
          + ") WHERE length(payload) < "
          + PAYLOAD_CHARS_MIN;

  /** What a seed remembers of nodes ({@code log.Standing}). */
  private static final String STANDINGS =
      """
      CREATE TABLE standings (
        node_id TEXT PRIMARY KEY,
        passed INTEGER NOT NULL,
        strikes INTEGER NOT NULL,
        barred TEXT NOT NULL,  -- why; empty while it may work
        escrow_units INTEGER NOT NULL,
        paid_units INTEGER NOT NULL,
        remainder INTEGER NOT NULL,
        day INTEGER NOT NULL,
        units_today INTEGER NOT NULL,
        seen_ms INTEGER NOT NULL
      ) WITHOUT ROWID""";

  /** Nodes whose standing may be forgotten: nothing is owed to them, nothing held against them. */
  static final String FORGETTABLE = "escrow_units = 0 AND paid_units = 0 AND barred = ''";

  private static final String FORGETTABLES =
      "CREATE INDEX standings_forgettable ON standings(seen_ms) WHERE " + FORGETTABLE;

  /** Sums of {@code postings}, kept along so that a balance is a look-up. */
  private static final String BALANCES =
      """
      CREATE TABLE balances (
        account TEXT PRIMARY KEY,
        units INTEGER NOT NULL
      ) WITHOUT ROWID""";

  /** Sums of {@code postings} by the kinds of their accounts (see {@link LedgerRows}). */
  private static final String FLOWS =
      """
      CREATE TABLE flows (
        kind TEXT PRIMARY KEY,
        units INTEGER NOT NULL,
        postings INTEGER NOT NULL
      ) WITHOUT ROWID""";

  private static final String FILL_BALANCES =
      "INSERT INTO balances(account, units) SELECT account, units FROM accounts";

  private static final String FILL_FLOWS =
      "INSERT INTO flows(kind, units, postings) SELECT "
          + kind("debit")
          + " || '>' || "
          + kind("credit")
          + " AS kind, SUM(units), COUNT(*) FROM postings GROUP BY kind";

  /** In SQL what {@link LedgerRows#kind} is. */
  private static String kind(String account) {
    String sql = "CASE WHEN substr(%s,1,7) = 'escrow:' THEN 'escrow' WHEN substr(%s,1,2) = 'n_'";
    return (sql + " THEN 'node' ELSE %s END").replace("%s", account);
  }

  /** What rests on one node's word; the condition is to be repeated wherever it is searched. */
  static final String ALONE = "sole_node <> ''";

  /** Apart from their job: counting a result must not write megabytes of tokens again. */
  private static final List<String> INPUTS =
      List.of(
          """
          CREATE TABLE inputs (
            job_id TEXT PRIMARY KEY,
            tokens BLOB NOT NULL  -- TokenBlob; gone once nothing of the job will be computed again
          )""",
          "INSERT INTO inputs(job_id, tokens) SELECT id, inputs FROM jobs WHERE inputs IS NOT NULL",
          "ALTER TABLE jobs DROP COLUMN inputs");

  private static final List<String> COLUMNS =
      List.of(
          "ALTER TABLE jobs ADD COLUMN submitter TEXT NOT NULL DEFAULT ''",
          "ALTER TABLE jobs ADD COLUMN task_tokens INTEGER NOT NULL DEFAULT 384", // as they were
          "ALTER TABLE jobs ADD COLUMN corrections INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE jobs ADD COLUMN alone INTEGER NOT NULL DEFAULT 0", // outputs: sole_node
          "ALTER TABLE jobs ADD COLUMN result_bytes INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE outputs ADD COLUMN sole_node TEXT NOT NULL DEFAULT ''",
          "ALTER TABLE outputs ADD COLUMN revision INTEGER NOT NULL DEFAULT 0", // 0: never changed
          "UPDATE jobs SET result_bytes ="
              + " (SELECT IFNULL(SUM(length(vectors)), 0) FROM outputs WHERE job_id = jobs.id)");

  private static final List<String> INDEXES =
      List.of(
          "CREATE INDEX outputs_alone ON outputs(sole_node) WHERE " + ALONE,
          "CREATE INDEX outputs_corrected ON outputs(job_id, revision) WHERE revision > 0",
          "CREATE INDEX jobs_ended ON jobs(ended_ms, result_bytes) WHERE ended_ms > 0",
          "DROP INDEX postings_debit",
          "DROP INDEX postings_credit",
          "CREATE INDEX postings_debit ON postings(debit, log_seq)",
          "CREATE INDEX postings_credit ON postings(credit, log_seq)",
          "CREATE INDEX postings_order ON postings(log_seq)");

  /** From an empty file to schema 1, in the order in which they are run. */
  static final List<String> FIRST =
      List.of(
          ENTRIES,
          JOBS,
          UNFINISHED,
          OUTPUTS,
          OUTPUT_ONCE,
          POSTINGS,
          DEBITS,
          CREDITS,
          ACCOUNTS,
          CLAIMS,
          CLAIMED_JOBS);

  /** From schema 1 to 2; the tiles of what is logged already are then to be made. */
  static final List<String> SECOND = List.of(TILES, LANDMARKS);

  /** From schema 2 to 3. */
  static final List<String> THIRD =
      Stream.of(
              List.of(STANDINGS, FORGETTABLES, BALANCES, FLOWS, FILL_BALANCES, FILL_FLOWS),
              INPUTS,
              COLUMNS,
              INDEXES)
          .flatMap(List::stream)
          .toList();

  private Schema() {}
}
