package io.blackroad.mesh.witness;

import io.blackroad.mesh.log.LoggedEntry;
import java.util.List;

/**
 * An entry and where it stands in the tree of a checkpoint.
 *
 * @param path siblings from the leaf up, 64 hex digits each
 */
public record ProvenEntry(LoggedEntry entry, List<String> path) {
  /** Siblings of a leaf at most: the heights of a tree of 2^63 leaves. */
  public static final int PATH_MAX = 63;

  public ProvenEntry {
    path = List.copyOf(path);
  }
}
