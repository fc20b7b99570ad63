package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.blackroad.mesh.seed.http.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a job out of one JSON object. */
final class JobReader {
  private static final List<String> MEMBERS =
      List.of("kind", "model", "texts", "confidence", "privacy", "purpose");

  private final ModelCatalog catalog;
  private final ApiLimits limits;
  private final JobTerms.Said said = new JobTerms.Said();
  private final List<String> texts = new ArrayList<>();

  /**
   * @param token that came beside the body, or null
   */
  JobReader(ModelCatalog catalog, ApiLimits limits, @Nullable String token) {
    this.catalog = catalog;
    this.limits = limits;
    said.token = token;
  }

  /** What {@code body} asks for. Once only. */
  TextIntake.Submission read(byte[] body) throws IOException {
    try (JsonParser json = JsonText.parser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw wrongType("The body", "an object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        member(json);
      }
      if (json.nextToken() != null) {
        throw wrongType("What follows the object", "nothing");
      }
    } catch (JsonProcessingException e) {
      throw JsonText.malformed(e);
    }
    TextIntake intake = new TextIntake(said.terms(catalog), limits);
    for (int i = 0; i < texts.size(); i++) {
      intake.add(texts.get(i), "texts[" + i + "]");
    }
    return intake.finished();
  }

  private void member(JsonParser json) throws IOException {
    String name = json.currentName();
    json.nextToken();
    switch (name) {
      case "kind" -> said.kind = text(json, name);
      case "model" -> said.model = text(json, name);
      case "confidence" -> said.confidence = textOrNumber(json, name);
      case "privacy" -> said.privacy = text(json, name);
      case "purpose" -> said.purpose = text(json, name);
      case "texts" -> texts(json);
      default -> throw Members.unknown(name, MEMBERS);
    }
  }

  private void texts(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw wrongType("texts", "an array of strings");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (texts.size() == limits.textsMax()) {
        throw TextIntake.tooManyTexts(limits.textsMax());
      }
      texts.add(text(json, "texts[" + texts.size() + "]"));
    }
  }

  private static String text(JsonParser json, String place) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType(place, "a string");
    }
    return json.getText();
  }

  private static String textOrNumber(JsonParser json, String place) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING && !json.currentToken().isNumeric()) {
      throw wrongType(place, "a string or a number");
    }
    return json.getText();
  }

  static Problem wrongType(String place, String wanted) {
    return new Problem(
            400, "wrong-type", "A value has the wrong type", place + " has to be " + wanted + ".")
        .about(place);
  }
}
