package io.blackroad.mesh.seed.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.task.Pooling;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {
  static final String GOOD =
      """
      {"name": "mine", "file": "mine/model.onnx", "sha256": null, "tokenizer": "mine/tokenizer.json",
       "prefixes": {"default": "passage: ", "query": "query: "}, "pooling": "cls", "normalize": true,
       "dimensions": 384, "tokensMax": 512, "batchable": false, "licence": "MIT", "source": "a friend",
       "referenceMicrosPerToken": 100, "tolerance": {"cosineMin": 0.98, "maxAbs": 0.05}}
      """;

  @Test
  void readsEveryMember() throws ModelRefusal {
    ModelManifest manifest = ManifestReader.read(GOOD, "m.json");
    assertEquals("mine", manifest.name());
    assertEquals(Path.of("mine/model.onnx"), manifest.file().path());
    assertNull(manifest.file().sha256());
    assertEquals(-1, manifest.file().bytes());
    assertEquals("query: ", manifest.prefixes().get("query"));
    assertEquals(new ModelManifest.Shape(384, 512, Pooling.CLS, false), manifest.shape());
    assertEquals(new ModelManifest.Terms(100, 0.98, 0.05), manifest.terms());
  }

  @Test
  void refusesWithFileMemberAndReason() {
    assertRefused("\"mine\"", "\"../mine\"", "name is '../mine'");
    assertRefused("\"name\": \"mine\",", "", "name is missing");
    assertRefused("null", "\"ABC\"", "sha256 wants 64 lower-case hex digits");
    assertRefused("\"cls\"", "\"max\"", "pooling is 'max', wanted mean or cls");
    assertRefused("\"normalize\": true", "\"normalize\": false", "normalize is false");
    assertRefused("\"normalize\": true", "\"normalize\": 1", "normalize is missing or neither");
    assertRefused("384", "0", "dimensions is 0");
    assertRefused("384", "38.4", "dimensions is 38.4");
    assertRefused("384", "99999999999999999999", "dimensions is 99999999999999999999");
    assertRefused("512", "8192", "tokensMax is 8192, wanted an integer from 3 to 768");
    assertRefused("\"maxAbs\": 0.05", "\"maxAbs\": \"0.05\"", "tolerance wants");
    assertRefused("\"query\": \"query: \"", "\"query\": 1", "prefixes wants text for query");
    assertRefused("\"licence\"", "\"license\"", "license is not a member of a manifest");
    assertRefused("\"file\": \"mine/model.onnx\"", "\"file\": \"\"", "file is not a file name");
    assertRefused("\"batchable\": false", "\"batchable\": false, \"name\": \"x\"", "is not JSON");
    assertRefused("}}", "}", "is not JSON");
  }

  @Test
  void refusesWhatIsNoObject() {
    assertTrue(refusal("[1]").contains("m.json is not a JSON object"));
  }

  private static void assertRefused(String part, String instead, String reason) {
    assertTrue(GOOD.contains(part), part);
    String refusal = refusal(GOOD.replace(part, instead));
    assertTrue(refusal.contains(reason), refusal);
    assertTrue(refusal.startsWith("manifest m.json"), refusal);
  }

  private static String refusal(String json) {
    return String.valueOf(
        assertThrows(ModelRefusal.class, () -> ManifestReader.read(json, "m.json")).getMessage());
  }
}
