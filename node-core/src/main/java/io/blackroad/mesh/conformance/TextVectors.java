package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.Ladder;
import java.nio.charset.StandardCharsets;

/** Vectors of the ladder and of canonical JSON. */
final class TextVectors {
  /** Rungs of one case: the profile climbs seven. */
  private static final int RUNGS_MAX = 1_000;

  /** Rungs of one file: some seconds in a browser. */
  private static final long FILE_RUNGS_MAX = 5_000_000;

  private TextVectors() {}

  /** {@code {m, k, hash}}: m as text, k rungs. */
  static void ladder(VectorJson file, Report report) {
    long[] rungs = {0};
    Sha256 sha = new Sha256();
    Cases.run(
        file,
        report,
        (fields, into) -> {
          String m = fields.text("m");
          int k = (int) fields.count("k", 1, RUNGS_MAX);
          String hash = fields.text("hash");
          rungs[0] += k;
          if (rungs[0] > FILE_RUNGS_MAX) {
            fields.refuse("more than " + FILE_RUNGS_MAX + " rungs in one file");
          }
          if (fields.problem() == null) {
            String got = Ladder.climb(m.getBytes(StandardCharsets.UTF_8), k, sha);
            into.equal(hash, got, fields.name() + ", L_" + k);
          } else {
            into.failed(fields.name() + ": " + fields.problem());
          }
        });
  }

  /** Cases {@code {value, canonical}}, and texts to refuse {@code {json, why}}; either may lack. */
  static void canonical(VectorJson file, Report report) {
    if (file.member("cases") != null) {
      Cases.run(file, report, TextVectors::written);
    }
    if (file.member("refuse") != null) {
      Cases.run(file, "refuse", report, TextVectors::refused);
    }
  }

  private static void written(Fields fields, Report report) {
    String canonical = fields.text("canonical");
    VectorJson value = fields.any("value");
    if (value == null || fields.problem() != null) {
      report.failed(fields.name() + ": " + fields.problem());
      return;
    }
    switch (value.strict()) {
      case Parsed.Malformed malformed ->
          report.failed(fields.name() + ": the value is refused: " + malformed.reason());
      case Parsed.Value read -> {
        report.equal(canonical, CanonicalJson.text(read.json()), fields.name() + ", written");
        byte[] bytes = canonical.getBytes(StandardCharsets.UTF_8);
        boolean back =
            CanonicalJson.parse(bytes) instanceof Parsed.Value again
                && again.json().equals(read.json());
        report.check(back, fields.name() + ": another value when read back");
      }
    }
  }

  private static void refused(Fields fields, Report report) {
    VectorJson json = fields.any("json");
    if (json == null || !json.isText()) {
      report.failed("refuse, " + fields.name() + ": json is not a text");
      return;
    }
    String text = json.text(); // null: no text that UTF-8 could write
    boolean refused =
        text == null
            || CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8))
                instanceof Parsed.Malformed;
    report.check(refused, "refuse, " + fields.name() + ": accepted");
  }
}
