package io.blackroad.mesh.seed;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.seed.model.BrowserRuntime;
import io.blackroad.mesh.witness.CodeManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The code that this build of the seed serves to browsers. */
final class BundledCode {
  /** Everything that runs in a visitor's browser; a file that a build lacks is not listed. */
  private static final List<String> FILES =
      List.of(
          "mesh.js",
          "mesh/account.js",
          "mesh/after-worker.js",
          "mesh/after.js",
          "mesh/app.css",
          "mesh/app.html",
          "mesh/app.js",
          "mesh/code.js",
          "mesh/consent.js",
          "mesh/ed25519.js",
          "mesh/ed25519.wasm",
          "mesh/executor-worker.js",
          "mesh/in-origin.js",
          "mesh/inside.js",
          "mesh/kept.js",
          "mesh/live.js",
          "mesh/manifest.webmanifest",
          "mesh/messages/ar.js",
          "mesh/messages/de.js",
          "mesh/messages/en.js",
          "mesh/messages/es.js",
          "mesh/messages/fr.js",
          "mesh/messages/ja.js",
          "mesh/model-parts.js",
          "mesh/node-worker.js",
          "mesh/node.wasm",
          "mesh/node.wasm-runtime.js",
          "mesh/offline.js",
          "mesh/ort/ort-wasm-simd-threaded.mjs",
          "mesh/ort/ort.wasm.bundle.min.mjs",
          "mesh/ort/ort.wasm.min.mjs",
          "mesh/page-node.js",
          "mesh/page.js",
          "mesh/panel.css",
          "mesh/panel.js",
          "mesh/parted-session.js",
          "mesh/peer-line.js",
          "mesh/peer-worker.js",
          "mesh/peer.wasm",
          "mesh/peers.js",
          "mesh/policy.js",
          "mesh/protobuf.js",
          "mesh/receipts.css",
          "mesh/receipts.js",
          "mesh/seal.wasm",
          "mesh/sensors.js",
          "mesh/service-worker.js",
          "mesh/session.js",
          "mesh/settings.js",
          "mesh/sight.js",
          "mesh/standing.js",
          "mesh/store.js",
          "mesh/stored.js",
          "mesh/tabs.js",
          "mesh/view.js",
          "mesh/wake.js",
          "mesh/widget.css",
          "mesh/widget.html",
          "mesh/widget.js",
          "mesh/words.js",
          "mesh/worker.js");

  private static final String HASH_PREFIX = "sha256:";

  /** 14 MB, which the build has hashed: a Pi would need a second for it at every start. */
  private static final String ORT = "mesh/ort/ort-wasm-simd-threaded.wasm";

  private BundledCode() {}

  /**
   * The manifest of what stands below {@code prefix} of the class path.
   *
   * @param prefix ends with a slash
   */
  static CodeManifest manifest(String prefix) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    files.put(ORT, BrowserRuntime.bundled().runtimeHash().substring(HASH_PREFIX.length()));
    for (String path : FILES) {
      try (InputStream in = ClassLoader.getSystemResourceAsStream(prefix + path)) {
        if (in != null) {
          files.put(path, sha256(in));
        }
      }
    }
    return new CodeManifest(files);
  }

  static String sha256(InputStream in) throws IOException {
    try (DigestInputStream hashed =
        new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      hashed.transferTo(OutputStream.nullOutputStream());
      return Hex.of(hashed.getMessageDigest().digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
