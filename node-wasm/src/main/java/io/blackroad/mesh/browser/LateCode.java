package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.Http;
import io.blackroad.mesh.browser.js.WorkerScope;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.witness.CodeManifest;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** Files of code that few browsers need, and that are checked where they are needed. */
final class LateCode {
  private LateCode() {}

  /**
   * What is served at {@code path}, which is what {@code manifest} names. Suspends (see {@link
   * Await}). Hashed by our own code: a browser that needs these files may have no WebCrypto.
   *
   * @throws BrowserFailure when it is another file, or none
   */
  static ArrayBuffer checked(CodeManifest manifest, String path) {
    Http.Response response = Await.value(Http.get(WorkerScope.resolve("/" + path), "default"));
    ArrayBuffer bytes = Await.value(response.bytes());
    String sha256 = Hex.of(new Sha256().sha256(new Int8Array(bytes).copyToJavaArray()));
    if (!response.isOk() || !sha256.equals(manifest.files().get(path))) {
      throw new BrowserFailure(path + " is not the file that the seed's log names");
    }
    return bytes;
  }
}
