package io.blackroad.mesh.seed.store;

import java.util.List;

/** Databases as older versions left them. */
final class OldSchema {
  /** Makes a database of schema 3 one of schema 2; all but {@code user_version}. */
  static final List<String> BACK_TO_SECOND =
      List.of(
          "ALTER TABLE jobs ADD COLUMN inputs BLOB",
          "UPDATE jobs SET inputs = (SELECT tokens FROM inputs WHERE job_id = id)",
          "DROP TABLE inputs",
          "DROP TABLE standings",
          "DROP TABLE balances",
          "DROP TABLE flows",
          "DROP INDEX outputs_alone",
          "DROP INDEX outputs_corrected",
          "DROP INDEX jobs_ended",
          "DROP INDEX postings_order",
          "DROP INDEX postings_debit",
          "DROP INDEX postings_credit",
          "CREATE INDEX postings_debit ON postings(debit, units)",
          "CREATE INDEX postings_credit ON postings(credit, units)",
          "ALTER TABLE jobs DROP COLUMN submitter",
          "ALTER TABLE jobs DROP COLUMN task_tokens",
          "ALTER TABLE jobs DROP COLUMN corrections",
          "ALTER TABLE jobs DROP COLUMN alone",
          "ALTER TABLE jobs DROP COLUMN result_bytes",
          "ALTER TABLE outputs DROP COLUMN sole_node",
          "ALTER TABLE outputs DROP COLUMN revision");

  private OldSchema() {}
}
