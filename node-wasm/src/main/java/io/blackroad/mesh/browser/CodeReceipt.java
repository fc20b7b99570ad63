package io.blackroad.mesh.browser;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.json.Utf8;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.witness.CodeManifest;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.ReceiptJson;
import io.blackroad.mesh.witness.SignedCheckpoint;

/**
 * The seed's word on which code it serves: the receipt of a {@code MIGRATE} entry ({@code
 * /log/code}). That the files are those is {@code code.js}'s finding, before any of them ran.
 *
 * @param hash of {@code manifest}
 * @param checkpoint to be held against every other; its signature is still to be checked
 */
record CodeReceipt(CodeManifest manifest, String hash, SignedCheckpoint checkpoint) {
  private static final String OTHER = "the log names other code than the one you agreed to";
  private static final String RUNTIME = "mesh/ort/ort-wasm-simd-threaded.wasm";

  /**
   * Reads a receipt whose hashes and proof hold.
   *
   * @throws BrowserFailure when it is anything else, in words for the visitor
   */
  static CodeReceipt read(String text, Digest digest) {
    if (!(CanonicalJson.parse(Utf8.bytes(text)) instanceof Parsed.Value json)
        || !(ReceiptJson.fromJson(json.json()) instanceof ReceiptJson.Read.Ok ok)) {
      throw new BrowserFailure("what the seed says about its code is no receipt");
    }
    Receipt receipt = ok.receipt();
    String problem = receipt.problem(digest);
    if (problem != null) {
      throw new BrowserFailure("the receipt for the mesh's code does not hold: " + problem);
    }
    boolean migrates = receipt.proven().entry().entry().action() == Action.MIGRATE;
    CodeManifest manifest = CodeManifest.fromPayload(receipt.proven().entry().payload(), digest);
    if (!migrates || manifest == null) {
      throw new BrowserFailure(OTHER);
    }
    return new CodeReceipt(manifest, manifest.hash(digest), receipt.checkpoint());
  }

  /**
   * This word, if it is about the code of that hash.
   *
   * @param codeHash what the visitor agreed to
   * @throws BrowserFailure when it is about other code
   */
  CodeReceipt agreed(String codeHash) {
    if (!hash.equals(codeHash)) {
      throw new BrowserFailure(OTHER);
    }
    return this;
  }

  /** {@code ModelSpec.runtimeHash} of the only runtime that may run; empty when none is named. */
  String runtimeHash() {
    String digits = manifest.files().get(RUNTIME);
    return digits == null ? "" : "sha256:" + digits;
  }
}
