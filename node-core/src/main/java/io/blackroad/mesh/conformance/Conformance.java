package io.blackroad.mesh.conformance;

import io.blackroad.mesh.json.CanonicalJson;

/** Runs one conformance file, whoever wrote it. */
public final class Conformance {
  /** Bytes of one file: a chain of some 80,000 entries; a browser holds it twice. */
  public static final int BYTES_MAX = 64 << 20;

  private Conformance() {}

  /** What came of the cases of {@code file}. Never throws, whatever the bytes are. */
  public static VectorResult run(byte[] file) {
    if (file.length > BYTES_MAX) {
      return tooLarge(file.length);
    }
    return switch (VectorJson.read(file)) {
      case VectorJson.Read.Malformed malformed ->
          VectorResult.unusable(
              "not JSON: " + malformed.reason() + ", at byte " + malformed.offset());
      case VectorJson.Read.Ok ok -> {
        VectorForm form = VectorForm.of(ok.value());
        yield form == null
            ? VectorResult.unusable("of no form that is known here")
            : form.run(ok.value());
      }
    };
  }

  /** The result for a file of {@code bytes} bytes, more than {@link #BYTES_MAX}: it is not read. */
  public static VectorResult tooLarge(long bytes) {
    return VectorResult.unusable(bytes + " bytes, at most " + BYTES_MAX);
  }

  /** {@link #run} for callers that take text: the canonical JSON of {@link VectorResult#toJson}. */
  public static String runToText(byte[] file) {
    return CanonicalJson.text(run(file).toJson());
  }
}
