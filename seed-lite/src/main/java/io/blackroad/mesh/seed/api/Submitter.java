package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.seed.http.Request;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whose share of the mesh a job counts against: the network that it comes from; where that says
 * nothing (this machine, a private network), whoever's bearer token the request carries.
 *
 * <p>In this order, because nobody checks such tokens: whoever makes up a new one for each job
 * would have as many shares as jobs. Networks cost something.
 */
final class Submitter {
  private static final String SCHEME = "Bearer ";

  private Submitter() {}

  /** {@code addr:} and a prefix, {@code token:} and a hash, or {@code addr:} for nobody known. */
  static String of(Request request) {
    String prefix = request.client().prefix();
    String token = prefix.isEmpty() ? token(request.header("Authorization")) : null;
    return token == null ? "addr:" + prefix : "token:" + token;
  }

  /** SHA-256 of a bearer token (RFC 6750), which itself is never kept; null without one. */
  private static @Nullable String token(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    byte[] said = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    return Hex.of(new Sha256().sha256(said));
  }
}
