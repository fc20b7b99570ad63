package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.seed.TestSeed;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Reads a log the way any client of C2SP tlog-tiles does, written from that text and RFC 6962 with
 * nothing but the JDK: a second opinion on what the seed serves.
 */
final class TileReader {
  private static final int WIDTH = 256;
  private static final int HASH = 32;

  private final TestSeed seed;
  final String origin;
  final long size;
  final byte[] root;
  final String note;

  TileReader(TestSeed seed) throws Exception {
    this.seed = seed;
    HttpResponse<String> answer = seed.get("/log/checkpoint");
    this.note = answer.body();
    String[] lines = note.split("\n", -1);
    this.origin = lines[0];
    this.size = Long.parseLong(lines[1]);
    this.root = Base64.getDecoder().decode(lines[2]);
  }

  /** The root of the whole log, made of the tiles of level 0 alone. */
  byte[] rootOfLeaves() throws Exception {
    List<byte[]> leaves = new ArrayList<>();
    for (long tile = 0; tile * WIDTH < size; tile++) {
      leaves.addAll(tile(0, tile));
    }
    return treeHash(leaves);
  }

  /** The same, from the leaves' own bytes. */
  byte[] rootOfBundles() throws Exception {
    List<byte[]> leaves = new ArrayList<>();
    for (long tile = 0; tile * WIDTH < size; tile++) {
      byte[] bundle = get("/log/tile/entries/" + name(tile, width(0, tile)));
      for (int at = 0; at < bundle.length; ) {
        int length = (bundle[at] & 255) << 8 | (bundle[at + 1] & 255);
        byte[] leaf = Arrays.copyOfRange(bundle, at + 2, at + 2 + length);
        leaves.add(sha256(new byte[] {0}, leaf));
        at += 2 + length;
      }
    }
    return treeHash(leaves);
  }

  /** Whether the tiles of the levels above are the roots of those below. */
  boolean upperTilesAgree() throws Exception {
    for (int level = 1; size >> (8 * level) > 0; level++) {
      long hashes = size >> (8 * level);
      for (long tile = 0; tile * WIDTH < hashes; tile++) {
        List<byte[]> found = tile(level, tile);
        for (int i = 0; i < found.size(); i++) {
          byte[] below = treeHash(tile(level - 1, tile * WIDTH + i));
          if (!Arrays.equals(below, found.get(i))) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** An inclusion proof as RFC 6962 2.1.1 defines it, from tiles; lower-case hexadecimal. */
  List<String> inclusion(int seq) throws Exception {
    List<byte[]> leaves = new ArrayList<>();
    for (long tile = 0; tile * WIDTH < size; tile++) {
      leaves.addAll(tile(0, tile));
    }
    return path(seq, leaves);
  }

  private static List<String> path(int m, List<byte[]> leaves) throws Exception {
    if (leaves.size() == 1) {
      return List.of();
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    boolean left = m < k;
    List<byte[]> mine = left ? leaves.subList(0, k) : leaves.subList(k, leaves.size());
    List<byte[]> other = left ? leaves.subList(k, leaves.size()) : leaves.subList(0, k);
    List<String> all = new ArrayList<>(path(left ? m : m - k, mine));
    all.add(java.util.HexFormat.of().formatHex(treeHash(other)));
    return all;
  }

  private List<byte[]> tile(int level, long index) throws Exception {
    byte[] bytes = get("/log/tile/" + level + "/" + name(index, width(level, index)));
    List<byte[]> hashes = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += HASH) {
      hashes.add(Arrays.copyOfRange(bytes, at, at + HASH));
    }
    return hashes;
  }

  private int width(int level, long index) {
    return (int) Math.min(WIDTH, (size >> (8 * level)) - index * WIDTH);
  }

  private static String name(long index, int width) {
    String digits = "%03d".formatted(index); // tests stay below a thousand tiles
    return width == WIDTH ? digits : digits + ".p/" + width;
  }

  private byte[] get(String path) throws Exception {
    HttpResponse<byte[]> answer = seed.sendForBytes(seed.request(path));
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return answer.body();
  }

  private static byte[] treeHash(List<byte[]> leafHashes) throws Exception {
    if (leafHashes.size() == 1) {
      return leafHashes.getFirst();
    }
    int k = Integer.highestOneBit(leafHashes.size() - 1);
    return sha256(
        new byte[] {1},
        treeHash(leafHashes.subList(0, k)),
        treeHash(leafHashes.subList(k, leafHashes.size())));
  }

  private static byte[] sha256(byte[]... parts) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      sha256.update(part);
    }
    return sha256.digest();
  }
}
