package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.Ladder;
import java.nio.charset.StandardCharsets;

/** Vectors of the ladder and of canonical JSON. */
final class TextVectors {
  private TextVectors() {}

  static void ladder(Json file, Report report) {
    Sha256 sha = new Sha256();
    for (Json item : At.items(file, "cases")) {
      byte[] m = At.text(item, "m").getBytes(StandardCharsets.UTF_8);
      int k = (int) At.number(item, "k");
      String what = "case L_" + k + " of " + m.length + " bytes";
      report.equal(At.text(item, "hash"), Ladder.climb(m, k, sha), what);
    }
  }

  static void canonical(Json file, Report report) {
    for (Json item : At.items(file, "cases")) {
      String canonical = At.text(item, "canonical");
      report.equal(canonical, CanonicalJson.text(At.member(item, "value")), "case written");
      byte[] bytes = canonical.getBytes(StandardCharsets.UTF_8);
      boolean back =
          CanonicalJson.parse(bytes) instanceof Parsed.Value value
              && value.json().equals(At.member(item, "value"));
      report.check(back, "case read back: " + canonical);
    }
    for (Json item : At.items(file, "refuse")) {
      Parsed parsed = CanonicalJson.parse(At.text(item, "json").getBytes(StandardCharsets.UTF_8));
      report.check(parsed instanceof Parsed.Malformed, "case to refuse: " + At.text(item, "why"));
    }
  }
}
