package io.blackroad.mesh.seed.signal;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which pages' scripts may speak for a visitor. Browsers always say where a script comes from, so
 * this keeps foreign pages from using the seed through their visitors. It keeps nobody else out: a
 * program can say any origin, and so it may as well say none.
 */
final class OriginRule {
  private static final String ANY = "*";

  private final List<String> allowed;

  /**
   * @param allowed origins besides the seed's own, or {@code *}
   */
  OriginRule(List<String> allowed) {
    this.allowed = allowed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * @param origin the Origin header field, or null when there is none
   * @param host the Host header field: the name that the page's browser knows the seed by
   */
  boolean allows(@Nullable String origin, @Nullable String host) {
    if (origin == null || allowed.contains(ANY)) {
      return true;
    }
    String said = origin.toLowerCase(Locale.ROOT);
    return allowed.contains(said) || (host != null && isOf(said, host.toLowerCase(Locale.ROOT)));
  }

  /** The scheme is not compared: behind a proxy that ends TLS the seed does not know its own. */
  private static boolean isOf(String origin, String host) {
    try {
      URI uri = URI.create(origin);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && host.equals(uri.getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
