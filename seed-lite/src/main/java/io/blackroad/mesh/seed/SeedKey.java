package io.blackroad.mesh.seed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * The key that a seed's identity follows from, in {@code DATA/seed.key}, which only its owner may
 * read: a line of PKCS #8 and a line of the public key's 32 bytes, both in Base64.
 */
final class SeedKey {
  private static final String FILE = "seed.key";
  private static final byte[] PROBE = "blackroad-mesh".getBytes(StandardCharsets.UTF_8);

  private SeedKey() {}

  /** The key in {@code data}; makes one when there is none. */
  static JcaSigner in(Path data) throws IOException {
    Path file = data.resolve(FILE);
    try {
      return read(file);
    } catch (NoSuchFileException e) {
      write(JcaSigner.generated(), file);
      return read(file);
    }
  }

  /**
   * The key in {@code data}, which has to be there.
   *
   * @throws NoSuchFileException when it is not
   */
  static JcaSigner existing(Path data) throws IOException {
    return read(data.resolve(FILE));
  }

  private static JcaSigner read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      PrivateKey secret =
          KeyFactory.getInstance(Ed25519.ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines.get(0))));
      byte[] open = base64.decode(lines.get(1));
      JcaSigner signer = new JcaSigner(new KeyPair(Ed25519.publicKey(open), secret));
      if (JcaSignatureCheck.holds(open, PROBE, signer.signed(PROBE))) {
        return signer;
      }
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged(file, e);
    }
    throw damaged(file, new IllegalStateException("the two keys do not belong together"));
  }

  private static IOException damaged(Path file, Exception cause) {
    String advice = " is damaged: restore it; without it this seed's log cannot go on";
    return new IOException(file + advice, cause);
  }

  /** Written whole or not at all, and never over another key. */
  private static void write(JcaSigner signer, Path file) throws IOException {
    Base64.Encoder base64 = Base64.getEncoder();
    String text =
        base64.encodeToString(Objects.requireNonNull(signer.pair().getPrivate().getEncoded()))
            + "\n"
            + base64.encodeToString(signer.publicKey())
            + "\n";
    SecretFile.write(file, text);
  }
}
