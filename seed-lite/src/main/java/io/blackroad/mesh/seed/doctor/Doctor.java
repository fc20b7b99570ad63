package io.blackroad.mesh.seed.doctor;

import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.TurnCredentials;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything that a visitor's browser needs.
 *
 * @param seed {@code http} or {@code https}
 * @param credentials null where only what is public can be looked at
 * @param timeout for each step
 */
public record Doctor(
    URI seed,
    List<IceUrl> stun,
    List<IceUrl> turn,
    @Nullable TurnCredentials credentials,
    Duration timeout) {
  public Doctor {
    stun = List.copyOf(stun);
    turn = List.copyOf(turn);
  }

  /** Tells {@code heard} of each thing as it is found. */
  public void look(Consumer<Finding> heard) throws InterruptedException {
    InstantSource clock = InstantSource.system();
    int millis = (int) timeout.toMillis();
    SSLSocketFactory browser = (SSLSocketFactory) SSLSocketFactory.getDefault();
    CertificateLook certificates = new CertificateLook(browser, millis, clock);
    new SeedVisit(seed, timeout, clock).look().forEach(heard);
    if ("https".equals(seed.getScheme())) {
      int port = seed.getPort() < 0 ? 443 : seed.getPort();
      heard.accept(certificates.look(Objects.requireNonNull(seed.getHost()), port));
    }
    stun.forEach(url -> heard.accept(new StunVisit(millis).look(url)));
    TurnDoor door = new TurnDoor(CertificateLook.anyCertificate(), millis);
    for (IceUrl url : turn) {
      if (url.transport() == IceUrl.Transport.TLS) {
        heard.accept(certificates.look(url.host(), url.port()));
      }
      if (credentials == null) {
        heard.accept(Finding.skipped(url.text(), "needs --turn-secret-file"));
      } else {
        new TurnVisit(door, credentials, clock).look(url).forEach(heard);
      }
    }
  }
}
