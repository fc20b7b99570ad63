package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets in who carries the operator's token (RFC 6750), and slows down who guesses. */
public final class AdminGate {
  /** Wrong tries of one client within {@link #PAUSE}, after which it has to wait. */
  static final int TRIES_MAX = 10;

  static final Duration PAUSE = Duration.ofMinutes(1);

  /** Clients whose tries are counted; the one that was seen last is forgotten last. */
  private static final int CLIENTS_MAX = 1_024;

  private static final String SCHEME = "Bearer ";

  private final byte[] token;
  private final InstantSource time;
  private final Map<String, Tries> tries =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > CLIENTS_MAX;
        }
      };

  private record Tries(int wrong, Instant first) {}

  public AdminGate(String token, InstantSource time) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.time = time;
  }

  /** What keeps {@code request} out; null when it may pass. */
  synchronized @Nullable Problem refusal(Request request) {
    Instant now = time.instant();
    Tries before = tries.get(request.client().id());
    if (before != null && !now.isBefore(before.first.plus(PAUSE))) {
      tries.remove(request.client().id());
      before = null;
    }
    if (before != null && before.wrong >= TRIES_MAX) {
      return new Problem(
              429,
              "too-many-tries",
              "Too many wrong tokens",
              "Wait a minute; the token is in the file admin.token of the seed's data folder.")
          .retryAfter((int) PAUSE.toSeconds());
    }
    if (isRight(request.header("Authorization"))) {
      return null;
    }
    tries.put(
        request.client().id(),
        before == null ? new Tries(1, now) : new Tries(before.wrong + 1, before.first));
    return new Problem(
        401,
        "no-token",
        "This is for the seed's operator",
        "Send 'Authorization: Bearer ' and what is in the file admin.token of the data folder.");
  }

  /** Takes the same time for every wrong token of the right length. */
  private boolean isRight(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] said = authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(token, said);
  }
}
