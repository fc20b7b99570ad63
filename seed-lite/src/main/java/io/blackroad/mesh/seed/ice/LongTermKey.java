package io.blackroad.mesh.seed.ice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The key that a user's requests are signed with (RFC 8489 9.2.2). */
final class LongTermKey {
  private LongTermKey() {}

  /** MD5, as every TURN server expects it; what it protects is a secret of its own each time. */
  static byte[] of(String username, String realm, String password) {
    try {
      byte[] text = (username + ":" + realm + ":" + password).getBytes(StandardCharsets.UTF_8);
      return MessageDigest.getInstance("MD5").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
