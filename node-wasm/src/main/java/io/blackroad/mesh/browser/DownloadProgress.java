package io.blackroad.mesh.browser;

/** Hears how far a download is. Called as often as bytes arrive. */
interface DownloadProgress {
  /** {@code loaded} of {@code total} bytes are here. */
  void at(long loaded, long total);
}
