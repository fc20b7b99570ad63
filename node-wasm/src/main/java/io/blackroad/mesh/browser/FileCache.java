package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.Caches;
import io.blackroad.mesh.browser.js.Http;
import io.blackroad.mesh.browser.js.WebCrypto;
import io.blackroad.mesh.hash.Hex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * Files by their SHA-256, downloaded once and kept in the browser's Cache API. What is kept is
 * hashed again each time it is opened; a copy that no longer fits is dropped and fetched anew.
 * Where storage is closed or full the files still open, but are downloaded each time. Methods
 * suspend (see {@link Await}).
 */
final class FileCache {
  /** The version in the name goes up when the layout changes. */
  static final String NAME = "mesh-models-v1";

  /** Keys look like addresses because the Cache API wants them so; nothing is served there. */
  private static final String KEY_PREFIX = "http://sha256/";

  private final DownloadProgress progress;

  FileCache(DownloadProgress progress) {
    this.progress = progress;
  }

  /** Bytes that have the file's hash; {@code cached} when none of them was downloaded. */
  record Opened(ArrayBuffer bytes, boolean cached) {}

  /**
   * The file's bytes.
   *
   * @throws BrowserFailure when they cannot be had or have another hash
   */
  Opened open(WebFile file) {
    String key = KEY_PREFIX + file.sha256();
    Caches.Bucket bucket = bucket();
    ArrayBuffer kept = bucket == null ? null : kept(bucket, key, file);
    if (kept != null) {
      return new Opened(kept, true);
    }
    ArrayBuffer bytes = download(file, bucket == null ? "default" : "no-store");
    String sha256 = sha256(bytes);
    if (!sha256.equals(file.sha256())) {
      throw new BrowserFailure(file.url() + " has SHA-256 " + sha256 + ", wanted " + file.sha256());
    }
    if (bucket != null) {
      keep(bucket, key, bytes);
    }
    return new Opened(bytes, false);
  }

  private static Caches.@Nullable Bucket bucket() {
    try {
      return Await.value(Caches.open(NAME));
    } catch (BrowserFailure closed) {
      return null;
    }
  }

  private static @Nullable ArrayBuffer kept(Caches.Bucket bucket, String key, WebFile file) {
    try {
      Http.Response response = Await.valueOrNull(bucket.match(key));
      if (response == null) {
        return null;
      }
      ArrayBuffer bytes = Await.value(response.bytes());
      if (sha256(bytes).equals(file.sha256())) {
        return bytes;
      }
      Await.valueOrNull(bucket.remove(key));
      return null;
    } catch (BrowserFailure unreadable) {
      return null;
    }
  }

  private static void keep(Caches.Bucket bucket, String key, ArrayBuffer bytes) {
    try {
      Await.valueOrNull(Caches.Bucket.put(bucket, key, bytes));
    } catch (BrowserFailure full) {
      // The file is here and right; next time it is downloaded again.
    }
  }

  private ArrayBuffer download(WebFile file, String cacheMode) {
    Http.Response response = Await.value(Http.get(file.url(), cacheMode));
    if (!response.isOk()) {
      throw new BrowserFailure(file.url() + " answered " + response.getStatus());
    }
    Http.Reader reader = Http.Response.reader(response);
    List<Uint8Array> pieces = new ArrayList<>();
    long loaded = 0;
    for (Http.Piece piece = next(reader); !piece.isDone(); piece = next(reader)) {
      pieces.add(piece.getValue());
      loaded += piece.getValue().getLength();
      if (loaded > file.bytesMax()) {
        Await.valueOrNull(reader.cancel());
        throw new BrowserFailure(file.url() + " is longer than " + file.bytesMax() + " bytes");
      }
      progress.at(loaded, file.bytesMax());
    }
    return joined(pieces, (int) loaded);
  }

  private static Http.Piece next(Http.Reader reader) {
    return Await.value(reader.read());
  }

  private static ArrayBuffer joined(List<Uint8Array> pieces, int length) {
    Uint8Array whole = new Uint8Array(length);
    int at = 0;
    for (Uint8Array piece : pieces) {
      whole.set(piece, at);
      at += piece.getLength();
    }
    return whole.getBuffer();
  }

  private static String sha256(ArrayBuffer bytes) {
    return Hex.of(new Int8Array(Await.value(WebCrypto.sha256(bytes))).copyToJavaArray());
  }
}
