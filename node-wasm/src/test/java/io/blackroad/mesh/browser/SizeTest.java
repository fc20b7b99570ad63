package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a visitor downloads after a yes stays small. */
class SizeTest {
  private static final Path MESH = Path.of("target/classes/META-INF/mesh-web/mesh");
  private static final int NODE_BYTES_MAX = 200_000;
  private static final int PEER_BYTES_MAX = 145_000;
  private static final int SEAL_BYTES_MAX = 70_000;
  private static final int SOFT_ED25519_BYTES_MAX = 30_000;
  private static final int LOADER_GZIPPED_BYTES_MAX = 30_000;
  private static final int PAGE_GZIPPED_BYTES_MAX = 10_000;

  @Test
  void theNodeItself() throws IOException {
    long bytes = Files.size(MESH.resolve("node.wasm"));

    assertTrue(bytes <= NODE_BYTES_MAX, bytes + " bytes");
  }

  @Test
  void theEdgesToOtherNodes() throws IOException {
    long bytes = Files.size(MESH.resolve("peer.wasm"));

    assertTrue(bytes <= PEER_BYTES_MAX, bytes + " bytes");
  }

  @Test
  void whatSealsAndOpens() throws IOException {
    long bytes = Files.size(MESH.resolve("seal.wasm"));

    assertTrue(bytes <= SEAL_BYTES_MAX, bytes + " bytes");
  }

  @Test
  void ourOwnEd25519ForBrowsersWithout() throws IOException {
    long bytes = Files.size(MESH.resolve("ed25519.wasm"));

    assertTrue(bytes <= SOFT_ED25519_BYTES_MAX, bytes + " bytes");
  }

  @Test
  void itsLoader() throws IOException {
    int bytes = gzipped("node.wasm-runtime.js") + gzipped("node-worker.js");

    assertTrue(bytes <= LOADER_GZIPPED_BYTES_MAX, bytes + " bytes");
  }

  @Test
  void thePageSide() throws IOException {
    int bytes = gzipped("page.js") + gzipped("page-node.js");

    assertTrue(bytes <= PAGE_GZIPPED_BYTES_MAX, bytes + " bytes");
  }

  @Test
  void theRuntimeIsTheOneOfTheLock() throws IOException {
    String version =
        json(Path.of("src/main/npm/package-lock.json"))
            .getAsJsonObject("packages")
            .getAsJsonObject("node_modules/onnxruntime-web")
            .get("version")
            .getAsString();

    assertEquals(
        "onnxruntime-web@" + version,
        json(MESH.resolve("runtime.json")).get("runtime").getAsString());
  }

  private static JsonObject json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  private static int gzipped(String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(Files.readAllBytes(MESH.resolve(name)));
    }
    return out.size();
  }
}
