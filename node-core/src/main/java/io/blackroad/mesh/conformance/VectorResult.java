package io.blackroad.mesh.conformance;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.json.Members;
import java.util.ArrayList;
import java.util.List;

/** What came of running one conformance file. */
public sealed interface VectorResult {
  /** Failed checks of one file that are kept with their words; of more, only the number is. */
  int REASONS_MAX = 100;

  /** UTF-16 units of one reason: a line or two of a terminal. */
  int REASON_CHARS_MAX = 240;

  /**
   * Its checks were made. A file that is no JSON, of no form known here, or without cases counts as
   * one check that failed.
   *
   * @param passed checks that held
   * @param failed checks that did not
   * @param reasons the first {@link #REASONS_MAX} of those that failed, each one printable line
   */
  record Ran(long passed, long failed, List<String> reasons) implements VectorResult {
    public Ran {
      reasons = List.copyOf(reasons);
    }
  }

  /** It needs something that is not in it. */
  record Skipped(String reason) implements VectorResult {}

  /** A file of which nothing could be run. */
  static VectorResult unusable(String reason) {
    Report report = new Report();
    report.failed(reason);
    return report.result();
  }

  /** How a result travels out of the browser. */
  default Json.Obj toJson() {
    return switch (this) {
      case Skipped skipped -> new JsonObject().put("skipped", skipped.reason()).build();
      case Ran ran -> {
        List<Json> reasons = new ArrayList<>();
        for (String reason : ran.reasons()) {
          reasons.add(Json.Text.repaired(reason));
        }
        yield new JsonObject()
            .put("passed", ran.passed())
            .put("failed", ran.failed())
            .put("reasons", reasons)
            .build();
      }
    };
  }

  /** Reads what {@link #toJson} writes; anything else is itself a failure. */
  static VectorResult fromJson(Json json) {
    Members members = Members.of(json);
    if (json instanceof Json.Obj object && object.members().containsKey("skipped")) {
      return new Skipped(members.text("skipped", REASON_CHARS_MAX));
    }
    long passed = members.integer("passed", 0, Json.INT_MAX);
    long failed = members.integer("failed", 0, Json.INT_MAX);
    List<String> reasons = new ArrayList<>();
    for (Json item : members.items("reasons", REASONS_MAX)) {
      reasons.add(item instanceof Json.Text text ? text.value() : "");
    }
    String problem = members.problem();
    return problem == null
        ? new Ran(passed, failed, reasons)
        : unusable("the runner's answer cannot be read: " + problem);
  }
}
