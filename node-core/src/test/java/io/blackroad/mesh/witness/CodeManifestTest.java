package io.blackroad.mesh.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CodeManifestTest {
  private static final String HASH = "ab".repeat(32);

  private final Sha256 sha = new Sha256();
  private final CodeManifest manifest = new CodeManifest(new TreeMap<>(Map.of("mesh/a.js", HASH)));

  @Test
  void readsWhatItWrites() {
    assertEquals(manifest, CodeManifest.fromPayload(manifest.payload(sha), sha));
  }

  @Test
  void anotherFileOrNameIsAnotherHash() {
    String hash = manifest.hash(sha);
    assertNotEquals(hash, one("mesh/a.js", "cd".repeat(32)).hash(sha));
    assertNotEquals(hash, one("mesh/b.js", HASH).hash(sha));
  }

  @Test
  void refusesWhatItsHashDoesNotCover() {
    SortedMap<String, Json> members = new TreeMap<>(manifest.payload(sha).members());
    members.put("code", new Json.Text(one("mesh/b.js", HASH).hash(sha)));
    assertNull(CodeManifest.fromPayload(new Json.Obj(members), sha));
    assertNull(CodeManifest.fromPayload(Json.Null.NULL, sha));
    assertNull(CodeManifest.fromPayload(new JsonObject().put("code", HASH).build(), sha));
    members.put("more", Json.Null.NULL);
    assertNull(CodeManifest.fromPayload(new Json.Obj(members), sha));
  }

  private static CodeManifest one(String path, String hash) {
    return new CodeManifest(new TreeMap<>(Map.of(path, hash)));
  }
}
