package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.task.Job;
import java.sql.SQLException;
import java.util.Objects;

/** Turns a {@link LogBatch} into rows, inside a transaction that the caller ends. */
final class BatchRows {
  private static final String ENTRY =
      "INSERT INTO entries(seq, chain, prev_hash, actor_id, action_type, timestamp_ns, truth_state,"
          + " payload_hash, hash, payload, salt) VALUES (?,?,?,?,?,?,?,?,?,?,?)";

  private static final String POSTING =
      "INSERT INTO postings(key, debit, credit, units, log_seq) VALUES (?,?,?,?,?)"
          + " ON CONFLICT(key) DO NOTHING";

  private static final String JOB =
      "INSERT INTO jobs(id, model, confidence, interactive, purpose, submitter, task_tokens, texts,"
          + " admitted_ms) VALUES (?,?,?,?,?,?,?,?,?)";

  private static final String INPUTS = "INSERT INTO inputs(job_id, tokens) VALUES (?,?)";

  private static final String END = "UPDATE jobs SET ended_ms = ? WHERE id = ? AND ended_ms = 0";

  private static final String PAYLOAD_HASH = "SELECT payload_hash FROM entries WHERE seq = ?";

  /** Never longer than the row was: see {@link Schema#PAYLOAD_CHARS_MIN}. */
  private static final String ERASE = "UPDATE entries SET payload = ?, salt = NULL WHERE seq = ?";

  private final SqlSession session;
  private final Sums sums;
  private final long unixMillis;

  /** Rows that many batches of a group change: each is written once, at the group's end. */
  record Sums(LedgerRows ledger, StandingRows standings, OutputRows outputs) {
    Sums() {
      this(new LedgerRows(), new StandingRows(), new OutputRows());
    }

    void save(SqlSession session) throws SQLException {
      ledger.save(session);
      standings.save(session);
      outputs.save(session);
    }
  }

  /**
   * @param unixMillis when jobs of these batches were admitted or ended
   */
  BatchRows(SqlSession session, Sums sums, long unixMillis) {
    this.session = session;
    this.sums = sums;
    this.unixMillis = unixMillis;
  }

  void insert(LogBatch batch) throws SQLException {
    for (LoggedEntry entry : batch.entries()) {
      insert(entry);
    }
    for (Posting posting : batch.postings()) {
      insert(posting);
    }
    for (Job job : batch.jobsAdmitted()) {
      insert(job);
    }
    for (AcceptedOutput output : batch.outputs()) {
      sums.outputs.insert(output, session);
    }
    for (AcceptedOutput output : batch.corrections()) {
      sums.outputs.correct(output, session);
    }
    for (String jobId : batch.jobsEnded()) {
      session.update(END, unixMillis, jobId);
      sums.outputs.dropInputs(jobId, session);
    }
    for (Standing standing : batch.standings()) {
      sums.standings.put(standing, unixMillis);
    }
    for (long seq : batch.erased()) {
      erase(seq);
    }
  }

  /** Destroys payload and salt of an entry (spec/ps-sha-infinity.md 9). */
  private void erase(long seq) throws SQLException {
    String payloadHash =
        Objects.requireNonNull(
            session.first(PAYLOAD_HASH, row -> row.text("payload_hash"), seq), "no entry " + seq);
    session.update(ERASE, CanonicalJson.text(LoggedEntry.erasedMarker(payloadHash)), seq);
  }

  private void insert(LoggedEntry logged) throws SQLException {
    Entry entry = logged.entry();
    session.update(
        ENTRY,
        entry.seq(),
        entry.chain(),
        entry.prevHash(),
        entry.actorId(),
        entry.action().name(),
        entry.timestampNanos(),
        entry.truthState(),
        entry.payloadHash(),
        entry.hash(),
        payload(logged.payload()),
        logged.salt());
  }

  private static String payload(Json payload) {
    String text = CanonicalJson.text(payload);
    int missing = Schema.PAYLOAD_CHARS_MIN - text.length();
    return missing > 0 ? text + " ".repeat(missing) : text;
  }

  private void insert(Posting posting) throws SQLException {
    int inserted =
        session.update(
            POSTING,
            posting.key(),
            posting.debit(),
            posting.credit(),
            posting.units(),
            posting.logSeq());
    if (inserted > 0) {
      sums.ledger.add(posting);
    }
  }

  private void insert(Job job) throws SQLException {
    session.update(
        JOB,
        job.id(),
        job.model(),
        job.confidence().wireName(),
        job.interactive() ? 1 : 0,
        job.purpose(),
        job.submitter(),
        job.taskTokens(),
        job.inputs().size(),
        unixMillis);
    session.update(INPUTS, job.id(), TokenBlob.encode(job.inputs()));
  }
}
