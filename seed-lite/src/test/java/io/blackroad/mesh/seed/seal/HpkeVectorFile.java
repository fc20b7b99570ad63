package io.blackroad.mesh.seed.seal;

import io.blackroad.mesh.conformance.VectorFile;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes spec/vectors/hpke.json: RFC 9180 A.3.1, and what is wrong with it in one way each. */
final class HpkeVectorFile {
  static final Path FILE = VectorFile.path("hpke");

  /** The receiver's private key (skRm). */
  static final String SECRET = "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2";

  /** The sender's (skEm). */
  static final String EPHEMERAL =
      "4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb";

  private static final String RECIPIENT =
      "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82"
          + "6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0";

  static final Map<String, String> RFC = rfc();

  private final VectorFile cases = new VectorFile();

  private HpkeVectorFile() {}

  private static Map<String, String> rfc() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("recipient_private", SECRET);
    members.put("recipient", RECIPIENT);
    members.put(
        "enc",
        "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
            + "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4");
    members.put("info", "4f6465206f6e2061204772656369616e2055726e");
    members.put("aad", "436f756e742d30");
    members.put(
        "ciphertext",
        "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f"
            + "9076ac232e3ab2523f39513434");
    members.put("plaintext", "4265617574792069732074727574682c20747275746820626561757479");
    return members;
  }

  public static void main(String[] args) throws IOException {
    Files.writeString(FILE, text());
  }

  /** The content of {@link #FILE}. */
  static String text() {
    HpkeVectorFile file = new HpkeVectorFile();
    file.add("RFC 9180 A.3.1, sequence number 0", true, RFC);
    file.flips();
    file.lengths();
    file.strangers();
    return file.cases.text(
        "messages that a recipient opens, exactly if valid: RFC 9180 mode base,"
            + " DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM");
  }

  private void flips() {
    for (String member : List.of("enc", "info", "aad", "ciphertext")) {
      byte[] bytes = Hex.require(Objects.requireNonNull(RFC.get(member)));
      for (int at : new int[] {0, 1, bytes.length / 2, bytes.length - 1}) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        bad("bit flipped in byte " + at + " of " + member, member, flipped);
      }
    }
  }

  private void lengths() {
    for (String member : List.of("enc", "info", "aad", "ciphertext")) {
      byte[] bytes = Hex.require(Objects.requireNonNull(RFC.get(member)));
      bad("no " + member, member, new byte[0]);
      bad(member + ", a byte less", member, Arrays.copyOf(bytes, bytes.length - 1));
      bad(member + ", a byte more", member, Arrays.copyOf(bytes, bytes.length + 1));
    }
    byte[] ciphertext = Hex.require(Objects.requireNonNull(RFC.get("ciphertext")));
    bad("a ciphertext without its tag", "ciphertext", Arrays.copyOf(ciphertext, 29));
    bad("a tag alone", "ciphertext", Arrays.copyOfRange(ciphertext, 29, 45));
  }

  private void strangers() {
    byte[] enc = Hex.require(Objects.requireNonNull(RFC.get("enc")));
    bad("enc is infinity", "enc", new byte[1]);
    bad("enc is infinity, in 65 bytes", "enc", new byte[65]);
    byte[] origin = new byte[65];
    origin[0] = 4;
    bad("enc is (0, 0), a point of order 2 where b is 0", "enc", origin);
    byte[] compressed = Arrays.copyOf(enc, 33);
    compressed[0] = (byte) (2 + (enc[64] & 1));
    bad("enc is compressed", "enc", compressed);
    byte[] hybrid = enc.clone();
    hybrid[0] = (byte) (6 + (enc[64] & 1));
    bad("enc in hybrid form", "enc", hybrid);
    bad("enc is the recipient's own key", "enc", Hex.require(RECIPIENT));
    byte[] large = new byte[65];
    Arrays.fill(large, (byte) 0xff);
    large[0] = 4;
    bad("enc has coordinates above p", "enc", large);
    Map<String, String> other = new LinkedHashMap<>(RFC);
    other.put("recipient_private", EPHEMERAL);
    other.put("recipient", Objects.requireNonNull(RFC.get("enc")));
    add("sealed for somebody else", false, other);
  }

  private void bad(String why, String member, byte[] value) {
    Map<String, String> bent = new LinkedHashMap<>(RFC);
    bent.put(member, Hex.of(value));
    add(why, false, bent);
  }

  private void add(String why, boolean valid, Map<String, String> members) {
    JsonObject json = new JsonObject().put("valid", valid).put("why", why);
    members.forEach(json::put);
    cases.add(json.build());
  }
}
