package io.blackroad.mesh.seed.http;

import io.netty.handler.codec.http.HttpHeaders;

/** Header fields that keep a browser from doing more with an answer than it is for. */
final class SecurityFields {
  /** For answers that are no documents: should one be shown as a page, it can do nothing. */
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  private SecurityFields() {}

  /** Sets what every answer carries; a response's own fields are set over these. */
  static void addTo(HttpHeaders fields) {
    fields.set("Access-Control-Allow-Origin", "*");
    fields.set("Access-Control-Expose-Headers", "*");
    fields.set("Cross-Origin-Resource-Policy", "cross-origin");
    fields.set("X-Content-Type-Options", "nosniff");
    fields.set("Referrer-Policy", "strict-origin-when-cross-origin");
    fields.set("Content-Security-Policy", NOTHING);
  }
}
