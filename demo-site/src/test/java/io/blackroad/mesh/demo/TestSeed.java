package io.blackroad.mesh.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.opentest4j.AssertionFailedError;

/**
 * A seed from the built jar, with the built site and a data folder of its own; can be killed and
 * restarted.
 */
final class TestSeed implements AutoCloseable {
  private static final Path JAR = Path.of("../seed-lite/target/seed-lite.jar");
  private static final Path MODELS = Path.of("../seed-lite/target/models");
  static final Path SITE = Path.of("target/site");

  private final Path data;
  private final boolean fallback;
  private SeedProcess process;
  private int port;

  private TestSeed(Path data, boolean fallback) {
    this.data = data;
    this.fallback = fallback;
    this.process = launch();
    this.port = process.url().getPort();
  }

  static TestSeed start(Path data, boolean fallback) {
    if (!Files.isRegularFile(JAR)) {
      throw new AssertionFailedError(JAR + " is missing: run mvn verify, not mvn test");
    }
    return new TestSeed(data, fallback);
  }

  private SeedProcess launch() {
    List<String> options =
        new ArrayList<>(List.of("--port", Integer.toString(port), "--data", data.toString()));
    options.addAll(List.of("--site", SITE.toString(), "--models", MODELS.toString()));
    options.addAll(List.of("--fallback", fallback ? "on" : "off"));
    return SeedProcess.start(JAR, options);
  }

  URI url() {
    return process.url();
  }

  SeedClient client() {
    return new SeedClient(process.url());
  }

  /** kill -9, then the same seed again on the same port and data. */
  void killAndRestart() {
    process.kill();
    process = launch();
  }

  /** Looks every 50 ms until {@code reached} holds. */
  static void await(String what, long millisMax, BooleanSupplier reached) {
    long end = System.nanoTime() + millisMax * 1_000_000;
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionFailedError("waited " + millisMax + " ms for " + what);
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** The job once it is done. */
  JsonNode finished(String jobId, long millisMax) {
    SeedClient client = client();
    await(
        "job " + jobId, millisMax, () -> client.job(jobId).path("status").asText().equals("done"));
    return client.job(jobId);
  }

  @Override
  public void close() {
    process.close();
  }
}
