package io.blackroad.mesh.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.witness.CodeManifest;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What visitors consent to is all of what is served to them. */
class BundledCodeTest {
  /** Served beside the code, and no code. */
  private static final List<String> NO_CODE = List.of("mesh/ort/LICENSE.txt", "mesh/runtime.json");

  @Test
  void namesEveryFileByItsOwnHash() throws Exception {
    CodeManifest manifest = BundledCode.manifest(Seed.BUNDLED);
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
      String resource = Seed.BUNDLED + file.getKey();
      try (InputStream in = ClassLoader.getSystemResourceAsStream(resource)) {
        assertEquals(BundledCode.sha256(Objects.requireNonNull(in)), file.getValue(), resource);
      }
    }
  }

  @Test
  void leavesNothingOutThatIsServed() throws Exception {
    Path web = Path.of("../node-wasm/target/classes", Seed.BUNDLED);
    CodeManifest manifest = BundledCode.manifest(Seed.BUNDLED);
    try (Stream<Path> files = Files.walk(web)) {
      List<String> missing =
          files
              .filter(Files::isRegularFile)
              .map(file -> web.relativize(file).toString())
              .filter(
                  path ->
                      !manifest.files().containsKey(path)
                          && !NO_CODE.contains(path)
                          && !path.startsWith("mesh/icons/"))
              .toList();
      assertEquals(List.of(), missing);
    }
    assertTrue(manifest.files().size() > 10);
  }
}
