package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  @TempDir Path folder;

  @Test
  void listsEveryModelWithItsState() throws Exception {
    Path broken = Files.createDirectories(folder.resolve("models/all-minilm-l6-v2"));
    Files.writeString(broken.resolve("model.onnx"), "half a download");
    Files.writeString(broken.resolve("tokenizer.json"), "{}");
    CliRun run =
        CliRun.of(
            "",
            "models",
            "--data",
            folder.resolve("data").toString(),
            "--models",
            folder.resolve("models").toString());
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("all-minilm-l6-v2-q (default)\n  state    ready\n"), run.out());
    assertTrue(run.out().contains("all-minilm-l6-v2\n  state    absent: "), run.out());
    assertTrue(run.out().contains("has SHA-256 "), run.out());
    assertTrue(run.out().contains("prefix   'search_document: '"), run.out());
    assertTrue(run.out().contains("state    absent: put the file "), run.out());
  }

  @Test
  void aWrongManifestIsOneLine() throws Exception {
    Path models = Files.createDirectories(folder.resolve("models"));
    Files.writeString(models.resolve("m.json"), "{\"name\": 3}");
    CliRun run =
        CliRun.of("", "models", "--data", folder.toString(), "--models", models.toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith("mesh models: manifest "), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }
}
