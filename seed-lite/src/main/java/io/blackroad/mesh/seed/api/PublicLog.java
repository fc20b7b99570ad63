package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.EntryJson;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.TilePath;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log as strangers are shown it. What is shown of an entry never changes: only what is never
 * shown can be erased.
 */
public final class PublicLog {
  /** What the seed says of itself; everything else may be about somebody. */
  private static final Set<Action> SHOWN_WHOLE =
      EnumSet.of(Action.GENESIS, Action.CHECKPOINT, Action.MIGRATE, Action.ERASE);

  private static final int LENGTH_BITS = 8;

  private final LogStore store;

  public PublicLog(LogStore store) {
    this.store = store;
  }

  /** Whether strangers see what {@code entry} says, and it can therefore not be erased. */
  public static boolean isShownWhole(LoggedEntry entry) {
    String owner = SignedCheckpoint.CHAIN_PREFIX + entry.entry().actorId();
    return SHOWN_WHOLE.contains(entry.entry().action()) && owner.equals(entry.entry().chain());
  }

  /** {@code entry} without what is not for strangers. */
  public static LoggedEntry shown(LoggedEntry entry) {
    return isShownWhole(entry) ? entry : LoggedEntry.withheld(entry.entry());
  }

  /** The canonical JSON of the entry's hashed fields and its hash. */
  static String hashedFields(LoggedEntry entry) {
    return CanonicalJson.text(EntryJson.toJson(LoggedEntry.withheld(entry.entry())));
  }

  /** The bytes of a tile, or of a bundle of leaves; null when the log has not that many. */
  public byte @Nullable [] tile(TilePath path) {
    return path.level() == TilePath.ENTRIES
        ? leaves(path)
        : store.tile(path.level(), path.index(), path.width());
  }

  /** Each leaf, the raw bytes of an entry's hash, behind its length in two bytes (tlog-tiles). */
  private byte @Nullable [] leaves(TilePath path) {
    List<LoggedEntry> entries = entries(path);
    if (entries == null) {
      return null;
    }
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    for (LoggedEntry entry : entries) {
      byte[] leaf = Hex.require(entry.entry().hash());
      bundle.write(leaf.length >> LENGTH_BITS);
      bundle.write(leaf.length);
      bundle.writeBytes(leaf);
    }
    return bundle.toByteArray();
  }

  /** The entries of a bundle as strangers see them, a line each; null when there are fewer. */
  public byte @Nullable [] lines(TilePath path) {
    List<LoggedEntry> entries = entries(path);
    if (entries == null) {
      return null;
    }
    StringBuilder lines = new StringBuilder();
    for (LoggedEntry entry : entries) {
      lines.append(CanonicalJson.text(EntryJson.toJson(shown(entry)))).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private @Nullable List<LoggedEntry> entries(TilePath path) {
    if (path.index() > Long.MAX_VALUE / TilePath.WIDTH - 1) {
      return null;
    }
    List<LoggedEntry> entries = store.entries(path.index() * TilePath.WIDTH, path.width());
    return entries.size() == path.width() ? entries : null;
  }
}
