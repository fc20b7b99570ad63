package io.blackroad.mesh.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The files of checkpoints, receipts, notes, tiles and witnesses are what their generators write.
 */
class WitnessVectorFilesTest {
  /** To be run in node-core when a case is added. */
  public static void main(String[] args) throws IOException {
    for (Map.Entry<String, String> file : files().entrySet()) {
      Files.writeString(VectorFile.path(file.getKey()), file.getValue());
    }
  }

  private static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put("checkpoint", CheckpointVectorFile.text());
    files.put("receipt", ReceiptVectorFile.text());
    files.put("note", NoteVectorFile.text());
    files.put("tile-path", TileVectorFiles.paths());
    files.put("tile-hashes", TileVectorFiles.hashes());
    files.put("witness", HistoryVectorFile.text());
    return files;
  }

  @TestFactory
  Stream<DynamicTest> areUpToDate() {
    return files().entrySet().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey(),
                    () ->
                        assertEquals(
                            file.getValue(), Files.readString(VectorFile.path(file.getKey())))));
  }
}
