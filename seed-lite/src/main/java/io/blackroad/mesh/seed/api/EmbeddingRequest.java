package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.task.TokenBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /v1/embeddings} asks for.
 *
 * @param base64 whether vectors are to be little-endian float32 in Base64
 */
record EmbeddingRequest(TextIntake.Submission wanted, boolean base64) {
  private static final List<String> MEMBERS =
      List.of("input", "model", "encoding_format", "dimensions", "user", "confidence", "privacy");
  private static final String PURPOSE = "an application's request";

  /** Reads {@code body}; a {@link Problem} names what is wrong with it. */
  static EmbeddingRequest read(byte[] body, ModelCatalog catalog, ApiLimits limits)
      throws IOException {
    JsonNode json = JsonText.read(body);
    if (!json.isObject()) {
      throw JobReader.wrongType("The body", "an object");
    }
    for (String name : (Iterable<String>) json::fieldNames) {
      if (!MEMBERS.contains(name)) {
        throw Members.unknown(name, MEMBERS);
      }
    }
    Model model = ModelChoice.of(catalog, text(json, "model"));
    PrivacyClass.requireOpen(text(json, PrivacyClass.MEMBER));
    checkDimensions(json.path("dimensions"), model);
    JobTerms terms = new JobTerms(model, JobTerms.confidenceOf(confidence(json)), PURPOSE);
    TextIntake.Submission wanted = new Inputs(terms, limits).read(json.path("input"));
    return new EmbeddingRequest(wanted, isBase64(text(json, "encoding_format")));
  }

  private static @Nullable String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw JobReader.wrongType(name, "a string");
    }
    return value.textValue();
  }

  private static @Nullable String confidence(JsonNode json) {
    JsonNode said = json.path("confidence");
    return said.isNumber() ? said.asText() : text(json, "confidence");
  }

  private static boolean isBase64(@Nullable String format) {
    if (format == null || format.equals("float")) {
      return false;
    }
    if (format.equals("base64")) {
      return true;
    }
    throw new Problem(
            400,
            "bad-encoding-format",
            "The encoding format is not known",
            "'" + format + "' is no encoding_format; it is 'float' or 'base64'.")
        .about("encoding_format");
  }

  private static void checkDimensions(JsonNode wanted, Model model) {
    int dimensions = model.spec().dimensions();
    if (wanted.isMissingNode() || wanted.isNull() || wanted.equals(JsonText.tree(dimensions))) {
      return;
    }
    throw new Problem(
            400,
            "bad-dimensions",
            "The model makes vectors of another length",
            "'"
                + model.spec().name()
                + "' makes vectors of "
                + dimensions
                + " dimensions and cannot shorten them; leave out 'dimensions' or set it to "
                + dimensions
                + ".")
        .about("dimensions");
  }

  /** A string, or an array of strings, of token ids, or of arrays of token ids. */
  private static final class Inputs {
    private final JobTerms terms;
    private final ApiLimits limits;

    Inputs(JobTerms terms, ApiLimits limits) {
      this.terms = terms;
      this.limits = limits;
    }

    TextIntake.Submission read(JsonNode input) {
      if (input.isTextual()) {
        return texts(List.of(input));
      }
      if (!input.isArray() || input.isEmpty()) {
        throw JobReader.wrongType(
            "input", "a string, or an array of strings, of token ids or of arrays of token ids");
      }
      List<JsonNode> items = new ArrayList<>();
      input.forEach(items::add);
      if (items.getFirst().isIntegralNumber()) {
        return tokens(List.of(input));
      }
      if (items.size() > limits.inputsMax()) {
        throw new Problem(
                422,
                "too-many-texts",
                "There are too many inputs",
                "One call has at most " + limits.inputsMax() + " inputs; use POST /api/jobs.")
            .about("input");
      }
      return items.getFirst().isArray() ? tokens(items) : texts(items);
    }

    private TextIntake.Submission texts(List<JsonNode> items) {
      TextIntake intake = new TextIntake(terms, limits);
      for (int i = 0; i < items.size(); i++) {
        String place = items.size() == 1 ? "input" : "input[" + i + "]";
        if (!items.get(i).isTextual()) {
          throw JobReader.wrongType(place, "a string, as the first one is");
        }
        intake.add(items.get(i).textValue(), place);
      }
      return intake.finished();
    }

    private TextIntake.Submission tokens(List<JsonNode> items) {
      List<int[]> sequences = new ArrayList<>();
      int truncated = 0;
      for (JsonNode item : items) {
        Model.Encoded encoded = terms.model().encode(ids(item));
        sequences.add(encoded.ids());
        truncated += encoded.truncated() ? 1 : 0;
      }
      return new TextIntake.Submission(terms, new TokenBatch(sequences), truncated);
    }

    private int[] ids(JsonNode item) {
      int vocabulary = terms.model().vocabularySize();
      if (!item.isArray() || item.isEmpty()) {
        throw JobReader.wrongType("input", "arrays of token ids, none of them empty");
      }
      int[] ids = new int[item.size()];
      for (int i = 0; i < ids.length; i++) {
        JsonNode id = item.get(i);
        if (!id.isInt() || id.intValue() < 0 || id.intValue() >= vocabulary) {
          throw JobReader.wrongType("a token id", "an integer from 0 to " + (vocabulary - 1));
        }
        ids[i] = id.intValue();
      }
      return ids;
    }
  }
}
