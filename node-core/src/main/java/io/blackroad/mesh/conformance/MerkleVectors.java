package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.merkle.ConsistencyProof;
import io.blackroad.mesh.merkle.InclusionProof;
import io.blackroad.mesh.merkle.MerkleTree;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** RFC 6962 roots and proofs; most of the proofs are wrong on purpose. */
final class MerkleVectors {
  /** Roots that one file may name: they are held in memory until their leaf has come. */
  private static final int ROOTS_MAX = 100_000;

  private static final Sha256 SHA = new Sha256();

  private MerkleVectors() {}

  /** {@code {leaves: [hex], roots: {"size": hex}}}. */
  static void roots(VectorJson file, Report report) {
    Fields fields = Fields.ofFile(file);
    VectorJson leaves = fields.any("leaves");
    SortedMap<Long, String> roots = roots(fields, "roots");
    if (leaves == null || !leaves.isArray()) {
      fields.refuse("leaves is not an array");
    }
    String problem = fields.problem();
    if (leaves == null || problem != null) {
      report.failed(fields.name() + ": " + problem);
      return;
    }
    MerkleTree tree = new MerkleTree(SHA);
    checkRoot(tree, roots, report);
    for (VectorJson leaf : leaves.items()) {
      String text = leaf.text();
      byte[] bytes = text == null ? null : Hex.parse(text);
      if (bytes == null) {
        report.failed("leaves[" + tree.size() + "] is not lower-case hexadecimal");
        return;
      }
      tree.append(bytes);
      checkRoot(tree, roots, report);
    }
    for (long size : roots.keySet()) {
      report.failed("root of " + size + " leaves, of which there are " + tree.size());
    }
  }

  /** Compares the root with the one that {@code roots} has for this size, and takes that out. */
  static void checkRoot(MerkleTree tree, Map<Long, String> roots, Report report) {
    String wanted = roots.remove(tree.size());
    if (wanted != null) {
      report.equal(wanted, Hex.of(tree.root()), "root of " + tree.size());
    }
  }

  /** The texts of an object whose names are counts. */
  static SortedMap<Long, String> roots(Fields fields, String member) {
    SortedMap<Long, String> roots = new TreeMap<>();
    VectorJson object = fields.any(member);
    if (object == null || !object.isObject()) {
      fields.refuse(member + " is not an object");
      return roots;
    }
    for (VectorJson.Member root : object.members()) {
      long size = Decimal.parse(root.name());
      String hash = root.value().text();
      if (size < 0 || hash == null || roots.size() == ROOTS_MAX) {
        fields.refuse(refusal(member, root.name(), size, hash));
        return roots;
      }
      roots.put(size, hash);
    }
    return roots;
  }

  private static String refusal(String member, String name, long size, @Nullable String hash) {
    if (size < 0) {
      return member + " has a name that is no count: " + name;
    }
    return hash == null
        ? member + "." + name + " is not a text"
        : member + " has more than " + ROOTS_MAX + " members";
  }

  /** {@code {index, size, leaf, root, proof, valid, why}}. */
  static void inclusion(Fields fields, Report report) {
    boolean valid = fields.truth("valid");
    InclusionProof proof =
        new InclusionProof(fields.count("index"), fields.count("size"), fields.hashes("proof"));
    byte[] leaf = fields.bytes("leaf");
    byte[] root = fields.hash("root");
    report.verdict(fields, valid, !fields.unfit() && proof.verify(leaf, root, SHA));
  }

  /** {@code {size1, size2, root1, root2, proof, valid, why}}. */
  static void consistency(Fields fields, Report report) {
    boolean valid = fields.truth("valid");
    ConsistencyProof proof =
        new ConsistencyProof(fields.count("size1"), fields.count("size2"), fields.hashes("proof"));
    byte[] root1 = fields.hash("root1");
    byte[] root2 = fields.hash("root2");
    report.verdict(fields, valid, !fields.unfit() && proof.verify(root1, root2, SHA));
  }
}
