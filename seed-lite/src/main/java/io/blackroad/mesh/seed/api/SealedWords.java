package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.seal.Hpke;
import io.blackroad.mesh.seal.SealKey;
import io.blackroad.mesh.seal.SealKeyProof;
import io.blackroad.mesh.seal.Want;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.sign.SignatureForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What nodes and submitters of sealed jobs say to each other, as JSON. */
final class SealedWords {
  /** A question has some 500 bytes. */
  static final int WANT_BYTES_MAX = 2 << 10;

  /** Answers at a time: those to all nodes of a larger mesh. */
  static final int GRANTS_MAX = 512;

  /** A grant has some 350 bytes, a refusal may give a reason. */
  static final int GRANTS_BYTES_MAX = GRANTS_MAX << 9;

  /** One sentence of a submitter, which a node's log may show. */
  private static final int REASON_CHARS_MAX = 200;

  /** A content key, and its tag. */
  private static final int CIPHERTEXT_BYTES = 48;

  /** Far beyond the texts of any job. */
  private static final int BLOCK_MAX = 1 << 24;

  private static final int NAME_DIGITS = 32;

  private static final String NODE_ID = "n_[0-9a-f]{32}";

  private static final List<String> WANT =
      List.of("job", "block", "nodeId", "publicKey", "sealKey", "signature");
  private static final List<String> GRANT =
      List.of("block", "nodeId", "enc", "ciphertext", "refused");

  private SealedWords() {}

  /** A question as its submitter is shown it. */
  static ObjectNode of(Want want) {
    return JsonText.object()
        .put("block", want.block())
        .put("nodeId", want.nodeId())
        .put("publicKey", Hex.of(want.proof().publicKey()))
        .put("sealKey", Hex.of(want.proof().sealKey()))
        .put("signature", Hex.of(want.proof().signature()));
  }

  /** A node's question; a {@link Problem} when it is none. */
  static Want want(JsonNode said) {
    known(said, "The body", WANT);
    String job = text(said, "job");
    if (!Hex.is(job, NAME_DIGITS)) {
      throw JobReader.wrongType("job", NAME_DIGITS + " hexadecimal digits");
    }
    return new Want(
        job,
        block(said),
        nodeId(said),
        new SealKeyProof(
            hex(said, "publicKey", SignatureForm.KEY_BYTES),
            hex(said, "sealKey", SealKey.PUBLIC_BYTES),
            hex(said, "signature", SignatureForm.SIGNATURE_BYTES)));
  }

  static Problem forged() {
    return new Problem(
        403,
        "key-not-shown",
        "The key is not shown to be the node's",
        "The signature is not by the key that the node's id follows from, or of other bytes.");
  }

  /** A submitter's answers to questions about {@code job}; a {@link Problem} when they are none. */
  static Map<Want.Asked, Want.Answer> answers(String job, JsonNode said) {
    known(said, "The body", List.of("grants"));
    JsonNode grants = said.path("grants");
    if (!grants.isArray() || grants.size() > GRANTS_MAX) {
      throw JobReader.wrongType("grants", "an array of at most " + GRANTS_MAX);
    }
    Map<Want.Asked, Want.Answer> answers = new LinkedHashMap<>();
    for (JsonNode grant : grants) {
      known(grant, "A grant", GRANT);
      answers.put(new Want.Asked(job, block(grant), nodeId(grant)), answer(grant));
    }
    return answers;
  }

  private static Want.Answer answer(JsonNode grant) {
    if (grant.has("refused")) {
      String reason = text(grant, "refused");
      boolean plain =
          reason.length() <= REASON_CHARS_MAX
              && reason.codePoints().noneMatch(Character::isISOControl);
      if (!plain || grant.has("enc") || grant.has("ciphertext")) {
        throw JobReader.wrongType(
            "refused", "one line of " + REASON_CHARS_MAX + " characters, and no key beside it");
      }
      return new Want.Answer.Refused(reason);
    }
    return new Want.Answer.Granted(
        new Hpke.Message(
            hex(grant, "enc", SealKey.PUBLIC_BYTES), hex(grant, "ciphertext", CIPHERTEXT_BYTES)));
  }

  private static void known(JsonNode said, String what, List<String> members) {
    if (!said.isObject()) {
      throw JobReader.wrongType(what, "an object");
    }
    said.fieldNames()
        .forEachRemaining(
            name -> {
              if (!members.contains(name)) {
                throw Members.unknown(name, members);
              }
            });
  }

  private static int block(JsonNode said) {
    JsonNode block = said.path("block");
    if (!block.isInt() || block.intValue() < 0 || block.intValue() > BLOCK_MAX) {
      throw JobReader.wrongType("block", "a number from 0 to " + BLOCK_MAX);
    }
    return block.intValue();
  }

  private static String nodeId(JsonNode said) {
    String id = text(said, "nodeId");
    if (!id.matches(NODE_ID)) {
      throw JobReader.wrongType("nodeId", "n_ and " + NAME_DIGITS + " hexadecimal digits");
    }
    return id;
  }

  private static byte[] hex(JsonNode said, String member, int bytes) {
    byte[] parsed = Hex.parse(text(said, member));
    if (parsed == null || parsed.length != bytes) {
      throw JobReader.wrongType(member, 2 * bytes + " hexadecimal digits, lower case");
    }
    return parsed;
  }

  private static String text(JsonNode said, String member) {
    String text = said.path(member).textValue();
    if (text == null) {
      throw JobReader.wrongType(member, "a string");
    }
    return text;
  }
}
