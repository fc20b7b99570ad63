package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.merkle.TilePath;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Writes spec/vectors/tile-path.json and tile-hashes.json. */
final class TileVectorFiles {
  /** Names of no tile, and what is wrong with them. */
  private static final String[][] REFUSED = {
    {"", "nothing"},
    {"0", "a level alone"},
    {"0/", "no index"},
    {"/000", "no level"},
    {"0/0", "an index of one digit"},
    {"0/00", "an index of two digits"},
    {"0/0000", "an index of four digits"},
    {"0/1000", "an index of four digits that needs them"},
    {"0/x000/000", "a group too many"},
    {"0/001/000", "a group without its x"},
    {"0/x001/x000", "an x before the last group"},
    {"0/x01/000", "a group of two digits"},
    {"0/X001/000", "an X in upper case"},
    {"0/x001000", "groups run together"},
    {"0/x001//000", "an empty group"},
    {"0/000/", "a slash at the end"},
    {"0/-01", "a sign"},
    {"0/0x1", "an x within a group"},
    {"0/\u0661\u0662\u0663", "digits that are not ASCII"},
    {"00/000", "a level with a leading zero"},
    {"+0/000", "a level with a sign"},
    {"8/000", "a level that no log reaches"},
    {"64/000", "a level past all bounds"},
    {"-1/000", "a level below zero"},
    {"Entries/000", "entries in upper case"},
    {"entry/000", "another word"},
    {"tile/0/000", "with what stands before it"},
    {"0/000.p/0", "no hashes"},
    {"0/000.p/256", "a full tile as a partial one"},
    {"0/000.p/257", "more than a full tile"},
    {"0/000.p/01", "a width with a leading zero"},
    {"0/000.p/", "no width"},
    {"0/000.p", "no width and no slash"},
    {"0/000.p/-1", "a width below zero"},
    {"0/000.P/1", "P in upper case"},
    {"0/000.p/1/", "a slash behind the width"},
    {"0/000.p/1.p/1", "two widths"},
    {"0.p/1/000", "the width in the wrong place"},
    {"0/000 ", "white space behind it"},
    {"0/000\n", "a line feed behind it"},
    {"0/../000", "a way out"},
    {"0/x999/x999/x999/x999/x999/x999/x999/999", "an index past 2^63"}
  };

  private final SampleLog log = new SampleLog(520, 20_261_122);
  private final VectorFile hashes = new VectorFile("tiles");

  private TileVectorFiles() {}

  static String paths() {
    VectorFile file = new VectorFile("path");
    named(file, "0/000", 0, 0, 256);
    named(file, "0/000.p/1", 0, 0, 1);
    named(file, "0/000.p/255", 0, 0, 255);
    named(file, "0/255", 0, 255, 256);
    named(file, "0/999", 0, 999, 256);
    named(file, "0/x001/000", 0, 1_000, 256);
    named(file, "0/x001/x234/067", 0, 1_234_067, 256);
    named(file, "0/x001/x234/067.p/56", 0, 1_234_067, 56);
    named(file, "1/000.p/2", 1, 0, 2);
    named(file, "7/000.p/127", 7, 0, 127);
    named(file, "entries/000", TilePath.ENTRIES, 0, 256);
    named(file, "entries/x012/345.p/6", TilePath.ENTRIES, 12_345, 6);
    for (String[] path : REFUSED) {
      file.bad(path[1], new Json.Text(path[0]));
    }
    return file.text(
        "names of tiles (C2SP tlog-tiles), without tile/ before them: valid says whether it names"
            + " the tile of that level, index and width");
  }

  private static void named(VectorFile file, String path, int level, long index, int width) {
    JsonObject item =
        new JsonObject()
            .put("index", index)
            .put("path", path)
            .put("valid", true)
            .put("width", width)
            .put("why", "right");
    Json of = level == TilePath.ENTRIES ? new Json.Text("entries") : new Json.Int(level);
    file.line(CanonicalJson.text(item.put("level", of).build()));
  }

  static String hashes() {
    TileVectorFiles files = new TileVectorFiles();
    for (int size : new int[] {1, 2, 5, 8}) {
      files.of("right", size, tiles -> {});
    }
    files.of("a full tile", 256, tiles -> {});
    files.of("one hash more than a full tile", 257, tiles -> {});
    files.of("two full tiles and more", 513, tiles -> {});
    files.entries();
    files.small();
    files.large();
    return files.hashes.text(
        "tiles of hashes: valid says whether these are all tiles of a log of that size and root,"
            + " each as wide as the log reaches; tiles of entries may be among them");
  }

  /** Tiles of the first {@code size} entries, changed by {@code bend}, which may do nothing. */
  private void of(String why, int size, Consumer<Map<String, String>> bend) {
    Map<String, String> tiles = tiles(size);
    Map<String, String> bent = new TreeMap<>(tiles);
    bend.accept(bent);
    boolean valid = why.equals("right") || bent.equals(tiles);
    add(why, size, Hex.of(log.prover().root(size)), valid, bent);
  }

