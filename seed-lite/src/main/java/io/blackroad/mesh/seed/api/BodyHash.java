package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.seed.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeSet;

/** The hash of all that a submission says: its query and its body. */
final class BodyHash {
  private BodyHash() {}

  /** A hash that has taken in the query of {@code request}, whatever its order. */
  static MessageDigest begun(Request request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      TreeSet<String> names = new TreeSet<>();
      request.queryNames().forEach(names::add);
      for (String name : names) {
        String option = name + "=" + request.query(name) + "\n";
        digest.update(option.getBytes(StandardCharsets.UTF_8));
      }
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String hex(byte[] hash) {
    return Hex.of(hash);
  }
}
