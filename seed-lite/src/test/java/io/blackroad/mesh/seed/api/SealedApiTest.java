package io.blackroad.mesh.seed.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.port.JdkEd25519;
import io.blackroad.mesh.seal.SealKeyProof;
import io.blackroad.mesh.seal.Want;
import io.blackroad.mesh.seed.HttpLetterbox;
import io.blackroad.mesh.seed.JcaSignatureCheck;
import io.blackroad.mesh.seed.TestSeed;
import io.blackroad.mesh.seed.WordModel;
import io.blackroad.mesh.seed.seal.SealedSubmission;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a seed lets pass of sealed jobs, and what not. */
@Timeout(60)
class SealedApiTest {
  private static final WordModel MODEL = new WordModel("words", null);

  @TempDir private Path data;

  private final SealedSubmission submission =
      new SealedSubmission(new SecureRandom()::nextBytes, MODEL.spec(), 2, new JcaSignatureCheck());

  private String body(String... texts) {
    return "{\"privacy\":\"sealed\",\"texts\":[\"" + String.join("\",\"", texts) + "\"]}";
  }

  private String envelope(int text) {
    byte[] sealed = submission.input(text, MODEL.encode("text number " + text).ids());
    return Base64.getEncoder().encodeToString(sealed);
  }

  private static HttpResponse<String> post(TestSeed seed, String path, String token, String json)
      throws Exception {
    return seed.send(
        seed.request(path)
            .header("Content-Type", "application/json")
            .header("Mesh-Job-Token", token)
            .POST(BodyPublishers.ofString(json)));
  }

  private static void assertProblem(int status, String slug, HttpResponse<String> response)
      throws Exception {
    assertEquals(status, response.statusCode(), response.body());
    String type = TestSeed.json(response).path("type").asText();
    assertTrue(type.endsWith(":" + slug), response.body());
  }

  private String submit(TestSeed seed) throws Exception {
    HttpResponse<String> response =
        post(seed, "/api/jobs", submission.token(), body(envelope(0), envelope(1)));
    assertEquals(202, response.statusCode(), response.body());
    return TestSeed.json(response).path("id").asText();
  }

  @Test
  void oneTokenIsOneJob() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      String id = submit(seed);
      HttpResponse<String> again =
          post(seed, "/api/jobs", submission.token(), body(envelope(0), envelope(1)));
      assertEquals(id, TestSeed.json(again).path("id").asText());
      assertEquals("true", again.headers().firstValue("Idempotent-Replayed").orElse(""));
      assertProblem(
          422,
          "idempotency-key-reused",
          post(seed, "/api/jobs", submission.token(), body(envelope(1))));
      HttpResponse<String> wants =
          seed.send(
              seed.request("/api/jobs/" + id + "/wants")
                  .header("Mesh-Job-Token", submission.token()));
      assertTrue(TestSeed.json(wants).path("open").asBoolean(), wants.body());
      assertEquals(204, seed.delete("/api/jobs/" + id).statusCode());
    }
  }

  @Test
  void whatIsNotSealedIsRefused() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      String token = submission.token();
      byte[] sealed = Base64.getDecoder().decode(envelope(0));
      String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(sealed, 303));
      for (String text : List.of("a text in the clear", "YWJj", cut)) {
        assertProblem(422, "bad-envelope", post(seed, "/api/jobs", token, body(envelope(0), text)));
      }
      assertProblem(400, "no-job-token", post(seed, "/api/jobs", "0", body(envelope(0))));
      String spot = body(envelope(0)).replace("{", "{\"confidence\":\"spot-check\",");
      assertProblem(422, "bad-confidence", post(seed, "/api/jobs", token, spot));
    }
  }

  @Test
  void onlyTheSubmitterIsAskedAndAnswers() throws Exception {
    String stranger = "7".repeat(64);
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      String path = "/api/jobs/" + submit(seed);
      assertProblem(
          403,
          "not-the-submitter",
          seed.send(seed.request(path + "/wants").header("Mesh-Job-Token", stranger)));
      assertProblem(400, "no-job-token", seed.get(path + "/wants"));
      assertProblem(
          403, "not-the-submitter", post(seed, path + "/grants", stranger, "{\"grants\":[]}"));
      assertProblem(
          404, "unknown-job", post(seed, "/api/jobs/j_0/grants", stranger, "{\"grants\":[]}"));
      String open = seed.submit("{\"texts\":[\"a\"]}");
      assertProblem(
          409,
          "job-not-sealed",
          post(seed, "/api/jobs/" + open + "/grants", stranger, "{\"grants\":[]}"));
      HttpResponse<String> nobody =
          post(
              seed,
              path + "/grants",
              submission.token(),
              "{\"grants\":[{\"block\":0,\"nodeId\":\"n_"
                  + "0".repeat(32)
                  + "\",\"refused\":\"no\"}]}");
      assertEquals(0, TestSeed.json(nobody).path("delivered").asInt(-1), nobody.body());
      for (String wrong :
          List.of(
              "[]",
              "{\"grants\":{}}",
              "{\"grants\":[7]}",
              "{\"grants\":[{\"block\":-1,\"nodeId\":\"n_" + "0".repeat(32) + "\"}]}",
              "{\"grants\":[{\"block\":0,\"nodeId\":\"n_0\"}]}",
              "{\"grants\":[{\"block\":0,\"nodeId\":\"n_" + "0".repeat(32) + "\"}]}")) {
        assertProblem(400, "wrong-type", post(seed, path + "/grants", submission.token(), wrong));
      }
    }
  }

  @Test
  void strangersQuestionsGoNoFurther() throws Exception {
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      String path = "/api/jobs/" + submit(seed);
      JdkEd25519 key = new JdkEd25519();
      String node = Identity.nodeId(key.publicKey(), new Sha256());
      byte[] sealKey = new byte[65];
      byte[][] signature = new byte[1][];
      key.sign(SealKeyProof.signed(sealKey), made -> signature[0] = made);
      SealKeyProof proof = new SealKeyProof(key.publicKey(), sealKey, signature[0]);
      String name = submission.name();
      assertProblem(
          409,
          "not-granted",
          seed.post("/api/sealed/wants", HttpLetterbox.json(new Want(name, 0, node, proof))));
      String forged = "n_" + "0".repeat(32);
      assertProblem(
          403,
          "key-not-shown",
          seed.post("/api/sealed/wants", HttpLetterbox.json(new Want(name, 0, forged, proof))));
      assertProblem(400, "wrong-type", seed.post("/api/sealed/wants", "{\"job\":\"x\"}"));
      JsonNode job = TestSeed.json(seed.get(path));
      assertEquals("sealed", job.path("privacy").asText());
    }
  }
}