  private void add(String why, long size, String root, boolean valid, Map<String, String> tiles) {
    JsonObject object = new JsonObject();
    tiles.forEach(object::put);
    hashes.line(
        CanonicalJson.text(
            new JsonObject()
                .put("root", root)
                .put("size", size)
                .put("tiles", object.build())
                .put("valid", valid)
                .put("why", why)
                .build()));
  }

  private Map<String, String> tiles(int size) {
    Map<String, String> tiles = new TreeMap<>();
    for (int level = 0; size >> (TilePath.HEIGHT * level) > 0; level++) {
      int count = size >> (TilePath.HEIGHT * level);
      for (int first = 0; first < count; first += TilePath.WIDTH) {
        int width = Math.min(TilePath.WIDTH, count - first);
        StringBuilder tile = new StringBuilder();
        for (int i = first; i < first + width; i++) {
          tile.append(Hex.of(log.tree().subtree(TilePath.HEIGHT * level, i)));
        }
        tiles.put(new TilePath(level, first / TilePath.WIDTH, width).text(), tile.toString());
      }
    }
    return tiles;
  }

  private void entries() {
    of("right", 5, tiles -> tiles.put("entries/000.p/5", leaves(5)));
    of("an entry's leaf that is another", 5, t -> t.put("entries/000.p/5", bent(leaves(5), 7)));
    of("an entry short", 5, tiles -> tiles.put("entries/000.p/5", leaves(4)));
    of("an entry long", 5, tiles -> tiles.put("entries/000.p/5", leaves(6)));
    of("entries of another width", 5, tiles -> tiles.put("entries/000.p/4", leaves(4)));
    of("entries without their lengths", 5, t -> t.put("entries/000.p/5", bare(leaves(5))));
    of("an entry's length cut off", 5, t -> t.put("entries/000.p/5", leaves(5) + "00"));
  }

  /** Each leaf behind its length in two bytes (C2SP tlog-tiles, "Log Entries"). */
  private String leaves(int count) {
    StringBuilder leaves = new StringBuilder();
    for (int seq = 0; seq < count; seq++) {
      leaves.append("0020").append(log.entry(seq).entry().hash());
    }
    return leaves.toString();
  }

  private static String bare(String leaves) {
    StringBuilder bare = new StringBuilder();
    for (int at = 4; at < leaves.length(); at += 68) {
      bare.append(leaves, at, at + 64);
    }
    return bare.toString();
  }

  private static String bent(String hex, int at) {
    return CheckpointVectorFile.flip(hex, at);
  }

  private void small() {
    String path = "0/000.p/5";
    for (int at : new int[] {0, 63, 64, 200, 319}) {
      of("one bit flipped, digit " + at, 5, t -> change(t, path, tile -> bent(tile, at)));
    }
    of(
        "two hashes swapped",
        5,
        t -> change(t, path, h -> h.substring(64, 128) + h.substring(0, 64) + h.substring(128)));
    of("a hash short", 5, t -> change(t, path, h -> h.substring(64)));
    of("a hash long", 5, t -> change(t, path, h -> h + h.substring(0, 64)));
    of("a byte short", 5, t -> change(t, path, h -> h.substring(2)));
    of("upper case", 5, t -> change(t, path, h -> h.toUpperCase(Locale.ROOT)));
    of("under the name of a narrower tile", 5, t -> rename(t, path, "0/000.p/4"));
    of("under the name of a full tile", 5, t -> rename(t, path, "0/000"));
    of("under the name of another tile", 5, t -> rename(t, path, "0/001.p/5"));
    of("under the name of another level", 5, t -> rename(t, path, "1/000.p/5"));
    of("no tile", 5, t -> t.clear());
    of("the tile of a larger log", 5, t -> t.putAll(tiles(6)));
    of("a tile that no log has", 5, t -> t.put("0/000.p/300", "00"));
    String root = Hex.of(log.prover().root(5));
    add("another root", 5, bent(root, 10), false, tiles(5));
    add("a size less", 4, root, false, tiles(5));
    add("a size more", 6, root, false, tiles(5));
    add("the root of a smaller log", 5, Hex.of(log.prover().root(4)), false, tiles(5));
  }

  private static void change(Map<String, String> tiles, String path, UnaryOperator<String> change) {
    tiles.put(path, change.apply(Objects.requireNonNull(tiles.get(path))));
  }

  private static void rename(Map<String, String> tiles, String from, String to) {
    tiles.put(to, Objects.requireNonNull(tiles.remove(from)));
  }

  private void large() {
    String above = "1/000.p/1";
    of("a hash above that is not that of the tile", 257, t -> change(t, above, h -> bent(h, 9)));
    of("a bit flipped in the full tile", 257, t -> change(t, "0/000", h -> bent(h, 9_000)));
    of("the partial tile is missing", 257, t -> t.remove("0/001.p/1"));
    of("the tile above is missing", 257, t -> t.remove(above));
    of("the full tile as a partial one", 257, t -> rename(t, "0/000", "0/000.p/256"));
  }
}
