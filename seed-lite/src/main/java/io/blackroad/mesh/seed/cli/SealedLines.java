package io.blackroad.mesh.seed.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.seal.SealKeyProof;
import io.blackroad.mesh.seal.SealedJob;
import io.blackroad.mesh.seal.Want;
import io.blackroad.mesh.seed.JcaSignatureCheck;
import io.blackroad.mesh.seed.api.Model;
import io.blackroad.mesh.seed.seal.SealedSubmission;
import java.io.IOException;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one sealed job: sealed here, granted to nodes that were given some, and their
 * vectors opened. Its keys are nowhere but in this object.
 */
final class SealedLines {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build());

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SealedSubmission submission;
  private final Model model;
  private final List<String> texts;

  SealedLines(Model model, List<String> texts) {
    this.model = model;
    this.texts = List.copyOf(texts);
    this.submission =
        new SealedSubmission(
            RANDOM::nextBytes, model.spec(), texts.size(), new JcaSignatureCheck());
  }

  String token() {
    return submission.token();
  }

  /** Adds the texts to a job that is to be submitted: envelopes of token ids. */
  void putInto(ObjectNode job) throws CliFailure {
    job.put("privacy", "sealed").put("model", model.spec().name());
    ArrayNode sealed = job.putArray("texts");
    for (int text = 0; text < texts.size(); text++) {
      if (texts.get(text).isBlank()) {
        throw new CliFailure("text " + text + " of the job has no words in it", CliFailure.FAILED);
      }
      int[] ids = model.encode(texts.get(text)).ids();
      sealed.add(Base64.getEncoder().encodeToString(submission.input(text, ids)));
    }
  }

  /** The answers to what nodes ask, to be posted; null when none of it is a question. */
  byte @Nullable [] answers(JsonNode wants) throws IOException {
    ObjectNode answer = MAPPER.createObjectNode();
    ArrayNode grants = answer.putArray("grants");
    for (JsonNode said : wants) {
      Want want = want(said);
      if (want != null) {
        grants.add(grant(want));
      }
    }
    return grants.isEmpty() ? null : MAPPER.writeValueAsBytes(answer);
  }

  /** Null when the seed sent something else: it is not trusted here. */
  private @Nullable Want want(JsonNode said) {
    byte[] publicKey = Hex.parse(said.path("publicKey").asText());
    byte[] sealKey = Hex.parse(said.path("sealKey").asText());
    byte[] signature = Hex.parse(said.path("signature").asText());
    if (publicKey == null || sealKey == null || signature == null) {
      return null;
    }
    SealKeyProof proof = new SealKeyProof(publicKey, sealKey, signature);
    int block = said.path("block").asInt(-1);
    return new Want(submission.name(), block, said.path("nodeId").asText(), proof);
  }

  private ObjectNode grant(Want want) {
    ObjectNode grant =
        MAPPER.createObjectNode().put("block", want.block()).put("nodeId", want.nodeId());
    return switch (submission.grant(want)) {
      case Want.Answer.Refused refused -> grant.put("refused", refused.reason());
      case Want.Answer.Granted granted ->
          grant
              .put("enc", Hex.of(granted.grant().encapsulated()))
              .put("ciphertext", Hex.of(granted.grant().ciphertext()));
    };
  }

  /** A line of the job's results with its vector in the clear, as an open job's is. */
  String opened(String line) throws CliFailure {
    try {
      JsonNode result = MAPPER.readTree(line);
      int text = result.path("index").asInt(-1);
      byte[] envelope = result.path("sealed").binaryValue();
      if (text < 0 || text >= texts.size() || envelope == null) {
        throw new CliFailure("the seed sent a result without an envelope", CliFailure.FAILED);
      }
      return switch (submission.output(text, envelope)) {
        case SealedJob.Opened.Vector vector -> line(result, vector.values());
        case SealedJob.Opened.Refused refused ->
            throw new CliFailure(
                "the result of text " + text + " does not open: " + refused.reason(),
                CliFailure.FAILED);
      };
    } catch (IOException e) {
      throw new CliFailure("the seed sent a result that is no JSON", CliFailure.FAILED);
    }
  }

  private static String line(JsonNode result, float[] vector) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = MAPPER.createGenerator(line)) {
      json.writeStartObject();
      json.writeNumberField("index", result.path("index").asInt());
      json.writeArrayFieldStart("embedding");
      for (float value : vector) {
        json.writeNumber(value);
      }
      json.writeEndArray();
      json.writeNumberField("confirmedBy", result.path("confirmedBy").asInt());
      json.writeStringField("task", result.path("task").asText());
      json.writeEndObject();
    }
    return line.toString();
  }
}
