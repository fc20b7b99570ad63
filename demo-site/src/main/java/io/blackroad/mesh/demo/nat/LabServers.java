package io.blackroad.mesh.demo.nat;

import io.blackroad.mesh.demo.DemoFailure;
import io.blackroad.mesh.demo.SeedProcess;
import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.TurnConfig;
import io.blackroad.mesh.seed.ice.TurnCredentials;
import io.blackroad.mesh.seed.ice.TurnSecret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real seed on port 443 of one public address, and a real coturn on another. */
public final class LabServers implements AutoCloseable {
  private static final int PORT = 443;
  private static final int START_TRIES = 100;

  private final Process coturn;
  private final SeedProcess seed;
  private final TurnConfig config;
  private final TurnSecret secret;

  private LabServers(Process coturn, SeedProcess seed, TurnConfig config, TurnSecret secret) {
    this.coturn = coturn;
    this.seed = seed;
    this.config = config;
    this.secret = secret;
  }

  /**
   * Starts both in the laboratory.
   *
   * @param jar the seed's
   * @param folder for their files
   * @param withTurn whether the seed tells visitors of the TURN server
   * @param more further options of the seed
   */
  public static LabServers start(
      NatLab lab, Path jar, Path folder, boolean withTurn, List<String> more) throws IOException {
    Files.createDirectories(folder);
    try {
      SelfSigned.write(folder, NatLab.TURN);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    Path secretFile = folder.resolve("turn.secret");
    Files.createFile(
        secretFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secretFile, "laboratory-0123456789abcdef", StandardOpenOption.WRITE);
    TurnSecret secret = TurnSecret.read(secretFile);
    TurnConfig config = config(folder);
    Process coturn = coturn(lab, folder, config.text(secret));
    List<String> options = new ArrayList<>(List.of("--host", NatLab.SEED, "--port", "" + PORT));
    options.addAll(List.of("--data", folder.resolve("data").toString()));
    if (withTurn) {
      options.addAll(List.of("--turn-secret-file", secretFile.toString()));
      config.urls().forEach(url -> options.addAll(List.of("--turn-url", url.text())));
    }
    options.addAll(more);
    SeedProcess seed = SeedProcess.start(NatLab.inside(lab.servers(), List.of()), jar, options);
    return new LabServers(coturn, seed, config, secret);
  }

  private static TurnConfig config(Path folder) {
    return new TurnConfig(
        NatLab.TURN,
        List.of(NatLab.TURN),
        List.of(),
        TurnConfig.Ports.STANDARD,
        new TurnConfig.Tls(PORT, folder.resolve("cert.pem"), folder.resolve("key.pem")),
        TurnConfig.Quotas.STANDARD);
  }

  /** What turn-config writes, but that here the public network is one for documentation. */
  private static Process coturn(NatLab lab, Path folder, String text) throws IOException {
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

  /** Where the seed's site is. */
  public URI url() {
    return URI.create("http://" + NatLab.SEED + ":" + PORT);
  }

  /** The seed's own STUN responder. */
  IceUrl stun() {
    return IceUrl.stun(NatLab.SEED, 3478);
  }

  /** The ways to the TURN server. */
  List<IceUrl> turn() {
    return config.urls();
  }

  TurnCredentials credentials() {
    return new TurnCredentials(secret);
  }

  @Override
  public void close() {
    seed.close();
    SeedProcess.end(coturn);
  }
}
