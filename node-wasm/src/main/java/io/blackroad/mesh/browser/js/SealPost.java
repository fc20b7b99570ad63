package io.blackroad.mesh.browser.js;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/** A node's question for the key of a block, as it is posted to the seed. */
public final class SealPost {
  private SealPost() {}

  /**
   * All but {@code block} in hexadecimal. Rejected when the seed cannot be reached, and after 15 s:
   * it answers within 10.
   */
  @JSBody(
      params = {"url", "job", "block", "nodeId", "publicKey", "sealKey", "signature"},
      script =
          "return fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' },"
              + " signal: AbortSignal.timeout(15000),"
              + " body: JSON.stringify({ job: job, block: block, nodeId: nodeId,"
              + " publicKey: publicKey, sealKey: sealKey, signature: signature }) })"
              + ".then(function(response) { return response.json(); });")
  public static native JSPromise<Answer> ask(
      String url,
      String job,
      int block,
      String nodeId,
      String publicKey,
      String sealKey,
      String signature);

  /** A grant, or a problem's details. */
  public interface Answer extends JSObject {
    @JSProperty
    @Nullable String getEnc();

    @JSProperty
    @Nullable String getCiphertext();

    @JSProperty
    @Nullable String getDetail();
  }
}
