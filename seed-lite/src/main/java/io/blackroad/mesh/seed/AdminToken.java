package io.blackroad.mesh.seed;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.port.Entropy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the operator's calls carry, in {@code DATA/admin.token}, which only its owner may read: 64
 * hexadecimal digits, made at the first start. Whoever can read it could read the database as well.
 */
public final class AdminToken {
  private static final String FILE = "admin.token";
  private static final int BYTES = 32;

  private AdminToken() {}

  /** The token in {@code data}; makes one when there is none. */
  static String in(Path data, Entropy entropy) throws IOException {
    if (Files.notExists(data.resolve(FILE))) {
      byte[] random = new byte[BYTES];
      entropy.fill(random);
      SecretFile.write(data.resolve(FILE), Hex.of(random) + "\n");
    }
    return existing(data);
  }

  /**
   * The token in {@code data}, which has to be there.
   *
   * @throws IOException with a reason for a person, when it is not or cannot be used
   */
  public static String existing(Path data) throws IOException {
    Path file = data.resolve(FILE);
    String token = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (!Hex.is(token, 2 * BYTES)) {
      throw new IOException(file + " is damaged: delete it and start the seed again for a new one");
    }
    return token;
  }
}
