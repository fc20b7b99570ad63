package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one case, which came from elsewhere. Two things may be wrong with them:
 *
 * <ul>
 *   <li>a member is missing or of another kind: the file is at fault, and the first such {@link
 *       #problem} fails the case;
 *   <li>it is there but {@link #unfit}: no index is negative, no hash has 31 bytes. That may be
 *       just what the case is about, so whatever it describes is not valid.
 * </ul>
 *
 * Reading goes on with empty values in both cases.
 */
final class Fields {
  /** Hashes of one proof that are read: a tree of 2^63 leaves needs no more. */
  private static final int PROOF_HASHES_MAX = 64;

  private final VectorJson value;
  private final String name;
  private @Nullable String problem;
  private boolean unfit;

  private Fields(VectorJson value, String name) {
    this.value = value;
    this.name = name;
    if (!value.isObject()) {
      refuse("not an object");
    }
  }

  /**
   * The case at {@code position} of its array; its {@code why}, if any, becomes part of its name.
   */
  static Fields ofCase(long position, VectorJson value) {
    return new Fields(value, "case " + position + why(value));
  }

  /** A file that is one case. */
  static Fields ofFile(VectorJson value) {
    return new Fields(value, "the file" + why(value));
  }

  private static String why(VectorJson value) {
    VectorJson why = value.member("why");
    String text = why == null ? null : why.text();
    return text == null ? "" : " (" + text + ")";
  }

  /** Which case this is, for a person. */
  String name() {
    return name;
  }

  /** The first thing that is wrong with the file; null while there is none. */
  @Nullable String problem() {
    return problem;
  }

  /** Whether a value was met that cannot be one of a thing that is valid. */
  boolean unfit() {
    return unfit || problem != null;
  }

  /** Notes that the file is at fault. */
  void refuse(String what) {
    if (problem == null) {
      problem = what;
    }
  }

  /** Whether there is a member {@code member} that is not null. */
  boolean has(String member) {
    VectorJson found = value.member(member);
    return found != null && !found.isNull();
  }

  /** Any value; null and a problem when it is missing. */
  @Nullable VectorJson any(String member) {
    VectorJson found = value.member(member);
    if (found == null) {
      refuse("no member " + member);
    }
    return found;
  }

  /** True or false. */
  boolean truth(String member) {
    VectorJson found = any(member);
    Boolean truth = found == null ? null : found.truth();
    if (truth == null) {
      refuse(member + " is neither true nor false");
    }
    return Boolean.TRUE.equals(truth);
  }

  /** A text. */
  String text(String member) {
    VectorJson found = any(member);
    return found == null ? "" : text(found, member);
  }

  /** {@link #text} of a value that was found before. */
  String text(VectorJson found, String member) {
    String text = found.text();
    if (text == null) {
      refuse(member + " is not a text");
    }
    return text == null ? "" : text;
  }

  /** A count from 0 to 2^63 - 1; any other number or text is unfit, and -1. */
  long count(String member) {
    VectorJson found = any(member);
    if (found == null || !(found.isNumber() || found.isText())) {
      refuse(member + " is not a number");
      return -1;
    }
    unfit |= found.count() < 0;
    return found.count();
  }

  /**
   * A count from {@code min} to {@code max}; anything else is the file's fault, and {@code min}.
   */
  long count(String member, long min, long max) {
    VectorJson found = any(member);
    long count = found == null ? -1 : found.count();
    if (count < min || count > max) {
      refuse(member + " is not a whole number from " + min + " to " + max);
      return min;
    }
    return count;
  }

  /** Bytes in lower-case hexadecimal; any other text is unfit, and no bytes. */
  byte[] bytes(String member) {
    VectorJson found = any(member);
    return found == null ? new byte[0] : bytes(found, member);
  }

  /** {@link #bytes}, of which only 32 are fit. */
  byte[] hash(String member) {
    byte[] hash = bytes(member);
    unfit |= hash.length != Sha256.BYTES;
    return hash;
  }

  /** The hashes of a proof, each {@link #hash}; more than any tree needs are unfit. */
  List<byte[]> hashes(String member) {
    VectorJson found = any(member);
    return found == null ? new ArrayList<>() : hashes(found, member);
  }

  /** {@link #hashes} of a value that was found before. */
  List<byte[]> hashes(VectorJson found, String member) {
    List<byte[]> hashes = new ArrayList<>();
    if (!found.isArray()) {
      refuse(member + " is not an array");
    }
    for (VectorJson item : found.items()) {
      if (hashes.size() == PROOF_HASHES_MAX) {
        unfit = true;
        return hashes;
      }
      byte[] hash = bytes(item, member + "[" + hashes.size() + "]");
      unfit |= hash.length != Sha256.BYTES;
      hashes.add(hash);
    }
    return hashes;
  }

  /** {@link #bytes} of a value that was found before. */
  byte[] bytes(VectorJson found, String member) {
    if (!found.isText()) {
      refuse(member + " is not a text");
      return new byte[0];
    }
    String text = found.text();
    byte[] bytes = text == null ? null : Hex.parse(text);
    unfit |= bytes == null;
    return bytes == null ? new byte[0] : bytes;
  }
}
