package io.blackroad.mesh.witness;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.port.Digest;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The code that a node runs: the SHA-256 of each file, under the path at which the seed serves it.
 * Its {@link #hash} is what a visitor consents to, and stands in the log (spec/ps-sha-infinity.md
 * 11).
 *
 * @param files 64 hex digits by path, e.g. {@code mesh/node.wasm}; not to be changed
 */
public record CodeManifest(SortedMap<String, String> files) {
  /** Files of a node: a dozen today. */
  public static final int FILES_MAX = 100;

  private static final int HASH_DIGITS = 64;

  public CodeManifest {
    files = new TreeMap<>(files); // TeaVM has no unmodifiable sorted map
  }

  /** hex(SHA-256(JCS(files))). */
  public String hash(Digest digest) {
    return Hex.of(digest.sha256(CanonicalJson.bytes(filesJson())));
  }

  /** {@code {code, files}}: the payload of its {@code MIGRATE} entry. */
  public Json.Obj payload(Digest digest) {
    return new JsonObject().put("code", hash(digest)).put("files", filesJson()).build();
  }

  /** Reads a {@link #payload}; null when it is none, or its hash is not that of its files. */
  public static @Nullable CodeManifest fromPayload(Json payload, Digest digest) {
    if (!(payload instanceof Json.Obj obj)
        || !(obj.members().get("files") instanceof Json.Obj listed)
        || listed.members().size() > FILES_MAX) {
      return null;
    }
    Members members = Members.of(payload);
    String hash = members.hex("code", "", HASH_DIGITS);
    Members each = members.object("files");
    SortedMap<String, String> files = new TreeMap<>();
    listed.members().keySet().forEach(path -> files.put(path, each.hex(path, "", HASH_DIGITS)));
    members.end();
    CodeManifest manifest = new CodeManifest(files);
    boolean holds = members.problem() == null && manifest.hash(digest).equals(hash);
    return holds ? manifest : null;
  }

  private Json.Obj filesJson() {
    JsonObject object = new JsonObject();
    files.forEach(object::put);
    return object.build();
  }
}
