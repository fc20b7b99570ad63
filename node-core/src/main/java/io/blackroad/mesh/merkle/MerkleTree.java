package io.blackroad.mesh.merkle;

import io.blackroad.mesh.port.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * The root of a growing log (RFC 6962 2.1). Keeps one hash for each perfect subtree on the right
 * edge, so memory and the cost of a leaf grow with the logarithm of the size.
 */
public final class MerkleTree {
  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  private final Digest digest;

  /** Roots of the perfect subtrees that make up the log, largest (oldest) first. */
  private final List<byte[]> edge = new ArrayList<>();

  private long size;

  public MerkleTree(Digest digest) {
    this.digest = digest;
  }

  /** Adds a leaf with the content {@code leaf}. */
  public void append(byte[] leaf) {
    byte[] hash = leafHash(leaf, digest);
    size++;
    // Two subtrees of one height become one: as often as the new size is even, like a carry.
    for (long carry = size; (carry & 1) == 0; carry >>= 1) {
      hash = nodeHash(edge.remove(edge.size() - 1), hash, digest);
    }
    edge.add(hash);
  }

  /** The root hash of all leaves so far; of none, SHA-256 of no bytes. */
  public byte[] root() {
    if (edge.isEmpty()) {
      return digest.sha256(new byte[0]);
    }
    byte[] hash = edge.get(edge.size() - 1);
    for (int i = edge.size() - 2; i >= 0; i--) {
      hash = nodeHash(edge.get(i), hash, digest);
    }
    return hash;
  }

  /** Leaves so far. */
  public long size() {
    return size;
  }

  /** SHA-256(0x00 || leaf). */
  public static byte[] leafHash(byte[] leaf, Digest digest) {
    byte[] bytes = new byte[1 + leaf.length];
    bytes[0] = LEAF;
    System.arraycopy(leaf, 0, bytes, 1, leaf.length);
    return digest.sha256(bytes);
  }

  /** SHA-256(0x01 || left || right). */
  public static byte[] nodeHash(byte[] left, byte[] right, Digest digest) {
    byte[] bytes = new byte[1 + left.length + right.length];
    bytes[0] = NODE;
    System.arraycopy(left, 0, bytes, 1, left.length);
    System.arraycopy(right, 0, bytes, 1 + left.length, right.length);
    return digest.sha256(bytes);
  }
}
