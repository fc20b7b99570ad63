package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.blackroad.mesh.seed.http.Handler;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Request;
import io.blackroad.mesh.seed.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A job that comes as one JSON value a line, read while it arrives; its terms are in the query. */
final class NdjsonUpload implements Handler.BodySink {
  private static final List<String> OPTIONS =
      List.of("kind", "model", "confidence", "privacy", "purpose");

  /** JSON may spend six bytes on one (an escape); and an object's member has a name. */
  private static final int LINE_BYTES_PER_TEXT_BYTE = 6;

  private static final int LINE_BYTES_EXTRA = 100;

  private final TextIntake intake;
  private final ApiLimits limits;
  private final MessageDigest digest;
  private final Submitting submitting;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long lineNumber = 1;

  /** What is done with the job once it is complete. */
  interface Submitting {
    /**
     * Submits it.
     *
     * @param bodyHash of all that was said
     */
    CompletableFuture<Response> submit(TextIntake.Submission submission, byte[] bodyHash);
  }

  private NdjsonUpload(
      TextIntake intake, ApiLimits limits, MessageDigest digest, Submitting submitting) {
    this.intake = intake;
    this.limits = limits;
    this.digest = digest;
    this.submitting = submitting;
  }

  /** Begins an upload whose terms stand in {@code request}'s query. */
  static NdjsonUpload of(
      Request request, ModelCatalog catalog, ApiLimits limits, Submitting submitting) {
    JobTerms.Said said = new JobTerms.Said();
    for (String name : request.queryNames()) {
      if (!OPTIONS.contains(name)) {
        throw Members.unknown(name, OPTIONS);
      }
    }
    said.kind = request.query("kind");
    said.model = request.query("model");
    said.confidence = request.query("confidence");
    said.privacy = request.query(PrivacyClass.MEMBER);
    said.purpose = request.query("purpose");
    said.token = request.header(SealedTexts.TOKEN);
    TextIntake intake = new TextIntake(said.terms(catalog), limits);
    return new NdjsonUpload(intake, limits, BodyHash.begun(request), submitting);
  }

  @Override
  public void chunk(byte[] bytes) throws IOException {
    digest.update(bytes);
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        take(bytes, from, i);
        endLine();
        from = i + 1;
      }
    }
    take(bytes, from, bytes.length);
  }

  private void take(byte[] bytes, int from, int to) {
    line.write(bytes, from, to - from);
    int lineBytesMax = LINE_BYTES_PER_TEXT_BYTE * limits.textBytesMax() + LINE_BYTES_EXTRA;
    if (line.size() > lineBytesMax) {
      throw TextIntake.tooLong("line " + lineNumber, line.size(), limits.textBytesMax());
    }
  }

  private void endLine() throws IOException {
    byte[] json = line.toByteArray();
    line.reset();
    if (!new String(json, StandardCharsets.ISO_8859_1).isBlank()) {
      intake.add(text(json), "line " + lineNumber);
    }
    lineNumber++;
  }

  private String text(byte[] json) throws IOException {
    try (JsonParser parser = JsonText.parser(json)) {
      JsonToken token = parser.nextToken();
      String text = token == JsonToken.START_OBJECT ? member(parser) : value(parser);
      if (parser.nextToken() != null) {
        throw wrongLine("one JSON value");
      }
      return text;
    } catch (JsonProcessingException e) {
      Problem problem = JsonText.malformed(e);
      throw new Problem(
          problem.status(),
          problem.slug(),
          problem.title(),
          "Line " + lineNumber + " of the upload: " + problem.detail());
    }
  }

  private String member(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.FIELD_NAME) {
      throw wrongLine("a string or {\"text\": a string}");
    }
    if (!parser.currentName().equals("text")) {
      throw Members.unknown(parser.currentName(), List.of("text"));
    }
    parser.nextToken();
    String text = value(parser);
    if (parser.nextToken() == JsonToken.FIELD_NAME) {
      throw Members.unknown(parser.currentName(), List.of("text"));
    }
    return text;
  }

  private String value(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongLine("a string or {\"text\": a string}");
    }
    return parser.getText();
  }

  private Problem wrongLine(String wanted) {
    return JobReader.wrongType("line " + lineNumber, wanted);
  }

  @Override
  public CompletableFuture<Response> end() throws IOException {
    endLine();
    return submitting.submit(intake.finished(), digest.digest());
  }
}
