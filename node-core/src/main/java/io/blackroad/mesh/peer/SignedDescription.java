package io.blackroad.mesh.peer;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.json.Utf8;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.port.Signer;
import io.blackroad.mesh.sign.SignatureForm;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A description of a direct connection, signed by the key of the node that makes it (spec/wire.md
 * 8.5): it holds the fingerprint of the connection's certificate, so whoever passes it on cannot
 * put himself in between. The text of a {@code signal} that is an offer or an answer.
 *
 * @param key of the node, 64 hexadecimal digits
 * @param sdp the description (RFC 8866)
 * @param signature 128 hexadecimal digits
 */
public record SignedDescription(String key, String sdp, String signature) {
  private static final String DOMAIN = "blackroad-mesh-direct:v1";

  /**
   * What a description is said for: for anything else its signature is worthless.
   *
   * @param from id of the node that describes
   * @param to id of the node that is to take it
   * @param attempt that it belongs to
   * @param kind offer or answer
   */
  public record Occasion(String from, String to, int attempt, PeerFrame.Signal.Kind kind) {
    private byte[] signed(String sdp) {
      String what = kind == PeerFrame.Signal.Kind.OFFER ? "offer" : "answer";
      return Utf8.bytes(String.join("\n", DOMAIN, from, to, String.valueOf(attempt), what, sdp));
    }
  }

  /** Signs {@code sdp}; {@code done} gets the signal's text. */
  public static void sign(Occasion occasion, String sdp, Signer signer, Consumer<byte[]> done) {
    signer.sign(
        occasion.signed(sdp),
        signature -> {
          String key = Hex.of(signer.publicKey());
          done.accept(new SignedDescription(key, sdp, Hex.of(signature)).text());
        });
  }

  private byte[] text() {
    JsonObject json = new JsonObject().put("key", key).put("sdp", sdp).put("sig", signature);
    return CanonicalJson.bytes(json.build());
  }

  /** What a signal's text says; null when it is nothing of the kind. */
  public static @Nullable SignedDescription read(byte[] text) {
    if (!(CanonicalJson.parse(text) instanceof Parsed.Value value)) {
      return null;
    }
    Members members = Members.of(value.json());
    SignedDescription read =
        new SignedDescription(
            members.hex("key", "", 2 * SignatureForm.KEY_BYTES),
            members.text("sdp", FrameWriter.SIGNAL_BYTES_MAX),
            members.hex("sig", "", 2 * SignatureForm.SIGNATURE_BYTES));
    members.end();
    return members.problem() == null ? read : null;
  }

  /** Tells {@code done} whether it was made for {@code occasion}, by the node that says so. */
  public void check(
      Occasion occasion, Digest digest, SignatureCheck check, Consumer<Boolean> done) {
    byte[] publicKey = Hex.require(key);
    if (Identity.nodeId(publicKey, digest).equals(occasion.from())) {
      check.verify(publicKey, occasion.signed(sdp), Hex.require(signature), done);
    } else {
      done.accept(false);
    }
  }
}
