package io.blackroad.mesh.browser;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.merkle.ConsistencyProof;
import io.blackroad.mesh.merkle.InclusionProof;
import java.util.ArrayList;
import java.util.List;

/**
 * Proofs about a log as lines of text, read ahead of time, so that a benchmark times nothing but
 * their verification. A line is {@code index size1 size2 leaf root1 root2 path path}: that the leaf
 * is in the log of size2, and that the log of size1 is its beginning; hashes are 64 hex digits,
 * those of a path joined by commas.
 */
final class ProofLines {
  private static final int FIELDS = 8;

  private final List<Pair> pairs = new ArrayList<>();
  private final Sha256 digest = new Sha256();

  private record Pair(
      InclusionProof inclusion,
      ConsistencyProof consistency,
      byte[] leaf,
      byte[] root1,
      byte[] root2) {}

  ProofLines(String text) {
    for (String line : text.split("\n", -1)) {
      String[] fields = line.split(" ", -1);
      if (fields.length != FIELDS) {
        throw new IllegalArgumentException(fields.length + " fields, wanted " + FIELDS);
      }
      long size1 = Long.parseLong(fields[1]);
      long size2 = Long.parseLong(fields[2]);
      pairs.add(
          new Pair(
              new InclusionProof(Long.parseLong(fields[0]), size2, hashes(fields[6])),
              new ConsistencyProof(size1, size2, hashes(fields[7])),
              Hex.require(fields[3]),
              Hex.require(fields[4]),
              Hex.require(fields[5])));
    }
  }

  private static List<byte[]> hashes(String joined) {
    List<byte[]> all = new ArrayList<>();
    for (String hash : joined.split(",", -1)) {
      all.add(Hex.require(hash));
    }
    return all;
  }

  /** Whether both proofs of a line hold. */
  boolean hold(int line) {
    Pair pair = pairs.get(line);
    return pair.inclusion.verify(pair.leaf, pair.root2, digest)
        && pair.consistency.verify(pair.root1, pair.root2, digest);
  }
}
