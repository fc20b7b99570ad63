package io.blackroad.mesh.conformance;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Parsed;
import java.util.List;

/** Runs the files of spec/vectors. */
public final class Conformance {
  private Conformance() {}

  /** Whether {@link #run} knows what to do: not with tokens, which need a model's vocabulary. */
  public static boolean covers(String fileName) {
    return !fileName.startsWith("tokenize-");
  }

  /**
   * Runs one file that is covered.
   *
   * @param fileName its name without folder; says which kind of vectors it holds
   * @return {@code N passed}, or lines that begin with {@code FAILED: }
   */
  public static String run(String fileName, byte[] fileBytes) {
    return switch (CanonicalJson.parse(fileBytes)) {
      case Parsed.Malformed malformed ->
          "FAILED: " + fileName + " at byte " + malformed.offset() + ": " + malformed.reason();
      case Parsed.Value value -> {
        Report report = new Report();
        run(fileName, value.json(), report);
        yield report.text();
      }
    };
  }

  /** Lines {@code name=result} that must be the same on every platform. */
  public static List<String> differential() {
    return Differential.lines();
  }

  private static void run(String fileName, Json file, Report report) {
    switch (fileName) {
      case "ladder-ladder.json" -> TextVectors.ladder(file, report);
      case "jcs-canonical.json" -> TextVectors.canonical(file, report);
      case "worked-example.json" -> WorkedExample.run(file, report);
      case "merkle-roots.json" -> MerkleVectors.roots(file, report);
      case "merkle-inclusion.json" -> MerkleVectors.inclusion(file, report);
      case "merkle-consistency.json" -> MerkleVectors.consistency(file, report);
      case "wire-good.json" -> WireVectors.good(file, report);
      case "wire-malformed.json" -> WireVectors.malformed(file, report);
      default -> {
        report.check(fileName.startsWith("chain-"), "no vectors of this kind are known");
        ChainVectors.run(file, report);
      }
    }
  }
}
