package io.blackroad.mesh.seed.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A server on 127.0.0.1 that shakes hands by TLS, with a certificate that it signed itself. */
final class TlsServer implements AutoCloseable {
  private static final String PASSWORD = "of-this-test";

  private final KeyStore keys;
  private final SSLServerSocket listening;

  private TlsServer(KeyStore keys, SSLServerSocket listening) {
    this.keys = keys;
    this.listening = listening;
  }

  /**
   * Starts one.
   *
   * @param begins when its certificate does, for keytool, e.g. {@code -40d}
   * @param days how long that lasts
   */
  static TlsServer start(Path folder, String begins, int days)
      throws IOException, GeneralSecurityException, InterruptedException {
    KeyStore keys = keys(folder, begins, days);
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), null, null);
    SSLServerSocket listening =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 16, InetAddress.getLoopbackAddress());
    TlsServer server = new TlsServer(keys, listening);
    Thread.ofPlatform().daemon().start(server::serve);
    return server;
  }

  private static KeyStore keys(Path folder, String begins, int days)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = folder.resolve("tls" + begins + ".p12");
    List<String> command = new ArrayList<>();
    String home = Objects.requireNonNull(System.getProperty("java.home"));
    command.add(Path.of(home, "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", "own", "-keyalg", "EC", "-dname", "CN=own"));
    command.addAll(List.of("-ext", "san=ip:127.0.0.1", "-startdate", begins));
    command.addAll(List.of("-validity", Integer.toString(days), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-keystore", store.toString()));
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (SSLSocket one = (SSLSocket) listening.accept()) {
        one.startHandshake();
        int heard = one.getInputStream().read();
        assert heard < 0;
      } catch (IOException e) {
        // Who does not trust it hangs up; or it is closed.
      }
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Sockets of somebody who trusts this certificate, and no other. */
  SSLSocketFactory trusting() throws GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try {
      trusted.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    trusted.setCertificateEntry("own", Objects.requireNonNull(keys.getCertificate("own")));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
