package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.seed.TestNode;
import io.blackroad.mesh.seed.TestSeed;
import io.blackroad.mesh.seed.WordEngine;
import io.blackroad.mesh.seed.WordModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sealed jobs from submission to opened vectors, over HTTP, through a whole seed. */
@Timeout(120)
class SealedEmbedTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final WordModel MODEL = new WordModel("words", null);
  private static final List<String> TEXTS =
      IntStream.range(0, 40).mapToObj(i -> "the secret of patient number " + i).toList();

  @TempDir private Path data;

  /** A job as the command line submits it. */
  private static EmbedJob job(SeedClient client, String confidence, @Nullable SealedLines lines)
      throws Exception {
    ObjectNode job = JSON.createObjectNode().put("confidence", confidence).put("model", "words");
    if (lines == null) {
      TEXTS.forEach(job.putArray("texts")::add);
    } else {
      lines.putInto(job);
    }
    EmbedProgress progress = new EmbedProgress(System.err, false, true);
    EmbedJob.Texts span = new EmbedJob.Texts(0, TEXTS.size());
    return new EmbedJob(
        client, progress, span, new EmbedJob.Said(JSON.writeValueAsBytes(job), lines));
  }

  private static SeedClient client(int port) {
    return new SeedClient(URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(30));
  }

  private static String printed(EmbedJob job) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    job.print(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<float[]> vectors(String lines) throws IOException {
    List<float[]> vectors = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      JsonNode embedding = JSON.readTree(line).path("embedding");
      float[] vector = new float[embedding.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = embedding.get(i).floatValue();
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private static void assertRight(String lines) throws IOException {
    List<float[]> vectors = vectors(lines);
    assertEquals(TEXTS.size(), vectors.size());
    assertTrue(lines.lines().allMatch(line -> line.contains("\"confirmedBy\":2")));
    for (int i = 0; i < vectors.size(); i++) {
      assertArrayEquals(WordEngine.vector(MODEL.encode(TEXTS.get(i)).ids()), vectors.get(i));
    }
  }

  @Test
  void neitherTheSeedNorARelayEverHasTextOrVector() throws Exception {
    assertEquals(List.of(), found(new SealedLines(MODEL, TEXTS)));
    try (Stream<Path> files = Files.list(data)) {
      assertTrue(files.findAny().isPresent());
    }
  }

  /** Without it the test above could look in the wrong place, or for the wrong thing. */
  @Test
  void ofAnOpenJobBothHaveAllOfIt() throws Exception {
    List<String> found = found(null);
    for (String what :
        List.of("text on the way", "stored ids", "ids on the way", "stored vector")) {
      assertTrue(found.contains(what), what + " is not among " + found);
    }
  }

  /** Computes {@link #TEXTS} as a job, and names what of it was found where. */
  private List<String> found(@Nullable SealedLines lines) throws Exception {
    byte[] passed;
    byte[] begun;
    CompletableFuture<EmbedJob> done = new CompletableFuture<>();
    try (TestSeed seed = TestSeed.withoutFallback(data);
        Tap tap = new Tap(seed.port());
        SeedClient client = client(tap.port())) {
      EmbedJob waiting = job(client, "quorum", lines);
      Thread.ofVirtual().start(() -> complete(done, waiting));
      awaitJob(seed);
      begun = stored(); // what a job is computed from is deleted once it is over
      try (TestNode one = TestNode.join(tap.port());
          TestNode other = TestNode.join(tap.port())) {
        EmbedJob job = done.get();
        assertRight(printed(job));
        JsonNode view = TestSeed.json(seed.get("/api/jobs/" + job.id()));
        assertEquals(lines == null ? "open" : "sealed", view.path("privacy").asText());
        assertEquals("words", view.path("model").asText());
        one.await(status -> status.tasksAccepted() > 0);
        other.await(status -> status.tasksAccepted() > 0);
      }
      passed = tap.bytes();
    }
    int[] ids = MODEL.encode(TEXTS.get(7)).ids();
    float[] vector = WordEngine.vector(ids);
    byte[] stored = (text(begun) + text(stored())).getBytes(StandardCharsets.ISO_8859_1);
    List<String> found = new ArrayList<>();
    add(found, "stored text", stored, TEXTS.get(7).getBytes(StandardCharsets.UTF_8));
    add(found, "text on the way", passed, TEXTS.get(7).getBytes(StandardCharsets.UTF_8));
    add(found, "stored ids", stored, varints(ids));
    add(found, "ids on the way", passed, int32s(ids));
    add(found, "stored vector", stored, floats(vector));
    add(found, "vector on the way", passed, floats(vector));
    add(
        found,
        "vector's text on the way",
        passed,
        ("" + vector[0]).getBytes(StandardCharsets.UTF_8));
    return found;
  }

  private static void add(List<String> found, String what, byte[] in, byte[] wanted) {
    if (text(in).contains(text(wanted))) {
      found.add(what);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static void awaitJob(TestSeed seed) throws Exception {
    while (TestSeed.json(seed.get("/api/mesh")).path("jobs").asInt() == 0) {
      Thread.onSpinWait();
    }
  }

  /** Every file of the seed's, one behind the other. */
  private byte[] stored() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.walk(data)) {
      files.filter(Files::isRegularFile).forEach(file -> all.writeBytes(read(file)));
    }
    return all.toByteArray();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the seed's database has them. */
  private static byte[] varints(int[] ids) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int id : ids) {
      for (int rest = id; ; rest >>>= 7) {
        out.write(rest > 127 ? (rest & 127) | 128 : rest);
        if (rest <= 127) {
          break;
        }
      }
    }
    return out.toByteArray();
  }

  /** As a node is sent them. */
  private static byte[] int32s(int[] ids) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * ids.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(ids);
    return bytes.array();
  }

  private static byte[] floats(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** What is on the disk while a seed runs is what a kill leaves behind. */
  @Test
  void goesOnWithTheSeedThatTakesAKilledOnesPlace() throws Exception {
    Path left = data.resolve("left");
    CompletableFuture<EmbedJob> job = new CompletableFuture<>();
    try (TestSeed killed = TestSeed.withoutFallback(data.resolve("killed"));
        Tap tap = new Tap(killed.port());
        SeedClient client = client(tap.port())) {
      EmbedJob waiting = job(client, "quorum", new SealedLines(MODEL, TEXTS));
      Thread.ofVirtual().start(() -> complete(job, waiting));
      awaitJob(killed);
      copy(data.resolve("killed"), left);
      try (TestSeed next = TestSeed.withoutFallback(left)) {
        tap.redirect(next.port());
        try (TestNode one = TestNode.join(next.port());
            TestNode other = TestNode.join(next.port())) {
          assertRight(printed(job.get()));
          one.await(status -> status.tasksAccepted() > 0);
          other.await(status -> status.tasksAccepted() > 0);
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static void complete(CompletableFuture<EmbedJob> done, EmbedJob job) {
    try {
      done.complete(job.call());
    } catch (CliFailure | InterruptedException e) {
      done.completeExceptionally(e);
    }
  }

  @Test
  void theSeedsOwnNodeCannotHelpOut() throws Exception {
    try (TestSeed seed = TestSeed.in(data);
        SeedClient client = client(seed.port())) {
      SealedLines lines = new SealedLines(MODEL, TEXTS);
      ObjectNode job = JSON.createObjectNode().put("confidence", "off");
      lines.putInto(job);
      String id = client.submitSealed(JSON.writeValueAsBytes(job), lines.token());
      assertEquals("done", seed.finish(seed.submit("{\"texts\":[\"a\"]}")).path("status").asText());
      JsonNode view = TestSeed.json(seed.get("/api/jobs/" + id));
      assertEquals(0, view.path("done").asInt());
      assertEquals(
          "It needs a node: nobody is connected who can compute words.",
          view.path("waitingFor").asText());
    }
  }

  @Test
  void aResultOfAnotherTextDoesNotOpen() throws Exception {
    SealedLines lines = new SealedLines(MODEL, TEXTS);
    ObjectNode job = JSON.createObjectNode();
    lines.putInto(job);
    String input = job.path("texts").get(0).asText(); // an input, shown as an output
    CliFailure failure =
        assertThrows(
            CliFailure.class,
            () -> lines.opened("{\"index\":0,\"sealed\":\"" + input + "\",\"confirmedBy\":2}"));
    assertTrue(String.valueOf(failure.getMessage()).contains("does not open"));
  }
}
