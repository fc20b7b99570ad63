package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.merkle.MerkleTree;
import io.blackroad.mesh.port.Digest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads tiles that {@link TreeRows} wrote, and those that still grow. A tile's hashes never change,
 * so the ones read last are kept. May be used by several threads at once.
 */
final class StoredTiles {
  /** 512 KiB: the edge of a log of any length and the tiles of some fifteen older leaves. */
  static final int KEPT_MAX = 64;

  private static final String TILE = "SELECT hashes FROM tiles WHERE id = ?";

  private final ReadSessions sessions;
  private final Map<Long, byte[]> kept =
      new LinkedHashMap<>(KEPT_MAX, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
          return size() > KEPT_MAX;
        }
      };

  StoredTiles(ReadSessions sessions) {
    this.sessions = sessions;
  }

  /** The first {@code width} hashes of a tile; null when the log has not that many. */
  byte @Nullable [] read(Tile tile, int width) {
    if (!tile.possible() || width < 1 || width > Tile.WIDTH) {
      return null;
    }
    byte[] hashes = atLeast(tile, width * Tile.HASH_BYTES);
    return hashes == null ? null : Arrays.copyOf(hashes, width * Tile.HASH_BYTES);
  }

  private byte @Nullable [] atLeast(Tile tile, int bytes) {
    byte[] known;
    synchronized (kept) {
      known = kept.get(tile.id());
    }
    if (known != null && known.length >= bytes) {
      return known;
    }
    byte[] stored = sessions.read(session -> stored(session, tile));
    if (stored.length < bytes) {
      return null;
    }
    synchronized (kept) {
      kept.put(tile.id(), stored);
    }
    return stored;
  }

  /** All hashes of a tile that are there by now. */
  private static byte[] stored(SqlSession session, Tile tile) throws SQLException {
    byte[] row = session.first(TILE, found -> found.bytes("hashes"), tile.id());
    if (row != null) {
      return row;
    }
    return tile.level() == 0 ? leaves(session, tile.index()) : new byte[0];
  }

  private static byte[] leaves(SqlSession session, long index) throws SQLException {
    Digest digest = new Sha256();
    List<byte[]> entries = TreeRows.entryHashes(session, index * Tile.WIDTH, Tile.WIDTH);
    byte[] hashes = new byte[entries.size() * Tile.HASH_BYTES];
    for (int i = 0; i < entries.size(); i++) {
      byte[] leaf = MerkleTree.leafHash(entries.get(i), digest);
      System.arraycopy(leaf, 0, hashes, i * Tile.HASH_BYTES, Tile.HASH_BYTES);
    }
    return hashes;
  }
}
