package io.blackroad.mesh.browser;

import io.blackroad.mesh.hash.Hex;

/**
 * A file that is known by its content.
 *
 * @param url where it can be had
 * @param sha256 64 hex digits
 * @param bytesMax size past which a download is given up
 */
record WebFile(String url, String sha256, long bytesMax) {
  private static final String PREFIX = "sha256:";

  /**
   * The digits of a hash as {@code ModelSpec} writes it.
   *
   * @throws BrowserFailure when {@code hash} is not {@code sha256:} and 64 hex digits
   */
  static String digits(String hash) {
    if (!hash.startsWith(PREFIX) || !Hex.is(hash.substring(PREFIX.length()), 64)) {
      throw new BrowserFailure("\"" + hash + "\" is no SHA-256");
    }
    return hash.substring(PREFIX.length());
  }
}
