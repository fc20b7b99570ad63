package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.merkle.MerkleTree;
import io.blackroad.mesh.merkle.TilePath;
import io.blackroad.mesh.merkle.TreeProver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tiles of the tree (C2SP tlog-tiles): their names, and whether they are those of a root. */
final class TileVectors {
  /** Leaves of a tree given in tiles: 65,536 hashes are 4 MiB of digits. */
  private static final long SIZE_MAX = 1 << 16;

  /** Tiles of such a tree, those of entries included, with some to spare. */
  private static final int TILES_MAX = 1_000;

  private static final Sha256 SHA = new Sha256();

  private TileVectors() {}

  /**
   * {@code {path, level, index, width, valid, why}}: whether {@code path} names that tile; level is
   * a number, or {@code entries} for the tiles of the leaves themselves.
   */
  static void path(Fields fields, Report report) {
    boolean valid = fields.truth("valid");
    TilePath path = TilePath.parse(fields.text("path"));
    boolean holds =
        path != null
            && (!valid
                || (level(fields) == path.level()
                    && fields.count("index", 0, Long.MAX_VALUE) == path.index()
                    && fields.count("width", 0, Long.MAX_VALUE) == path.width()));
    report.verdict(fields, valid, holds);
  }

  private static long level(Fields fields) {
    VectorJson level = fields.any("level");
    boolean entries = level != null && "entries".equals(level.text());
    return entries ? TilePath.ENTRIES : fields.count("level", 0, Byte.MAX_VALUE);
  }

  /**
   * {@code {size, root, tiles: {path: hex}, valid, why}}: whether these are the tiles of hashes of
   * a log of that size and root, all of them and no others, at the right edge as wide as the log
   * reaches. {@code tiles} may have tiles of entries beside them, which must then be their leaves.
   */
  static void tiles(Fields fields, Report report) {
    boolean valid = fields.truth("valid");
    long size = fields.count("size", 1, SIZE_MAX);
    byte[] root = fields.hash("root");
    VectorJson object = fields.any("tiles");
    if (object != null && !object.isObject()) {
      fields.refuse("tiles is not an object");
    }
    Map<String, byte[]> tiles = new TreeMap<>();
    if (object != null && fields.problem() == null) {
      for (VectorJson.Member tile : object.members()) {
        if (tiles.size() == TILES_MAX) {
          fields.refuse("more than " + TILES_MAX + " tiles");
          break;
        }
        tiles.put(tile.name(), fields.bytes(tile.value(), tile.name()));
      }
    }
    boolean holds = !fields.unfit() && fit(size, root, tiles);
    report.verdict(fields, valid, holds);
  }

  private static boolean fit(long size, byte[] root, Map<String, byte[]> tiles) {
    List<List<byte[]>> levels = new ArrayList<>();
    for (long hashes = size; hashes > 0; hashes >>= TilePath.HEIGHT) {
      List<byte[]> level = taken(levels.size(), hashes, tiles);
      if (level.size() != hashes) {
        return false;
      }
      levels.add(level);
    }
    if (!leavesFit(levels.get(0), tiles) || !tiles.isEmpty()) {
      return false;
    }
    TreeProver prover = new TreeProver((level, index) -> subtree(levels, level, index), SHA);
    for (int level = 1; level < levels.size(); level++) {
      for (int i = 0; i < levels.get(level).size(); i++) {
        if (!Arrays.equals(levels.get(level).get(i), below(levels, level, i))) {
          return false;
        }
      }
    }
    return Arrays.equals(prover.root(size), root);
  }

  /** The hashes of one level, out of its tiles, which are taken from {@code tiles}. */
  private static List<byte[]> taken(int level, long count, Map<String, byte[]> tiles) {
    List<byte[]> hashes = new ArrayList<>();
    for (long first = 0; first < count; first += TilePath.WIDTH) {
      int width = (int) Math.min(TilePath.WIDTH, count - first);
      byte[] tile = tiles.remove(new TilePath(level, first >> TilePath.HEIGHT, width).text());
      if (tile == null || tile.length != width * Sha256.BYTES) {
        return List.of();
      }
      for (int at = 0; at < tile.length; at += Sha256.BYTES) {
        hashes.add(Arrays.copyOfRange(tile, at, at + Sha256.BYTES));
      }
    }
    return hashes;
  }

  /** Whether the tiles of entries, if there are any, hold the leaves of {@code hashes}. */
  private static boolean leavesFit(List<byte[]> hashes, Map<String, byte[]> tiles) {
    for (int first = 0; first < hashes.size(); first += TilePath.WIDTH) {
      int width = Math.min(TilePath.WIDTH, hashes.size() - first);
      TilePath path = new TilePath(TilePath.ENTRIES, first / TilePath.WIDTH, width);
      byte[] tile = tiles.remove(path.text());
      int at = 0;
      for (int i = 0; tile != null && i < width; i++) {
        int length = at + 2 > tile.length ? 0 : (tile[at] & 255) << 8 | (tile[at + 1] & 255);
        int end = at + 2 + length;
        if (end > tile.length) {
          return false;
        }
        byte[] leaf = Arrays.copyOfRange(tile, at + 2, end);
        if (!Hex.of(MerkleTree.leafHash(leaf, SHA)).equals(Hex.of(hashes.get(first + i)))) {
          return false;
        }
        at = end;
      }
      if (tile != null && at != tile.length) {
        return false;
      }
    }
    return true;
  }

  /** The hash of a level as the tile below it gives it. */
  private static byte[] below(List<List<byte[]>> levels, int level, int index) {
    List<byte[]> lower = levels.get(level - 1);
    return folded(lower.subList(index * TilePath.WIDTH, (index + 1) * TilePath.WIDTH));
  }

  /** A subtree's root out of the tile that it stands in or above. */
  private static byte[] subtree(List<List<byte[]>> levels, int height, long index) {
    int above = height % TilePath.HEIGHT;
    List<byte[]> level = levels.get(height / TilePath.HEIGHT);
    return folded(level.subList((int) (index << above), (int) ((index + 1) << above)));
  }

  /** The root over neighbouring hashes, a power of two of them. */
  private static byte[] folded(List<byte[]> hashes) {
    List<byte[]> row = hashes;
    while (row.size() > 1) {
      List<byte[]> next = new ArrayList<>();
      for (int i = 0; i < row.size(); i += 2) {
        next.add(MerkleTree.nodeHash(row.get(i), row.get(i + 1), SHA));
      }
      row = next;
    }
    return row.get(0);
  }
}
