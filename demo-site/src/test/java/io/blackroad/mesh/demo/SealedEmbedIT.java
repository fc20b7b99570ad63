package io.blackroad.mesh.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code mesh embed --sealed} with real browsers, a real model and a real seed. */
@Timeout(400)
class SealedEmbedIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path JAR = Path.of("../seed-lite/target/seed-lite.jar");
  private static final Path MODELS = Path.of("../seed-lite/target/models");
  private static final List<String> TEXTS = Passages.read(TestSeed.SITE).texts().subList(0, 20);

  @TempDir Path folder;

  private Path seedData() {
    return folder.resolve("seed");
  }

  /** What the verb prints. */
  private List<String> embed(TestSeed seed, String... options) throws Exception {
    Path in = Files.write(folder.resolve("in.txt"), TEXTS);
    Path out = folder.resolve("out.ndjson");
    Path err = folder.resolve("err.txt");
    List<String> command = new ArrayList<>();
    command.add(
        Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java") + "");
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-jar", JAR.toString(), "embed"));
    command.addAll(List.of("--seed", seed.url().toString(), "--confidence", "quorum"));
    command.addAll(List.of("--models", MODELS.toString()));
    command.addAll(List.of("--data", folder.resolve("own").toString()));
    command.addAll(List.of("--purpose", "a test of sealed work"));
    command.addAll(List.of(options));
    Process embed =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = embed.waitFor(180, TimeUnit.SECONDS);
    embed.destroyForcibly();
    String said = Files.readString(err);
    assertTrue(ended, said);
    assertEquals(0, embed.exitValue(), said);
    return Files.readAllLines(out);
  }

  private static List<String> vectors(List<String> lines) throws IOException {
    List<String> vectors = new ArrayList<>();
    for (String line : lines) {
      JsonNode result = JSON.readTree(line);
      assertEquals(vectors.size(), result.path("index").asInt());
      assertEquals(2, result.path("confirmedBy").asInt());
      assertEquals(Vectors.DIMENSIONS, result.path("embedding").size());
      vectors.add(result.path("embedding").toString());
    }
    return vectors;
  }

  /** All that the seed has put down, as text of one byte a character. */
  private String stored() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(seedData())) {
      files.filter(Files::isRegularFile).forEach(file -> all.append(latin(read(file))));
    }
    return all.toString();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A vector as the seed's database would hold it. */
  private static String floats(String embedding) throws IOException {
    JsonNode values = JSON.readTree(embedding);
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(value -> bytes.putFloat(value.floatValue()));
    return latin(bytes.array());
  }

  @Test
  void browsersComputeWhatTheSeedNeverSees() throws Exception {
    try (Visitors browser = Visitors.launch();
        TestSeed seed = TestSeed.start(seedData(), false)) {
      List<Visitor> visitors = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Visitor visitor = browser.open(seed.url());
        visitor.consent(100);
        visitors.add(visitor);
      }
      visitors.forEach(Visitor::awaitReady);

      List<String> sealed = vectors(embed(seed, "--sealed"));

      String afterSealed = stored();
      List<String> open = vectors(embed(seed));
      assertEquals(open, sealed);
      for (int i = 0; i < TEXTS.size(); i++) {
        assertFalse(afterSealed.contains(latin(TEXTS.get(i).getBytes(StandardCharsets.UTF_8))));
        assertFalse(afterSealed.contains(floats(sealed.get(i))));
      }
      visitors.forEach(Visitor::leave);
    }
  }
}
