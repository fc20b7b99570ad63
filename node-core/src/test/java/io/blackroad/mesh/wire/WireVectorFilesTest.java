package io.blackroad.mesh.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * The files in spec/vectors are what the generator writes: nobody changed one without the other.
 */
class WireVectorFilesTest {
  @Test
  void goodFramesAreUpToDate() throws IOException {
    assertEquals(WireVectorFiles.good(), Files.readString(WireVectorFiles.GOOD));
  }

  @Test
  void malformedFramesAreUpToDate() throws IOException {
    assertEquals(WireVectorFiles.malformed(), Files.readString(WireVectorFiles.MALFORMED));
  }
}
