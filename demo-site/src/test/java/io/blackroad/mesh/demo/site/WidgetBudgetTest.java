package io.blackroad.mesh.demo.site;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a page fetches of the mesh before its visitor has agreed to anything. */
class WidgetBudgetTest {
  private static final int GZIPPED_BYTES_MAX = 10_000;
  private static final Path WEB = Path.of("../node-wasm/src/main/web");

  @Test
  void weighsAtMostTenKilobytes() throws IOException {
    int bytes = 0;
    for (String file :
        List.of("mesh.js", "mesh/widget.html", "mesh/widget.css", "mesh/widget.js")) {
      bytes += gzipped(Files.readAllBytes(WEB.resolve(file)));
    }

    assertTrue(bytes <= GZIPPED_BYTES_MAX, bytes + " bytes, at most " + GZIPPED_BYTES_MAX);
  }

  private static int gzipped(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    }
    return compressed.size();
  }
}
