package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.ChainVerifier;
import java.util.List;

/** Whole chains; all but two are broken on purpose, at a position that the file names. */
final class ChainVectors {
  private ChainVectors() {}

  static void run(Json file, Report report) {
    List<Json> entries = At.items(file, "entries");
    String why = "case " + At.text(file, "why");
    String wanted =
        At.truth(file, "valid")
            ? "sound, " + entries.size()
            : "broken at " + At.number(file, "first_bad_seq");
    report.equal(wanted, verdict(entries), why);
  }

  private static String verdict(List<Json> entries) {
    ChainVerifier verifier = new ChainVerifier(new Sha256());
    for (Json entry : entries) {
      verifier.feed(entry);
    }
    return switch (verifier.result()) {
      case ChainVerifier.Result.Sound sound -> "sound, " + sound.count();
      case ChainVerifier.Result.Broken broken -> "broken at " + broken.seq();
    };
  }
}
