package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.ChainVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Whole chains: {@code {entries, valid, first_bad_seq, why}}. {@code first_bad_seq} is the position
 * of the first entry that does not hold; a chain that is not valid may leave it out, and is then
 * broken wherever it likes.
 */
final class ChainVectors {
  private ChainVectors() {}

  static void run(VectorJson file, Report report) {
    Fields fields = Fields.ofFile(file);
    boolean valid = fields.truth("valid");
    boolean placed = !valid && fields.has("first_bad_seq");
    long wanted = placed ? fields.count("first_bad_seq", 0, Long.MAX_VALUE) : -1;
    VectorJson entries = fields.any("entries");
    if (entries != null && !entries.isArray()) {
      fields.refuse("entries is not an array");
    }
    String problem = fields.problem();
    if (entries == null || problem != null) {
      report.failed(fields.name() + ": " + problem);
      return;
    }
    switch (verify(entries)) {
      case ChainVerifier.Result.Sound sound ->
          report.check(
              valid, fields.name() + ": all " + sound.count() + " entries hold, though not valid");
      case ChainVerifier.Result.Broken broken -> {
        boolean asWanted = !valid && (!placed || broken.seq() == wanted);
        report.check(
            asWanted, fields.name() + ": " + broken(broken) + ", wanted " + wanted(valid, wanted));
      }
    }
  }

  private static String broken(ChainVerifier.Result.Broken broken) {
    return "broken at entry " + broken.seq() + " (" + broken.reason() + ")";
  }

  private static String wanted(boolean valid, long firstBad) {
    return valid ? "a valid chain" : "a break at entry " + firstBad;
  }

  /** Verifies up to the first break; an entry that the profile's parser refuses is one. */
  static ChainVerifier.Result verify(VectorJson entries) {
    ChainVerifier verifier = new ChainVerifier(new Sha256());
    long position = 0;
    for (VectorJson entry : entries.items()) {
      String refused = feed(entry, verifier);
      if (refused != null) {
        return new ChainVerifier.Result.Broken(position, refused);
      }
      if (verifier.result() instanceof ChainVerifier.Result.Broken broken) {
        return broken;
      }
      position++;
    }
    return verifier.result();
  }

  private static @Nullable String feed(VectorJson entry, ChainVerifier verifier) {
    return switch (entry.strict()) {
      case Parsed.Value value -> {
        verifier.feed(value.json());
        yield null;
      }
      case Parsed.Malformed malformed -> malformed.reason();
    };
  }
}
