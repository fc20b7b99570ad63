package io.blackroad.mesh.seed.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Looks at the certificate of a server as a browser would: its name, its issuer, its end. */
final class CertificateLook {
  /** Those who renew by machine do it a month before. */
  private static final long DAYS_MIN = 14;

  private final SSLSocketFactory browser;
  private final int timeoutMillis;
  private final InstantSource clock;

  /**
   * @param browser knows the issuers that a browser knows
   */
  CertificateLook(SSLSocketFactory browser, int timeoutMillis, InstantSource clock) {
    this.browser = browser;
    this.timeoutMillis = timeoutMillis;
    this.clock = clock;
  }

  /** Takes any certificate: what is behind it is looked at as well, and nothing secret is sent. */
  static SSLSocketFactory anyCertificate() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anyone()}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  Finding look(String host, int port) {
    String about = "certificate of " + host + ":" + port;
    try {
      Instant end = end(host, port, browser, true);
      long days = Duration.between(clock.instant(), end).toDays();
      if (end.isBefore(clock.instant())) {
        return Finding.bad(about, "ended on " + end + ": renew it");
      }
      return days >= DAYS_MIN
          ? Finding.good(about, "is valid for " + days + " more days")
          : Finding.bad(about, "ends in " + days + " days: renew it");
    } catch (SSLException e) {
      return Finding.bad(
          about, "browsers refuse it (" + SeedVisit.reason(e) + "), " + whose(host, port));
    } catch (IOException e) {
      return Finding.bad(about, "cannot be had (" + SeedVisit.reason(e) + ")");
    }
  }

  private String whose(String host, int port) {
    try {
      Instant end = end(host, port, anyCertificate(), false);
      return end.isBefore(clock.instant())
          ? "it ended on " + end
          : "it lasts until " + end + ": its name or issuer is wrong";
    } catch (IOException e) {
      return "and it cannot be looked at";
    }
  }

  private Instant end(String host, int port, SSLSocketFactory factory, boolean checked)
      throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), timeoutMillis);
      plain.setSoTimeout(timeoutMillis);
      SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
      if (checked) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.startHandshake();
      Certificate own = socket.getSession().getPeerCertificates()[0];
      Date end = ((X509Certificate) own).getNotAfter();
      return end.toInstant();
    }
  }

  private static final class Anyone extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
