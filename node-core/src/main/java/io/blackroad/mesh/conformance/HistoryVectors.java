package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.SignedCheckpoint;
import io.blackroad.mesh.witness.Witness;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints as one witness sees them, one after the other (spec/ps-sha-infinity.md 8): {@code
 * {seed_id, steps: [{checkpoint, proof, outcome}], why}}. {@code proof} is what the seed answers
 * when it is asked for a proof of consistency, and may be left out; {@code outcome} is {@code
 * consistent}, {@code refused}, or the kind of evidence: {@code split}, {@code not_continued} or
 * {@code time_backwards}.
 */
final class HistoryVectors {
  private static final Sha256 SHA = new Sha256();

  private final Witness witness;
  private long @Nullable [] demanded;
  private String outcome = "";

  private HistoryVectors(String seedId) {
    witness =
        new Witness(
            seedId,
            null,
            new Witness.Ports(
                SHA, Answer.SIGNATURES, (size1, size2) -> demanded = new long[] {size1, size2}));
  }

  static void run(Fields fields, Report report) {
    HistoryVectors history = new HistoryVectors(fields.text("seed_id"));
    VectorJson steps = fields.any("steps");
    if (steps == null || !steps.isArray()) {
      fields.refuse("steps is not an array");
    }
    if (steps == null || fields.problem() != null) {
      report.failed(fields.name() + ": " + fields.problem());
      return;
    }
    long position = 0;
    for (VectorJson item : steps.items()) {
      Fields step = Fields.ofCase(position, item);
      String wanted = step.text("outcome");
      String got = history.step(step);
      String name = fields.name() + ", step " + position++;
      if (step.problem() == null) {
        report.equal(wanted, got, name);
      } else {
        report.failed(name + ": " + step.problem());
      }
    }
    if (position == 0) {
      report.failed(fields.name() + ": no steps");
    }
  }

  private String step(Fields step) {
    Json json = WitnessVectors.strict(step, "checkpoint");
    SignedCheckpoint offered = json == null ? null : CheckpointJson.fromJson(json);
    if (offered == null) {
      return "refused";
    }
    outcome = "";
    demanded = null;
    witness.offer(offered, this::heard);
    long[] sizes = demanded;
    if (sizes != null) {
      witness.proof(sizes[0], sizes[1], proof(step));
    }
    return outcome;
  }

  private static List<String> proof(Fields step) {
    List<String> path = new ArrayList<>();
    if (step.has("proof")) {
      step.hashes("proof").forEach(hash -> path.add(Hex.of(hash)));
    }
    return path;
  }

  private void heard(Witness.Outcome came) {
    outcome =
        switch (came) {
          case Witness.Outcome.Consistent consistent -> "consistent";
          case Witness.Outcome.Refused refused -> "refused";
          case Witness.Outcome.Irreconcilable irreconcilable ->
              switch (irreconcilable.evidence().kind()) {
                case SPLIT -> "split";
                case NOT_CONTINUED -> "not_continued";
                case TIME_BACKWARDS -> "time_backwards";
              };
        };
  }
}
