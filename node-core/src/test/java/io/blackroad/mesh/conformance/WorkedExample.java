package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.ChainVerifier;
import io.blackroad.mesh.log.Domain;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.log.Ladder;
import io.blackroad.mesh.merkle.ConsistencyProof;
import io.blackroad.mesh.merkle.InclusionProof;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The one small chain of which every intermediate value is written down. */
final class WorkedExample {
  private static final Sha256 SHA = new Sha256();
  private static final int RESULT_SEQ = 2;

  private WorkedExample() {}

  static void run(Json file, Report report) {
    labels(file, report);
    ladder(file, report);
    identities(file, report);
    List<Json> entries = At.items(file, "entries");
    chain(entries, report);
    canonical(file, entries.get(RESULT_SEQ), report);
    merkle(file, entries, report);
  }

  private static void labels(Json file, Report report) {
    List<String> known = new ArrayList<>();
    for (Domain domain : Domain.values()) {
      known.add(domain.label());
    }
    for (Json label : At.items(file, "labels")) {
      String text = ((Json.Text) label).value();
      report.check(known.contains(text), "case label " + text);
    }
  }

  private static void ladder(Json file, Report report) {
    byte[] m = "BlackRoad".getBytes(StandardCharsets.UTF_8);
    Json rungs = At.member(file, "ladder");
    for (Map.Entry<String, Json> rung : ((Json.Obj) rungs).members().entrySet()) {
      int k = Integer.parseInt(rung.getKey());
      report.equal(At.text(rungs, rung.getKey()), Ladder.climb(m, k, SHA), "case L_" + k);
    }
  }

  /** The seed's key is the bytes 0 to 31, the node's 32 to 63. */
  private static void identities(Json file, Report report) {
    byte[] seedKey = new byte[Identity.PUBLIC_KEY_BYTES];
    byte[] nodeKey = new byte[Identity.PUBLIC_KEY_BYTES];
    for (int i = 0; i < seedKey.length; i++) {
      seedKey[i] = (byte) i;
      nodeKey[i] = (byte) (i + seedKey.length);
    }
    report.equal(At.text(file, "seed_id"), Identity.seedId(seedKey, SHA), "case seed id");
    report.equal(At.text(file, "node_id"), Identity.nodeId(nodeKey, SHA), "case node id");
  }

  private static void chain(List<Json> entries, Report report) {
    ChainVerifier verifier = new ChainVerifier(SHA);
    for (Json entry : entries) {
      verifier.feed(entry);
    }
    String wanted = new ChainVerifier.Result.Sound(entries.size()).toString();
    report.equal(wanted, verifier.result().toString(), "case chain");
  }

  private static void canonical(Json file, Json result, Report report) {
    JsonObject hashed = new JsonObject();
    for (Map.Entry<String, Json> member : ((Json.Obj) result).members().entrySet()) {
      if (!List.of("hash", "payload", "salt").contains(member.getKey())) {
        hashed.put(member.getKey(), member.getValue());
      }
    }
    String payload = CanonicalJson.text(At.member(result, "payload"));
    report.equal(At.text(file, "canonical_payload_2"), payload, "case canonical payload");
    String entry = CanonicalJson.text(hashed.build());
    report.equal(At.text(file, "canonical_2"), entry, "case canonical entry");
    byte[] event = Domain.EVENT.separate(entry.getBytes(StandardCharsets.UTF_8));
    report.equal(At.text(result, "hash"), Ladder.climb(event, 5, SHA), "case hash of an entry");
  }

  private static void merkle(Json file, List<Json> entries, Report report) {
    List<byte[]> leaves = new ArrayList<>();
    for (Json entry : entries) {
      leaves.add(At.bytes(entry, "hash"));
    }
    Json roots = At.member(file, "merkle");
    MerkleVectors.roots(leaves, roots, report);
    InclusionProof inclusion = new InclusionProof(2, 5, At.allBytes(file, "incl_2_of_5"));
    boolean included = inclusion.verify(leaves.get(2), At.bytes(roots, "5"), SHA);
    report.check(included, "case inclusion of 2 in 5");
    ConsistencyProof consistency = new ConsistencyProof(3, 5, At.allBytes(file, "cons_3_5"));
    boolean consistent = consistency.verify(At.bytes(roots, "3"), At.bytes(roots, "5"), SHA);
    report.check(consistent, "case consistency of 3 and 5");
    report.equal(Hex.of(SHA.sha256(new byte[0])), At.text(roots, "0"), "case root of an empty log");
  }
}
