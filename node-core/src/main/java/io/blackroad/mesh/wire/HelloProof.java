package io.blackroad.mesh.wire;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Utf8;
import java.io.ByteArrayOutputStream;

/** What a node signs to show that its key is its own and that these are its terms. */
public final class HelloProof {
  /** Random bytes of a challenge: a signature for one link is of no use on another. */
  public static final int CHALLENGE_BYTES = 32;

  private static final String LABEL = "blackroad-mesh-hello:v5";
  private static final byte[] LINE_FEED = {'\n'};

  private HelloProof() {}

  /**
   * The bytes to sign (spec/wire.md 4).
   *
   * @param challengeHex the seed's challenge, 64 hexadecimal digits
   * @param seedId the seed that is spoken to, so that no other can pass the proof on
   */
  public static byte[] signed(String challengeHex, String seedId, ConsentTerms consent) {
    byte[] challenge = Hex.parse(challengeHex);
    if (challenge == null || challenge.length != CHALLENGE_BYTES) {
      throw new IllegalArgumentException(
          "challenge '" + challengeHex + "', wanted " + 2 * CHALLENGE_BYTES + " digits");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, Utf8.bytes(LABEL));
    write(out, LINE_FEED);
    write(out, challenge);
    write(out, Utf8.bytes(seedId));
    write(out, LINE_FEED);
    write(out, CanonicalJson.bytes(ConsentJson.toJson(consent)));
    return out.toByteArray();
  }

  /** TeaVM 0.15 has no {@code writeBytes}. */
  private static void write(ByteArrayOutputStream out, byte[] bytes) {
    out.write(bytes, 0, bytes.length);
  }
}
