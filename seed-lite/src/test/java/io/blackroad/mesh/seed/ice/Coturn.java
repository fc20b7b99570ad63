package io.blackroad.mesh.seed.ice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** A real coturn, run with what {@link TurnConfig} writes, on loopback. */
public final class Coturn implements AutoCloseable {
  static final Path PROGRAM = Path.of("/usr/bin/turnserver");

  private static final int ANSWER_MILLIS = 300;
  private static final int START_SECONDS_MAX = 30;

  private final Process process;
  private final TurnConfig config;
  private final TurnSecret secret;

  private Coturn(Process process, TurnConfig config, TurnSecret secret) {
    this.process = process;
    this.config = config;
    this.secret = secret;
  }

  /** Whether tests of it can be run here. */
  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /** Starts one in {@code folder} and waits until it answers. */
  public static Coturn start(Path folder, TurnConfig.Quotas quotas) throws IOException {
    return start(folder, quotas, UnaryOperator.identity());
  }

  /** The same with a configuration that somebody has changed. */
  public static Coturn start(Path folder, TurnConfig.Quotas quotas, UnaryOperator<String> changed)
      throws IOException {
    TurnConfig.Ports ports = new TurnConfig.Ports(freePort(), 49_152, 51_199);
    List<String> addresses = List.of("127.0.0.1", "::1");
    TurnConfig config = new TurnConfig("127.0.0.1", addresses, List.of(), ports, null, quotas);
    Path file = folder.resolve("turn.secret");
    Files.writeString(file, "a-secret-of-this-test-alone-0123456789\n");
    file.toFile().setReadable(false, false);
    file.toFile().setReadable(true, true);
    TurnSecret secret = TurnSecret.read(file);
    Path written = folder.resolve("turnserver.conf");
    Files.writeString(written, changed.apply(config.text(secret)));
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "-c", written.toString()));
    command.add("--pidfile=" + folder.resolve("pid"));
    command.add("--userdb=" + folder.resolve("userdb"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("turnserver.log").toFile())
            .start();
    Coturn coturn = new Coturn(process, config, secret);
    coturn.awaitAnswer(folder.resolve("turnserver.log"));
    return coturn;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Asks until it answers; a port where nobody listens yet says so at once. */
  private void awaitAnswer(Path log) throws IOException {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
    while (process.isAlive() && System.nanoTime() < endNanos) {
      try (StunLink link = new UdpStunLink(address(), ANSWER_MILLIS)) {
        StunQuery.mapped(link);
        return;
      } catch (SocketTimeoutException | PortUnreachableException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS / 10));
      }
    }
    close();
    throw new IOException("coturn does not answer: " + Files.readString(log));
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), config.ports().plain());
  }

  public TurnCredentials credentials() {
    return new TurnCredentials(secret);
  }

  TurnClient overUdp(TurnCredentials.Credential credential) throws IOException {
    return new TurnClient(new UdpStunLink(address(), 10_000), credential);
  }

  TurnClient overTcp(TurnCredentials.Credential credential) throws IOException {
    Socket socket = new Socket();
    socket.connect(address(), 10_000);
    socket.setSoTimeout(10_000);
    return new TurnClient(new StreamStunLink(socket), credential);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
