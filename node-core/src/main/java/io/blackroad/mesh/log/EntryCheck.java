package io.blackroad.mesh.log;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.port.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Whether one entry's hashes are those of its content; says nothing about its place in a chain, and
 * of a withheld payload only that its hash is covered.
 */
public final class EntryCheck {
  private EntryCheck() {}

  /** What is wrong with {@code logged}, for a person; null when it holds. */
  public static @Nullable String problem(LoggedEntry logged, Digest digest) {
    Entry entry = logged.entry();
    if (!payloadFits(logged, digest)) {
      return logged.salt() == null
          ? "no salt, yet the payload is not its erasure mark"
          : "the payload is not the one that was hashed";
    }
    return EntryHash.of(entry, digest).equals(entry.hash())
        ? null
        : "the hash is not that of the entry";
  }

  /** Whether both hashes of {@code logged} can be recomputed from its content. */
  public static boolean holds(LoggedEntry logged, Digest digest) {
    return problem(logged, digest) == null;
  }

  private static boolean payloadFits(LoggedEntry logged, Digest digest) {
    String payloadHash = logged.entry().payloadHash();
    if (logged.isWithheld()) {
      return true;
    }
    if (logged.salt() == null) {
      return LoggedEntry.erasedMarker(payloadHash).equals(logged.payload());
    }
    byte[] salt = Hex.parse(logged.salt());
    return salt != null
        && salt.length == Chain.SALT_BYTES
        && EntryHash.ofPayload(salt, logged.payload(), digest).equals(payloadHash);
  }
}
