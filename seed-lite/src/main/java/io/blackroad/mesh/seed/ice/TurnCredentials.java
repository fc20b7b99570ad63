package io.blackroad.mesh.seed.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Mints what lets one node use the TURN server for a few minutes (coturn's {@code
 * use-auth-secret}): the name is {@code EXPIRY:NODE}, the password base64(HMAC-SHA1(secret, name)).
 *
 * <p>Expiries lie on a raster of half a life, so a node that asks over and over gets the same
 * credential: it never has more than two that work, nothing has to be remembered for that, and the
 * server's quota, which goes by NODE, holds for both together.
 */
public final class TurnCredentials {
  /** A new connection needs them for seconds; one that stands outlives them (measured). */
  static final long LIFE_MILLIS = 600_000;

  private static final long RASTER_MILLIS = LIFE_MILLIS / 2;
  private static final long SECOND_MILLIS = 1_000;

  private final TurnSecret secret;

  public TurnCredentials(TurnSecret secret) {
    this.secret = secret;
  }

  /**
   * A name and its password.
   *
   * @param expiresAtMillis milliseconds since 1970; the server refuses it from then on
   */
  public record Credential(String username, String password, long expiresAtMillis) {
    /** Without the password. */
    @Override
    public String toString() {
      return username;
    }
  }

  /** A credential of {@code nodeId} that lasts for five to ten minutes from {@code nowMillis}. */
  public Credential mint(String nodeId, long nowMillis) {
    long expiresAtMillis = Math.ceilDiv(nowMillis + RASTER_MILLIS, RASTER_MILLIS) * RASTER_MILLIS;
    return until(nodeId, expiresAtMillis);
  }

  /** A credential with an expiry of one's own, to the second. */
  public Credential until(String nodeId, long expiresAtMillis) {
    String username = expiresAtMillis / SECOND_MILLIS + ":" + nodeId;
    return new Credential(username, password(username), expiresAtMillis);
  }

  private String password(String username) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.text().getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
      byte[] sum = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }
}
