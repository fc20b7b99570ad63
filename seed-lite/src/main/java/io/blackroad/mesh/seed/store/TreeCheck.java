package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.MerkleTree;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.seed.api.LogStore;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the stored tree is the one over the newest entries, and the one that the seed last
 * recorded in a {@code CHECKPOINT}: a seed that went on from another would sign what it cannot
 * prove.
 */
final class TreeCheck {
  private final LogStore log;
  private final Digest digest;

  private TreeCheck(LogStore log, Digest digest) {
    this.log = log;
    this.digest = digest;
  }

  /**
   * The tree to go on with.
   *
   * @param tail the newest entries, which have verified as a chain
   * @throws StoreRefusal when it is not the tree over them
   */
  static TreeRows require(SqlSession session, LogStore log, List<LoggedEntry> tail, Digest digest)
      throws SQLException, StoreRefusal {
    TreeRows tree = TreeRows.resume(session, digest);
    String problem = tree == null ? "its last tiles" : new TreeCheck(log, digest).problem(tail);
    if (tree == null || problem != null) {
      throw new StoreRefusal(
          "the stored tree does not fit the log ("
              + problem
              + "): restore the data folder from a backup, or choose another --data");
    }
    return tree;
  }

  private @Nullable String problem(List<LoggedEntry> tail) {
    try {
      String leaf = leafProblem(tail);
      return leaf == null ? checkpointProblem(tail) : leaf;
    } catch (IllegalArgumentException e) {
      return "a tile is missing: " + e.getMessage();
    }
  }

  private @Nullable String leafProblem(List<LoggedEntry> tail) {
    long size = log.size();
    byte[] tile = new byte[0];
    for (LoggedEntry logged : tail) {
      long seq = logged.entry().seq();
      int at = (int) (seq % Tile.WIDTH);
      if (tile.length == 0 || at == 0) {
        tile = tile(0, seq / Tile.WIDTH, (int) Math.min(Tile.WIDTH, size - (seq - at)));
      }
      byte[] leaf = MerkleTree.leafHash(Hex.require(logged.entry().hash()), digest);
      if (!Arrays.equals(leaf, Tile.hash(tile, at))) {
        return "its tile has another hash for entry " + seq;
      }
      if (at == Tile.WIDTH - 1
          && !Arrays.equals(Tile.root(tile, 0, Tile.WIDTH, digest), above(seq))) {
        return "the tile above entry " + seq + " has another hash for its tile";
      }
    }
    return null;
  }

  /** What level 1 has for the tile that ends with entry {@code seq}. */
  private byte[] above(long seq) {
    long index = seq / Tile.WIDTH;
    int at = (int) (index % Tile.WIDTH);
    return Tile.hash(tile(1, index / Tile.WIDTH, at + 1), at);
  }

  private byte[] tile(int level, long index, int width) {
    byte[] tile = log.tile(level, index, width);
    if (tile == null) {
      throw new IllegalArgumentException("level " + level + ", number " + index);
    }
    return tile;
  }

  private @Nullable String checkpointProblem(List<LoggedEntry> tail) {
    for (LoggedEntry logged : tail.reversed()) {
      if (logged.entry().action() == Action.CHECKPOINT) {
        return agrees(logged.payload())
            ? null
            : "entry " + logged.entry().seq() + " has another root";
      }
    }
    return null;
  }

  /** Whether the tree had the root that a checkpoint states (spec/ps-sha-infinity.md 7). */
  private boolean agrees(Json payload) {
    return !(payload instanceof Json.Obj stated)
        || !(stated.members().get("tree_size") instanceof Json.Int size)
        || !(stated.members().get("merkle_root") instanceof Json.Text root)
        || Hex.of(new TreeProver(log.hashes(), digest).root(size.value())).equals(root.value());
  }
}
