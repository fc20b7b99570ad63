package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.merkle.MerkleTree;
import io.blackroad.mesh.port.Digest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right edge of the RFC 6962 tree over the log, and the rows in which the tree is kept: every
 * full tile, and above level 0 the one that is still growing. What grows on level 0 is not stored:
 * its hashes follow from the last entries. For the writer's thread; its rows belong into the
 * transaction of the entries that they cover, so that no crash can part them.
 *
 * <p>An entry costs two hashes on average, and every 256th the writing of one full tile and of one
 * growing tile for each level above. Memory: at most 8 KiB a level.
 */
final class TreeRows {
  private static final String PUT =
      "INSERT INTO tiles(id, hashes) VALUES (?,?)"
          + " ON CONFLICT(id) DO UPDATE SET hashes = excluded.hashes";

  private static final String HASHES =
      "SELECT hash FROM entries WHERE seq >= ? ORDER BY seq LIMIT ?";

  private static final String TILE = "SELECT hashes FROM tiles WHERE id = ?";

  private static final String LAST = "SELECT seq FROM entries ORDER BY seq DESC LIMIT 1";

  private final Digest digest;
  private final List<Growing> edge = new ArrayList<>();

  /** The rightmost tile of a level; never full between two calls. */
  private static final class Growing {
    private final byte[] hashes = new byte[Tile.WIDTH * Tile.HASH_BYTES];
    private long index;
    private int width;
    private boolean unsaved;

    void add(byte[] hash) {
      System.arraycopy(hash, 0, hashes, width * Tile.HASH_BYTES, Tile.HASH_BYTES);
      width++;
      unsaved = true;
    }

    byte[] bytes() {
      return Arrays.copyOf(hashes, width * Tile.HASH_BYTES);
    }
  }

  private TreeRows(Digest digest) {
    this.digest = digest;
  }

  /** The tree of an empty log. */
  static TreeRows empty(Digest digest) {
    return new TreeRows(digest);
  }

  /**
   * Takes up the stored tree: reads one tile a level and at most 255 entries.
   *
   * @return null when the tiles do not fit the entries
   */
  static @Nullable TreeRows resume(SqlSession session, Digest digest) throws SQLException {
    Long last = session.first(LAST, row -> row.number("seq"));
    long size = last == null ? 0 : last + 1;
    TreeRows tree = new TreeRows(digest);
    long first = size - size % Tile.WIDTH;
    for (byte[] hash : entryHashes(session, first, Tile.WIDTH)) {
      tree.growing(0).add(MerkleTree.leafHash(hash, digest));
    }
    tree.growing(0).index = first / Tile.WIDTH;
    boolean fits = tree.growing(0).width == size % Tile.WIDTH;
    for (int level = 1; fits && size >> (level * Tile.HEIGHT) > 0; level++) {
      fits = tree.resume(session, level, size >> (level * Tile.HEIGHT));
    }
    return fits ? tree : null;
  }

  private boolean resume(SqlSession session, int level, long hashes) throws SQLException {
    Growing growing = growing(level);
    growing.index = hashes / Tile.WIDTH;
    growing.width = (int) (hashes % Tile.WIDTH);
    long id = new Tile(level, growing.index).id();
    byte[] stored = session.first(TILE, row -> row.bytes("hashes"), id);
    if (stored == null) {
      return growing.width == 0;
    }
    if (stored.length != growing.width * Tile.HASH_BYTES) {
      return false;
    }
    System.arraycopy(stored, 0, growing.hashes, 0, stored.length);
    return true;
  }

  /** The hashes of at most {@code countMax} entries from {@code fromSeq} on, 32 bytes each. */
  static List<byte[]> entryHashes(SqlSession session, long fromSeq, int countMax)
      throws SQLException {
    return session.query(HASHES, row -> Hex.require(row.text("hash")), fromSeq, countMax);
  }

  /**
   * Adds a leaf.
   *
   * @param entryHash the 32 bytes of an entry's hash (spec/ps-sha-infinity.md 7)
   */
  void append(byte[] entryHash, SqlSession session) throws SQLException {
    byte[] hash = MerkleTree.leafHash(entryHash, digest);
    for (int level = 0; ; level++) {
      Growing growing = growing(level);
      growing.add(hash);
      if (growing.width < Tile.WIDTH) {
        return;
      }
      save(level, growing, session);
      hash = Tile.root(growing.hashes, 0, Tile.WIDTH, digest);
      growing.index++;
      growing.width = 0;
    }
  }

  /** Stores what has grown since; last in each transaction. */
  void save(SqlSession session) throws SQLException {
    for (int level = 1; level < edge.size(); level++) {
      Growing growing = edge.get(level);
      if (growing.unsaved && growing.width > 0) {
        save(level, growing, session);
      }
    }
  }

  private static void save(int level, Growing growing, SqlSession session) throws SQLException {
    session.update(PUT, new Tile(level, growing.index).id(), growing.bytes());
    growing.unsaved = false;
  }

  private Growing growing(int level) {
    while (edge.size() <= level) {
      edge.add(new Growing());
    }
    return edge.get(level);
  }
}
