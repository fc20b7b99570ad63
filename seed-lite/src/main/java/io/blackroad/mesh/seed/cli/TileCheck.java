package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.merkle.MerkleTree;
import io.blackroad.mesh.merkle.TilePath;
import io.blackroad.mesh.port.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the tiles of a log from its entries, and holds them against those that are served. */
final class TileCheck {
  private static final int HASH_BYTES = 32;

  /** Of a leaf's length in a bundle. */
  private static final int LENGTH_BYTES = 2;

  private final LogSource source;
  private final Digest digest;
  private final List<Growing> levels = new ArrayList<>();
  private final Growing bundle = new Growing(TilePath.ENTRIES, LENGTH_BYTES + HASH_BYTES);

  TileCheck(LogSource source, Digest digest) {
    this.source = source;
    this.digest = digest;
  }

  /** The tile of a level that is not full yet. */
  private static final class Growing {
    private final int level;
    private final int recordBytes;
    private final byte[] bytes;
    private long index;
    private int width;

    Growing(int level, int recordBytes) {
      this.level = level;
      this.recordBytes = recordBytes;
      this.bytes = new byte[TilePath.WIDTH * recordBytes];
    }

    void add(byte[] hash) {
      int end = (width + 1) * recordBytes;
      if (level == TilePath.ENTRIES) {
        bytes[end - HASH_BYTES - 1] = HASH_BYTES; // big-endian: the byte before it stays 0
      }
      System.arraycopy(hash, 0, bytes, end - HASH_BYTES, HASH_BYTES);
      width++;
    }

    TilePath path() {
      return new TilePath(level, index, width);
    }
  }

  /** Adds the entry with that hash. */
  void append(String entryHash) throws IOException, CliFailure, Breach {
    byte[] leaf = Hex.require(entryHash);
    bundle.add(leaf);
    if (bundle.width == TilePath.WIDTH) {
      compare(bundle);
    }
    byte[] hash = MerkleTree.leafHash(leaf, digest);
    for (int level = 0; ; level++) {
      if (levels.size() == level) {
        levels.add(new Growing(level, HASH_BYTES));
      }
      Growing growing = levels.get(level);
      growing.add(hash);
      if (growing.width < TilePath.WIDTH) {
        return;
      }
      hash = root(growing.bytes);
      compare(growing);
    }
  }

  /** Compares the tiles that are not full, too. */
  void end() throws IOException, CliFailure, Breach {
    for (Growing growing : levels) {
      if (growing.width > 0) {
        compare(growing);
      }
    }
    if (bundle.width > 0) {
      compare(bundle);
    }
  }

  private void compare(Growing made) throws IOException, CliFailure, Breach {
    TilePath path = made.path();
    byte[] served = source.tile(path);
    byte[] wanted = Arrays.copyOf(made.bytes, made.width * made.recordBytes);
    if (served == null) {
      throw new Breach("tile " + path.text() + " is missing");
    }
    int at = Arrays.mismatch(served, wanted);
    if (at >= 0 && served.length != wanted.length) {
      throw new Breach(
          "tile " + path.text() + " has " + served.length + " bytes, not " + wanted.length);
    }
    if (at >= 0) {
      long hash = made.index * TilePath.WIDTH + at / made.recordBytes;
      int height = Math.max(0, made.level) * TilePath.HEIGHT;
      throw new Breach(
          hash << height,
          "tile " + path.text() + " does not agree with the entries in its byte " + at);
    }
    made.index++;
    made.width = 0;
  }

  private byte[] root(byte[] hashes) {
    List<byte[]> row = new ArrayList<>();
    for (int at = 0; at < hashes.length; at += HASH_BYTES) {
      row.add(Arrays.copyOfRange(hashes, at, at + HASH_BYTES));
    }
    while (row.size() > 1) {
      List<byte[]> above = new ArrayList<>();
      for (int i = 0; i < row.size(); i += 2) {
        above.add(MerkleTree.nodeHash(row.get(i), row.get(i + 1), digest));
      }
      row = above;
    }
    return row.getFirst();
  }
}
