package io.blackroad.mesh.witness;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Utf8;
import io.blackroad.mesh.port.Digest;
import java.util.Arrays;

/**
 * A checkpoint in the text form that other transparency logs use, so that their tools can read and
 * cosign it (C2SP tlog-checkpoint and signed-note). Three lines: the origin, which is the chain's
 * name, the size, and the root in Base64; then an empty line and a line for each signature.
 */
public final class CheckpointNote {
  /** Signature type of a log's own Ed25519 signature (C2SP signed-note). */
  static final byte ED25519 = 0x01;

  /** Signature type of a witness's timestamped one (C2SP tlog-cosignature). */
  static final byte COSIGNATURE = 0x04;

  /** What stands before a signature: the first bytes of the key's hash. */
  static final int KEY_ID_BYTES = 4;

  /** What stands between a key's id and a cosignature: Unix seconds. */
  static final int TIME_BYTES = 8;

  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private CheckpointNote() {}

  /** The text that a log signs: what it says of itself, without head and time. */
  public static String body(Checkpoint checkpoint) {
    byte[] root = Hex.require(checkpoint.root());
    return checkpoint.chain() + "\n" + checkpoint.treeSize() + "\n" + base64(root) + "\n";
  }

  /** RFC 4648 4, with padding; our own, because the library's is 2 kB of {@code node.wasm}. */
  private static String base64(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 3) {
      int left = bytes.length - i;
      int bits =
          (bytes[i] & 255) << 16
              | (left > 1 ? (bytes[i + 1] & 255) << 8 : 0)
              | (left > 2 ? bytes[i + 2] & 255 : 0);
      text.append(BASE64.charAt(bits >> 18)).append(BASE64.charAt(bits >> 12 & 63));
      text.append(left > 1 ? BASE64.charAt(bits >> 6 & 63) : '=');
      text.append(left > 2 ? BASE64.charAt(bits & 63) : '=');
    }
    return text.toString();
  }

  /** The bytes of {@link #body}, to be signed. */
  public static byte[] signedBytes(Checkpoint checkpoint) {
    return Utf8.bytes(body(checkpoint));
  }

  /** The bytes that a witness signs at {@code timeSeconds} of Unix time. */
  public static byte[] cosignedBytes(Checkpoint checkpoint, long timeSeconds) {
    return Utf8.bytes("cosignature/v1\ntime " + timeSeconds + "\n" + body(checkpoint));
  }

  /** The log's own signature line, with its line feed. */
  public static String line(
      Checkpoint checkpoint, byte[] publicKey, byte[] signature, Digest digest) {
    byte[] keyId = keyId(checkpoint.chain(), ED25519, publicKey, digest);
    return line(checkpoint.chain(), keyId, new byte[0], signature);
  }

  /** A witness's signature line, with its line feed. */
  public static String line(Cosignature cosignature, Digest digest) {
    byte[] key = Hex.require(cosignature.publicKey());
    byte[] time = new byte[TIME_BYTES];
    for (int i = 0; i < TIME_BYTES; i++) {
      time[i] = (byte) (cosignature.timeSeconds() >>> (8 * (TIME_BYTES - 1 - i)));
    }
    byte[] keyId = keyId(cosignature.nodeId(), COSIGNATURE, key, digest);
    return line(cosignature.nodeId(), keyId, time, Hex.require(cosignature.signature()));
  }

  /** The verifier key of a log in the form that note tools take: name, key id, type and key. */
  public static String verifierKey(String chain, byte[] publicKey, Digest digest) {
    byte[] typed = new byte[1 + publicKey.length];
    typed[0] = ED25519;
    System.arraycopy(publicKey, 0, typed, 1, publicKey.length);
    return chain + "+" + Hex.of(keyId(chain, ED25519, publicKey, digest)) + "+" + base64(typed);
  }

  /** SHA-256(name || 0x0A || type || key), the first four bytes. */
  static byte[] keyId(String name, byte type, byte[] publicKey, Digest digest) {
    byte[] prefix = Utf8.bytes(name + "\n");
    byte[] hashed = Arrays.copyOf(prefix, prefix.length + 1 + publicKey.length);
    hashed[prefix.length] = type;
    System.arraycopy(publicKey, 0, hashed, prefix.length + 1, publicKey.length);
    return Arrays.copyOf(digest.sha256(hashed), KEY_ID_BYTES);
  }

  private static String line(String name, byte[] keyId, byte[] time, byte[] signature) {
    byte[] blob = Arrays.copyOf(keyId, keyId.length + time.length + signature.length);
    System.arraycopy(time, 0, blob, keyId.length, time.length);
    System.arraycopy(signature, 0, blob, keyId.length + time.length, signature.length);
    return "\u2014 " + name + " " + base64(blob) + "\n";
  }
}
