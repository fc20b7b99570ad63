package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.ChainVerifier;
import io.blackroad.mesh.log.Domain;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.log.Ladder;
import io.blackroad.mesh.merkle.ConsistencyProof;
import io.blackroad.mesh.merkle.InclusionProof;
import io.blackroad.mesh.merkle.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One small chain of which intermediate values are written down. Every member with a known name is
 * checked, those of other names are not looked at:
 *
 * <ul>
 *   <li>{@code labels}: domain labels; {@code ladder}: rungs of the text BlackRoad;
 *   <li>{@code seed_id}, {@code node_id}: of the public keys 00 to 1f and 20 to 3f;
 *   <li>{@code entries}: a valid chain; {@code canonical_N}, {@code canonical_payload_N}: canonical
 *       text of entry N's hashed members and of its payload; {@code input_hash}, {@code
 *       output_hash}: recorded by one of its payloads;
 *   <li>{@code merkle}: roots by size; {@code incl_I_of_N}, {@code cons_A_B}: proofs under them.
 * </ul>
 */
final class WorkedExample {
  /** Bytes of an example's entries, all of which are held in memory. */
  private static final int ENTRIES_BYTES_MAX = 1 << 20;

  /** Members of an example: each may cost as much as all entries. */
  private static final int MEMBERS_MAX = 200;

  private static final int RUNGS_MAX = 1_000;
  private static final Sha256 SHA = new Sha256();
  private static final byte[] CLIMBED = "BlackRoad".getBytes(StandardCharsets.UTF_8);

  private final Fields fields;
  private final Report report;
  private final List<Json.Obj> entries = new ArrayList<>();
  private final List<byte[]> leaves = new ArrayList<>();
  private final Map<Long, byte[]> roots = new TreeMap<>();

  private WorkedExample(Fields fields, Report report) {
    this.fields = fields;
    this.report = report;
  }

  static void run(VectorJson file, Report report) {
    Fields fields = Fields.ofFile(file);
    WorkedExample example = new WorkedExample(fields, report);
    example.chain();
    example.merkle();
    int members = 0;
    for (VectorJson.Member member : file.members()) {
      if (members++ == MEMBERS_MAX) {
        fields.refuse("more than " + MEMBERS_MAX + " members");
        break;
      }
      example.member(member.name(), member.value());
    }
    String problem = fields.problem();
    if (problem != null) {
      report.failed(problem);
    }
  }

  private void chain() {
    VectorJson array = fields.any("entries");
    if (array == null || !array.isArray()) {
      fields.refuse("entries is not an array");
      return;
    }
    if (array.length() > ENTRIES_BYTES_MAX) {
      fields.refuse("entries of " + array.length() + " bytes, at most " + ENTRIES_BYTES_MAX);
      return;
    }
    for (VectorJson item : array.items()) {
      if (!(item.strict() instanceof Parsed.Value(Json.Obj entry))
          || !(entry.members().get("hash") instanceof Json.Text(String hash))
          || !Hex.is(hash, 2 * Sha256.BYTES)) {
        report.failed("entry " + entries.size() + " is no object with a hash");
        return;
      }
      entries.add(entry);
      leaves.add(Hex.require(hash));
    }
    String wanted = new ChainVerifier.Result.Sound(entries.size()).toString();
    report.equal(wanted, ChainVectors.verify(array).toString(), "chain");
  }

  private void merkle() {
    SortedMap<Long, String> wanted = MerkleVectors.roots(fields, "merkle");
    wanted.forEach((size, hash) -> roots.put(size, hashBytes(hash)));
    MerkleTree tree = new MerkleTree(SHA);
    MerkleVectors.checkRoot(tree, wanted, report);
    for (byte[] leaf : leaves) {
      tree.append(leaf);
      MerkleVectors.checkRoot(tree, wanted, report);
    }
    for (long size : wanted.keySet()) {
      report.failed("root of " + size + " leaves, of which there are " + tree.size());
    }
  }

  private static byte[] hashBytes(String hash) {
    return Hex.is(hash, 2 * Sha256.BYTES) ? Hex.require(hash) : new byte[0];
  }

