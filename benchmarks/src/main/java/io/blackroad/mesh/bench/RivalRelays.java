package io.blackroad.mesh.bench;

import io.blackroad.mesh.demo.DemoFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Minimal relays on {@code ws} for Node.js and on Bun, installed at the versions of {@code
 * benchmarks/src/main/npm-relay/package-lock.json}.
 */
final class RivalRelays {
  private static final String WS = "ws-relay.mjs";
  private static final String BUN = "bun-relay.js";
  private static final String BUN_BINARY = "node_modules/@oven/bun-linux-x64/bin/bun";

  private final Path folder;

  private RivalRelays(Path folder) {
    this.folder = folder;
  }

  /** A relay in a process of its own. */
  record Running(Process process, URI url) implements AutoCloseable {
    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /** Installs them below {@code benchmarks/target}; the first time this downloads some 40 MB. */
  static RivalRelays install(Path root) throws IOException {
    Path folder = root.resolve("benchmarks/target/relays");
    Files.createDirectories(folder);
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(
          root.resolve("benchmarks/src/main/npm-relay").resolve(file),
          folder.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Rival.npmCi(folder);
    for (String file : List.of(WS, BUN)) {
      Files.copy(
          root.resolve("benchmarks/src/main/resources/bench-relay").resolve(file),
          folder.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    return new RivalRelays(folder);
  }

  Running ws() throws IOException {
    return start("node", WS);
  }

  /** Whether Bun's program runs on this machine. */
  boolean hasBun() {
    return Files.isExecutable(folder.resolve(BUN_BINARY));
  }

  Running bun() throws IOException {
    return start(folder.resolve(BUN_BINARY).toString(), BUN);
  }

  private Running start(String program, String script) throws IOException {
    Process process =
        new ProcessBuilder(program, folder.resolve(script).toString())
            .directory(folder.toFile())
            .redirectError(folder.resolve(script + ".log").toFile())
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = said.readLine();
    if (line == null) {
      throw new DemoFailure(program + " did not start: see " + folder.resolve(script + ".log"));
    }
    return new Running(process, URI.create(line));
  }
}
