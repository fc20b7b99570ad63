package io.blackroad.mesh.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The file in spec/vectors is what the generator writes, whose good cases are the RFC's. */
class Ed25519VectorFileTest {
  @Test
  void theFileIsUpToDate() throws IOException {
    assertEquals(Ed25519VectorFile.text(), Files.readString(Ed25519VectorFile.FILE));
  }
}