  private void member(String name, VectorJson value) {
    switch (name) {
      case "labels" -> value.items().forEach(this::label);
      case "ladder" -> value.members().forEach(rung -> rung(rung.name(), rung.value()));
      case "seed_id" ->
          report.equal(fields.text(value, name), Identity.seedId(key(0), SHA), "seed id");
      case "node_id" ->
          report.equal(fields.text(value, name), Identity.nodeId(key(32), SHA), "node id");
      case "input_hash", "output_hash" -> recorded(name, fields.text(value, name));
      default -> {
        canonical(name, value);
        inclusion(name, value);
        consistency(name, value);
      }
    }
  }

  private static byte[] key(int first) {
    byte[] key = new byte[Identity.PUBLIC_KEY_BYTES];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (first + i);
    }
    return key;
  }

  private void label(VectorJson label) {
    String text = label.text();
    boolean known = false;
    for (Domain domain : Domain.values()) {
      known |= domain.label().equals(text);
    }
    report.check(known, "label " + text);
  }

  private void rung(String name, VectorJson hash) {
    long k = Decimal.parse(name);
    if (k < 1 || k > RUNGS_MAX) {
      report.failed("ladder of " + name + " rungs, wanted 1 to " + RUNGS_MAX);
      return;
    }
    String got = Ladder.climb(CLIMBED, (int) k, SHA);
    report.check(got.equals(hash.text()), "L_" + k + ": wanted " + hash.text() + ", got " + got);
  }

  private void recorded(String name, String hash) {
    Json wanted = new Json.Text(hash);
    boolean found = false;
    for (Json.Obj entry : entries) {
      found |=
          entry.members().get("payload") instanceof Json.Obj payload
              && wanted.equals(payload.members().get(name));
    }
    report.check(found, "no payload records this " + name);
  }

  private void canonical(String name, VectorJson value) {
    long ofPayload = numbered(name, "canonical_payload_");
    if (ofPayload >= 0 && ofPayload < entries.size()) {
      Json payload = entries.get((int) ofPayload).members().get("payload");
      String got = payload == null ? "none" : CanonicalJson.text(payload);
      report.equal(fields.text(value, name), got, name);
    }
    long ofEntry = numbered(name, "canonical_");
    if (ofEntry >= 0 && ofEntry < entries.size()) {
      report.equal(fields.text(value, name), CanonicalJson.text(hashed((int) ofEntry)), name);
    }
    if (Math.max(ofPayload, ofEntry) >= entries.size()) {
      report.failed(name + ": there are " + entries.size() + " entries");
    }
  }

  private Json.Obj hashed(int seq) {
    JsonObject hashed = new JsonObject();
    for (Map.Entry<String, Json> member : entries.get(seq).members().entrySet()) {
      if (!List.of("hash", "payload", "salt").contains(member.getKey())) {
        hashed.put(member.getKey(), member.getValue());
      }
    }
    return hashed.build();
  }

  private void inclusion(String name, VectorJson value) {
    int of = name.indexOf("_of_");
    long index = of < 0 ? -1 : numbered(name.substring(0, of), "incl_");
    long size = of < 0 ? -1 : numbered(name.substring(of), "_of_");
    if (index < 0 || size < 0) {
      return;
    }
    byte[] root = roots.get(size);
    InclusionProof proof = new InclusionProof(index, size, fields.hashes(value, name));
    boolean holds =
        root != null && index < leaves.size() && proof.verify(leaves.get((int) index), root, SHA);
    report.check(holds, name + " does not hold");
  }

  private void consistency(String name, VectorJson value) {
    int last = name.lastIndexOf('_');
    long size1 = last < 0 ? -1 : numbered(name.substring(0, last), "cons_");
    long size2 = last < 0 ? -1 : numbered(name.substring(last), "_");
    if (size1 < 0 || size2 < 0) {
      return;
    }
    byte[] root1 = roots.get(size1);
    byte[] root2 = roots.get(size2);
    ConsistencyProof proof = new ConsistencyProof(size1, size2, fields.hashes(value, name));
    boolean holds = root1 != null && root2 != null && proof.verify(root1, root2, SHA);
    report.check(holds, name + " does not hold");
  }

  /** The count behind {@code prefix}; -1 when {@code name} is not of that pattern. */
  private static long numbered(String name, String prefix) {
    return name.startsWith(prefix) ? Decimal.parse(name.substring(prefix.length())) : -1;
  }
}
