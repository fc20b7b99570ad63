package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.merkle.ConsistencyProof;
import io.blackroad.mesh.merkle.InclusionProof;
import io.blackroad.mesh.merkle.MerkleTree;
import java.util.List;
import java.util.Map;

/** RFC 6962 roots and proofs; most of the proofs are wrong on purpose. */
final class MerkleVectors {
  private static final Sha256 SHA = new Sha256();

  private MerkleVectors() {}

  static void roots(Json file, Report report) {
    roots(At.allBytes(file, "leaves"), At.member(file, "roots"), report);
  }

  /** Compares the root after every leaf that {@code roots} has a root for, keyed by size. */
  static void roots(List<byte[]> leaves, Json roots, Report report) {
    Map<String, Json> wanted = ((Json.Obj) roots).members();
    MerkleTree tree = new MerkleTree(SHA);
    int met = 0;
    for (int size = 0; size <= leaves.size(); size++) {
      Json root = wanted.get(Integer.toString(size));
      if (root != null) {
        report.equal(((Json.Text) root).value(), Hex.of(tree.root()), "case root of " + size);
        met++;
      }
      if (size < leaves.size()) {
        tree.append(leaves.get(size));
      }
    }
    report.check(met == wanted.size(), "case every root met: " + met + " of " + wanted.size());
  }

  static void inclusion(Json file, Report report) {
    for (Json item : At.items(file, "cases")) {
      InclusionProof proof =
          new InclusionProof(
              At.number(item, "index"), At.number(item, "size"), At.allBytes(item, "proof"));
      boolean holds = proof.verify(At.bytes(item, "leaf"), At.bytes(item, "root"), SHA);
      report.check(holds == At.truth(item, "valid"), name(item, proof.index(), proof.size()));
    }
  }

  static void consistency(Json file, Report report) {
    for (Json item : At.items(file, "cases")) {
      ConsistencyProof proof =
          new ConsistencyProof(
              At.number(item, "size1"), At.number(item, "size2"), At.allBytes(item, "proof"));
      boolean holds = proof.verify(At.bytes(item, "root1"), At.bytes(item, "root2"), SHA);
      report.check(holds == At.truth(item, "valid"), name(item, proof.size1(), proof.size2()));
    }
  }

  private static String name(Json item, long first, long second) {
    return "case " + first + " of " + second + ", " + At.text(item, "why");
  }
}
