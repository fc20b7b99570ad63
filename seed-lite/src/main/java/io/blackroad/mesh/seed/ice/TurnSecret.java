package io.blackroad.mesh.seed.ice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a seed and its TURN server both know (coturn's {@code static-auth-secret}): who has it can
 * relay through that server. It is in no log and no message.
 */
public final class TurnSecret {
  /** 128 bits in base64; what {@link #CHARS} stands for. */
  private static final int CHARS_MIN = 22;

  private static final int CHARS_MAX = 256;

  /** Nothing that a configuration file would read as something else. */
  private static final Pattern CHARS = Pattern.compile("[A-Za-z0-9_.~+/=-]*");

  private static final List<PosixFilePermission> TOO_MUCH =
      List.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.GROUP_WRITE);

  private final String text;

  private TurnSecret(String text) {
    this.text = text;
  }

  /**
   * Reads the one line of {@code file}.
   *
   * @throws IOException with a reason for a person, when it cannot be read, others can read it, or
   *     it is no secret
   */
  public static TurnSecret read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("no file " + file + ": ./mesh turn-config makes one");
    }
    requirePrivate(file);
    String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (text.length() < CHARS_MIN || text.length() > CHARS_MAX || !CHARS.matcher(text).matches()) {
      throw new IOException(
          file
              + " has to hold one line of "
              + CHARS_MIN
              + " to "
              + CHARS_MAX
              + " letters, digits and _.~+/=-");
    }
    return new TurnSecret(text);
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
    if (TOO_MUCH.stream().anyMatch(allowed::contains)) {
      throw new IOException("others can read or change " + file + ": chmod 600 " + file);
    }
  }

  /** For the server's own configuration and for signing; never to be shown. */
  String text() {
    return text;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
