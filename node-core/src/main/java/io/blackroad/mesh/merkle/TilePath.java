package io.blackroad.mesh.merkle;

import org.jspecify.annotations.Nullable;

/**
 * The name of a tile: {@link #WIDTH} neighbouring hashes of every eighth height of the tree, or the
 * leaves themselves (C2SP tlog-tiles, "Merkle Tree" and "Log Entries").
 *
 * @param level height of the hashes divided by 8, or {@link #ENTRIES}
 * @param index position among the tiles of that level
 * @param width hashes in it: {@link #WIDTH}, or less at the right edge of the tree
 */
public record TilePath(int level, long index, int width) {
  /** Height of a tile: its root is one hash of the level above. */
  public static final int HEIGHT = 8;

  /** Hashes of a full tile. */
  public static final int WIDTH = 1 << HEIGHT;

  /** The level of tiles that hold the leaves' contents. */
  public static final int ENTRIES = -1;

  /** Heights of a tree of 2^63 leaves. */
  private static final int LEVEL_MAX = 63 / HEIGHT;

  private static final String PARTIAL = ".p/";
  private static final int GROUP_DIGITS = 3;

  /** {@code 2/x001/234} or {@code entries/x001/234.p/56}: what stands behind {@code tile/}. */
  public String text() {
    String name = (level == ENTRIES ? "entries" : Integer.toString(level)) + "/" + grouped(index);
    return width == WIDTH ? name : name + PARTIAL + width;
  }

  /** Reads {@link #text} and nothing else. */
  public static @Nullable TilePath parse(String text) {
    int slash = text.indexOf('/');
    int partial = text.indexOf(PARTIAL);
    if (slash < 1 || (partial >= 0 && partial < slash)) {
      return null;
    }
    String level = text.substring(0, slash);
    String index = text.substring(slash + 1, partial < 0 ? text.length() : partial);
    long height = level.equals("entries") ? ENTRIES : decimal(level, LEVEL_MAX);
    long position = ungrouped(index);
    long width = partial < 0 ? WIDTH : decimal(text.substring(partial + PARTIAL.length()), WIDTH);
    if (height < ENTRIES || position < 0 || width < 1) {
      return null;
    }
    TilePath path = new TilePath((int) height, position, (int) width);
    return path.text().equals(text) ? path : null;
  }

  /** Three digits at a time, all groups but the last marked: 1234067 is x001/x234/067. */
  private static String grouped(long index) {
    StringBuilder text = new StringBuilder();
    String digits = Long.toString(index);
    String padded =
        "0".repeat((GROUP_DIGITS - digits.length() % GROUP_DIGITS) % GROUP_DIGITS) + digits;
    for (int i = 0; i < padded.length(); i += GROUP_DIGITS) {
      boolean last = i + GROUP_DIGITS == padded.length();
      text.append(last ? "" : "x").append(padded, i, i + GROUP_DIGITS).append(last ? "" : "/");
    }
    return text.toString();
  }

  private static long ungrouped(String text) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != 'x' && text.charAt(i) != '/') {
        digits.append(text.charAt(i));
      }
    }
    int from = 0;
    while (from < digits.length() - 1 && digits.charAt(from) == '0') {
      from++;
    }
    return decimal(digits.substring(from), Long.MAX_VALUE / 10);
  }

  /** The number that {@code text} writes, or -2 for anything else, leading zeros and too much. */
  private static long decimal(String text, long max) {
    if (text.isEmpty() || text.length() > 18 || (text.length() > 1 && text.charAt(0) == '0')) {
      return -2;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return -2;
      }
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value <= max ? value : -2;
  }
}
