package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.merkle.TreeHashes;
import io.blackroad.mesh.port.Digest;

/** The tree over the log, put together from its tiles. For one thread. */
final class TileHashes implements TreeHashes {
  private final StoredTiles tiles;
  private final Digest digest = new Sha256();

  TileHashes(StoredTiles tiles) {
    this.tiles = tiles;
  }

  /** {@inheritDoc} Reads one tile and hashes at most 127 times. */
  @Override
  public byte[] subtree(int level, long index) {
    int height = level % Tile.HEIGHT;
    long first = index << height;
    int from = (int) (first & (Tile.WIDTH - 1));
    int count = 1 << height;
    Tile tile = new Tile(level / Tile.HEIGHT, first >> Tile.HEIGHT);
    boolean possible = level >= 0 && first >> height == index;
    byte[] hashes = possible ? tiles.read(tile, from + count) : null;
    if (hashes == null) {
      throw new IllegalArgumentException("no subtree " + index + " of height " + level + " yet");
    }
    return Tile.root(hashes, from, count, digest);
  }
}
