package io.blackroad.mesh.demo.nat;

import io.blackroad.mesh.demo.DemoFailure;
import io.blackroad.mesh.demo.SeedProcess;
import io.blackroad.mesh.seed.ice.TurnConfig;
import io.blackroad.mesh.seed.ice.TurnSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A coturn in the laboratory, with a folder of its own for its files, which goes with it.
 *
 * @param config what turn-config would write
 */
record Coturn(Path folder, Process process, TurnConfig config, TurnSecret secret)
    implements AutoCloseable {
  /** The one port that every firewall lets out, for TLS. */
  static final int TLS_PORT = 443;

  private static final int START_TRIES = 100;

  /** Starts it, and waits until it serves. */
  static Coturn start(NatLab lab) throws IOException {
    Path folder = Files.createTempDirectory("mesh-nat-");
    try {
      SelfSigned.write(folder, NatLab.TURN);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    Path secretFile = secretFile(folder);
    Files.createFile(
        secretFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secretFile, "laboratory-0123456789abcdef", StandardOpenOption.WRITE);
    TurnSecret secret = TurnSecret.read(secretFile);
    TurnConfig config =
        new TurnConfig(
            NatLab.TURN,
            List.of(NatLab.TURN),
            List.of(),
            TurnConfig.Ports.STANDARD,
            new TurnConfig.Tls(TLS_PORT, folder.resolve("cert.pem"), folder.resolve("key.pem")),
            TurnConfig.Quotas.STANDARD);
    return new Coturn(folder, run(lab, folder, config.text(secret)), config, secret);
  }

  /** What turn-config writes, but that here the public network is one for documentation. */
  private static Process run(NatLab lab, Path folder, String text) throws IOException {
    Path file = folder.resolve("turnserver.conf");
    Files.writeString(file, text + "allowed-peer-ip=" + NatLab.PUBLIC_RANGE + "\n");
    List<String> command =
        List.of(
            "turnserver",
            "-c",
            file.toString(),
            "--pidfile=" + folder.resolve("turnserver.pid"),
            "--userdb=" + folder.resolve("userdb"));
    Path log = folder.resolve("turnserver.log");
    Process process =
        new ProcessBuilder(NatLab.inside(lab.servers(), command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int tries = 0; tries < START_TRIES && process.isAlive(); tries++) {
      if (Files.readString(log, StandardCharsets.UTF_8).contains("Total General servers")) {
        return process;
      }
      pause();
    }
    process.destroyForcibly();
    throw new DemoFailure("coturn did not start: " + Files.readString(log, StandardCharsets.UTF_8));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path secretFile(Path folder) {
    return folder.resolve("turn.secret");
  }

  /** What a seed has to be told, so that it tells visitors of this server. */
  List<String> seedOptions() {
    return Stream.concat(
            Stream.of("--turn-secret-file", secretFile(folder).toString()),
            config.urls().stream().flatMap(url -> Stream.of("--turn-url", url.text())))
        .toList();
  }

  @Override
  public void close() {
    SeedProcess.end(process);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
