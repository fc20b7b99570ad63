package io.blackroad.mesh.witness;

import static io.blackroad.mesh.witness.CheckpointNote.KEY_ID_BYTES;
import static io.blackroad.mesh.witness.CheckpointNote.TIME_BYTES;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.SignatureCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint's text form, read back (C2SP tlog-checkpoint, signed-note and tlog-cosignature);
 * {@link CheckpointNote} writes it. Strict: a body has exactly the three lines that a mesh's log
 * writes, and each number and Base64 text the one form that can be written again.
 */
public final class SignedNote {
  /** UTF-16 units of a note: a hundred signatures have room. */
  private static final int CHARS_MAX = 1 << 16;

  /** Signature lines of a note: as many as other tools read. */
  private static final int LINES_MAX = 100;

  private static final int SIGNATURE_BYTES = 64;
  private static final String DASH = "\u2014 ";

  /** A signature line: the key's name, then its id, and what else its type has. */
  private record Line(String name, byte[] blob) {}

  private final Checkpoint checkpoint;
  private final List<Line> lines;

  private SignedNote(Checkpoint checkpoint, List<Line> lines) {
    this.checkpoint = checkpoint;
    this.lines = lines;
  }

  /** The note that {@code text} is; null when it is none. Says nothing about its signatures. */
  public static @Nullable SignedNote parse(String text) {
    int blank = text.indexOf("\n\n");
    if (blank < 0 || text.length() > CHARS_MAX || !text.endsWith("\n")) {
      return null;
    }
    Checkpoint checkpoint = body(text.substring(0, blank + 1));
    List<Line> lines = new ArrayList<>();
    int from = blank + 2;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      Line line = line(text.substring(from, end));
      if (line == null || lines.size() == LINES_MAX) {
        return null;
      }
      lines.add(line);
      from = end + 1;
    }
    return checkpoint == null || lines.isEmpty() ? null : new SignedNote(checkpoint, lines);
  }

  /** Name of the chain, size and root; a note states no head and no time. */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /**
   * Tells {@code done} whether the log that the note names has signed it with {@code publicKey}.
   */
  public void isSignedBy(
      byte[] publicKey, Digest digest, SignatureCheck signatures, Consumer<Boolean> done) {
    Line line = of(checkpoint.chain(), CheckpointNote.ED25519, publicKey, digest);
    if (line == null || line.blob.length != KEY_ID_BYTES + SIGNATURE_BYTES) {
      done.accept(false);
      return;
    }
    byte[] signature = Arrays.copyOfRange(line.blob, KEY_ID_BYTES, line.blob.length);
    signatures.verify(publicKey, CheckpointNote.signedBytes(checkpoint), signature, done);
  }

  /** Tells {@code done} whether the witness {@code name} has cosigned it with {@code publicKey}. */
  public void isCosignedBy(
      Cosigner cosigner, Digest digest, SignatureCheck signatures, Consumer<Boolean> done) {
    Line line = of(cosigner.name, CheckpointNote.COSIGNATURE, cosigner.publicKey, digest);
    if (line == null || line.blob.length != KEY_ID_BYTES + TIME_BYTES + SIGNATURE_BYTES) {
      done.accept(false);
      return;
    }
    long timeSeconds = 0;
    for (int i = KEY_ID_BYTES; i < KEY_ID_BYTES + TIME_BYTES; i++) {
      timeSeconds = timeSeconds << 8 | (line.blob[i] & 255);
    }
    byte[] signed = CheckpointNote.cosignedBytes(checkpoint, timeSeconds);
    byte[] signature = Arrays.copyOfRange(line.blob, KEY_ID_BYTES + TIME_BYTES, line.blob.length);
    if (timeSeconds < 0) {
      done.accept(false);
      return;
    }
    signatures.verify(cosigner.publicKey, signed, signature, done);
  }

  /** A witness: its name, for a node its id, and its Ed25519 key. */
  public record Cosigner(String name, byte[] publicKey) {}

  /** The first line of that key; others of its name, or of other keys, are not looked at. */
  private @Nullable Line of(String name, byte type, byte[] publicKey, Digest digest) {
    byte[] keyId = CheckpointNote.keyId(name, type, publicKey, digest);
    for (Line line : lines) {
      if (line.name.equals(name)
          && Arrays.equals(line.blob, 0, KEY_ID_BYTES, keyId, 0, KEY_ID_BYTES)) {
        return line;
      }
    }
    return null;
  }

  private static @Nullable Checkpoint body(String body) {
    int first = body.indexOf('\n');
    int second = body.indexOf('\n', first + 1);
    int third = second < 0 ? -1 : body.indexOf('\n', second + 1);
    if (first < 1 || third != body.length() - 1) {
      return null;
    }
    byte[] root = base64(body.substring(second + 1, third));
    long size = size(body.substring(first + 1, second));
    if (root == null || root.length != Sha256.BYTES || size < 0) {
      return null;
    }
    Checkpoint read = new Checkpoint(body.substring(0, first), size, Hex.of(root), "", 0);
    return CheckpointNote.body(read).equals(body) ? read : null;
  }

  private static long size(String text) {
    long size = text.isEmpty() || text.length() > 18 ? -1 : 0;
    for (int i = 0; size >= 0 && i < text.length(); i++) {
      boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
      size = digit ? size * 10 + (text.charAt(i) - '0') : -1;
    }
    return size;
  }

  private static @Nullable Line line(String text) {
    int space = text.startsWith(DASH) ? text.indexOf(' ', DASH.length()) : -1;
    if (space <= DASH.length()) {
      return null;
    }
    byte[] blob = base64(text.substring(space + 1));
    return blob == null || blob.length <= KEY_ID_BYTES
        ? null
        : new Line(text.substring(DASH.length(), space), blob);
  }

  /** Standard Base64 with its padding, as it would be written again; platforms read more. */
  private static byte @Nullable [] base64(String text) {
    int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
    if ((text.length() & 3) != 0) {
      return null;
    }
    for (int i = 0; i < text.length() - padding; i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '+' && c != '/') {
        return null;
      }
    }
    byte[] bytes = Base64.getDecoder().decode(text);
    return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
  }
}
