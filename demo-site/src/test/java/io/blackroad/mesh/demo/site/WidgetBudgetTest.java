package io.blackroad.mesh.demo.site;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a page fetches of the mesh before its visitor has agreed to anything. */
class WidgetBudgetTest {
  /** 10 kB on the wire, less the header fields of four answers (about 600 bytes each). */
  private static final int GZIPPED_BYTES_MAX = 7_500;

  @Test
  void weighsAtMostTenKilobytes() throws IOException {
    int bytes = 0;
    for (String file :
        List.of("mesh.js", "mesh/widget.html", "mesh/widget.css", "mesh/widget.js")) {
      bytes += gzipped(served(file));
    }

    assertTrue(bytes <= GZIPPED_BYTES_MAX, bytes + " bytes, at most " + GZIPPED_BYTES_MAX);
  }

  private static byte[] served(String file) throws IOException {
    try (var stream = WidgetBudgetTest.class.getResourceAsStream("/META-INF/mesh-web/" + file)) {
      return Objects.requireNonNull(stream, file).readAllBytes();
    }
  }

  private static int gzipped(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    }
    return compressed.size();
  }
}
