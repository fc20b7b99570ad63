package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.task.TokenBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes a job's texts in one after the other and keeps what the model will read of them. */
final class TextIntake {
  private final JobTerms terms;
  private final ApiLimits limits;
  private final List<int[]> sequences = new ArrayList<>();
  private long tokens;
  private int truncated;

  TextIntake(JobTerms terms, ApiLimits limits) {
    this.terms = terms;
    this.limits = limits;
  }

  /**
   * What a submitter wants done.
   *
   * @param truncated texts of which the model reads only the beginning
   */
  record Submission(JobTerms terms, TokenBatch inputs, int truncated) {}

  /**
   * Takes one text in.
   *
   * @param place where it stands in the request, e.g. {@code texts[3]}
   */
  void add(String text, String place) {
    if (sequences.size() == limits.textsMax()) {
      throw tooManyTexts(limits.textsMax());
    }
    check(text, place);
    Model.Encoded encoded = terms.model().encode(text);
    sequences.add(encoded.ids());
    truncated += encoded.truncated() ? 1 : 0;
    tokens += encoded.ids().length;
    if (tokens > NodeLimits.QUEUED_TOKENS_MAX) {
      throw new Problem(
          422,
          "job-too-large",
          "The job is too large",
          "A job has at most " + NodeLimits.QUEUED_TOKENS_MAX + " tokens; split it into several.");
    }
  }

  private void check(String text, String place) {
    if (text.isBlank()) {
      throw new Problem(
              422,
              "empty-text",
              "A text is empty",
              place + " has no words in it; leave it out, or say what it is about.")
          .about(place);
    }
    boolean surelyShort = text.length() <= limits.textBytesMax() / 3;
    int bytes = surelyShort ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > limits.textBytesMax()) {
      throw tooLong(place, bytes, limits.textBytesMax());
    }
  }

  static Problem tooLong(String place, long bytes, int bytesMax) {
    return new Problem(
            422,
            "text-too-long",
            "A text is too long",
            place + " has " + bytes + " bytes, at most " + bytesMax + "; cut it into passages.")
        .about(place);
  }

  static Problem tooManyTexts(int textsMax) {
    return new Problem(
            422,
            "too-many-texts",
            "There are too many texts",
            "A job has at most " + textsMax + " texts; split it into several.")
        .about("texts");
  }

  /** All that was taken in. */
  Submission finished() {
    if (sequences.isEmpty()) {
      throw new Problem(
              422, "no-texts", "There are no texts", "A job needs at least one text to embed.")
          .about("texts");
    }
    return new Submission(terms, new TokenBatch(sequences), truncated);
  }
}
