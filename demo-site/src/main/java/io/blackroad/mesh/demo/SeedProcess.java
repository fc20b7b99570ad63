package io.blackroad.mesh.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A seed in a process of its own, started from its runnable jar as an operator would. */
public final class SeedProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("http://[^ ]+:[0-9]+");
  private static final long START_SECONDS_MAX = 60;
  private static final long STOP_SECONDS_MAX = 20;

  private final Process process;
  private final URI url;

  private SeedProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts {@code java -jar jar seed arguments...} and waits until it says where it listens.
   *
   * @throws DemoFailure with the seed's own words when it ends or says nothing
   */
  public static SeedProcess start(Path jar, List<String> arguments) {
    return start(List.of(), jar, arguments);
  }

  /** The same with words before the command, e.g. such that run it in another network. */
  public static SeedProcess start(List<String> before, Path jar, List<String> arguments) {
    List<String> command = new ArrayList<>(before);
    command.add(java());
    command.addAll(flags());
    command.addAll(List.of("-jar", jar.toString(), "seed"));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return new SeedProcess(process, awaitUrl(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  private static List<String> flags() {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC", "-Xms16m", "-Xmx256m", "--enable-native-access=ALL-UNNAMED"));
    if (Runtime.version().feature() >= 24) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }

  private static URI awaitUrl(Process process) {
    CompletableFuture<URI> found = new CompletableFuture<>();
    StringBuilder said = new StringBuilder();
    Thread reader = new Thread(() -> read(process, found, said), "seed-output");
    reader.setDaemon(true);
    reader.start();
    try {
      return found.get(START_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
      throw new DemoFailure("the seed did not start: " + said.toString().strip(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new DemoFailure("interrupted while the seed started", e);
    }
  }

  /** Reads to the end, so that the seed never blocks on a full pipe. */
  private static void read(Process process, CompletableFuture<URI> found, StringBuilder said) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!found.isDone()) {
          said.append(line).append(' ');
          LISTENING
              .matcher(line)
              .results()
              .findFirst()
              .ifPresent(url -> found.complete(URI.create(url.group())));
        }
      }
    } catch (IOException e) {
      said.append(e.getMessage());
    }
    found.completeExceptionally(new IOException("the process ended"));
  }

  /** Where it listens, e.g. {@code http://localhost:8082}. */
  public URI url() {
    return url;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: nothing is said, nothing is flushed. Returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    await(process);
  }

  @Override
  public void close() {
    end(process);
  }

  /** SIGTERM, and SIGKILL when that is not enough; returns when {@code process} is gone. */
  public static void end(Process process) {
    process.destroy();
    if (!await(process)) {
      process.destroyForcibly();
      await(process);
    }
  }

  private static boolean await(Process process) {
    try {
      return process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
