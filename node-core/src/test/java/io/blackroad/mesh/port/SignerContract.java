package io.blackroad.mesh.port;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What every {@link Signer} keeps. */
public final class SignerContract {
  private static final int PUBLIC_KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  private SignerContract() {}

  /** Whether a signature is good; for platforms that can check one. */
  public interface Check {
    boolean verify(byte[] publicKey, byte[] message, byte[] signature);
  }

  /**
   * Hands what {@code signer} breaks to {@code done}, once all its signatures are there.
   *
   * @param check a {@link SignatureCheck}, or what stands in for one
   */
  public static void check(Signer signer, Check check, Consumer<List<String>> done) {
    byte[][] messages = {{}, {1}, {2}, {1}, new byte[100_000]};
    List<byte[]> signatures = new ArrayList<>();
    for (int i = 0; i < messages.length; i++) {
      signatures.add(new byte[0]);
    }
    int[] due = {messages.length};
    Violations violations = new Violations();
    for (int i = 0; i < messages.length; i++) {
      int index = i;
      byte[] message = messages[i].clone();
      signer.sign(
          message,
          signature -> {
            violations.unless(signatures.get(index).length == 0, "one signature came twice");
            signatures.set(index, signature);
            due[0]--;
            if (due[0] == 0) {
              compare(signer, check, messages, signatures, violations);
              done.accept(violations.list());
            }
          });
      // What is signed is the message as it was at the call.
      Arrays.fill(message, (byte) 99);
    }
  }

  private static void compare(
      Signer signer,
      Check check,
      byte[][] messages,
      List<byte[]> signatures,
      Violations violations) {
    byte[] key = signer.publicKey();
    violations.unless(key.length == PUBLIC_KEY_BYTES, "a public key of " + key.length + " bytes");
    key[0]++;
    violations.unless(!Arrays.equals(key, signer.publicKey()), "callers share the public key");
    for (int i = 0; i < messages.length; i++) {
      byte[] signature = signatures.get(i);
      violations.unless(
          signature.length == SIGNATURE_BYTES, "a signature of " + signature.length + " bytes");
      violations.unless(
          check.verify(signer.publicKey(), messages[i], signature),
          "the signature of message " + i + " does not hold");
    }
    violations.unless(
        Arrays.equals(signatures.get(1), signatures.get(3)),
        "two signatures of one message differ (RFC 8032 5.1.6: no randomness)");
  }
}
