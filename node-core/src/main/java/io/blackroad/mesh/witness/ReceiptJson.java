package io.blackroad.mesh.witness;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.log.EntryJson;
import io.blackroad.mesh.log.LoggedEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receipts as JSON: the file that a visitor keeps, and what answers carry on the wire. */
public final class ReceiptJson {
  private static final int HASH_DIGITS = 64;

  private ReceiptJson() {}

  /** What came of reading a receipt. */
  public sealed interface Read {
    /** It has the form of a receipt; whether it holds is {@link Receipt#problem}'s question. */
    record Ok(Receipt receipt) implements Read {}

    /** It has not. */
    record Malformed(String reason) implements Read {}
  }

  /** {@code {checkpoint, entry, path}}. */
  public static Json.Obj toJson(Receipt receipt) {
    return proven(receipt.proven())
        .put("checkpoint", CheckpointJson.toJson(receipt.checkpoint()))
        .build();
  }

  /** Reads what {@link #toJson(Receipt)} writes of a whole entry, and nothing else. */
  public static Read fromJson(Json json) {
    return fromJson(json, false);
  }

  /** The same, of an entry as strangers are shown it: whole, or with payload and salt withheld. */
  public static Read fromShownJson(Json json) {
    return fromJson(json, true);
  }

  private static Read fromJson(Json json, boolean shown) {
    Members members = Members.of(json);
    SignedCheckpoint checkpoint = CheckpointJson.read(members.object("checkpoint"));
    ProvenEntry proven = readProven(members, shown);
    String problem = members.problem();
    return problem == null && proven != null
        ? new Read.Ok(new Receipt(proven, checkpoint))
        : new Read.Malformed(problem == null ? "not a receipt" : problem);
  }

  /** {@code {checkpoint, entries: [{entry, path}]}}. */
  public static Json.Obj toJson(Receipts receipts) {
    List<Json> entries = new ArrayList<>();
    receipts.entries().forEach(entry -> entries.add(proven(entry).build()));
    return new JsonObject()
        .put("checkpoint", CheckpointJson.toJson(receipts.checkpoint()))
        .put("entries", entries)
        .build();
  }

  /** Reads receipts that are part of something larger; usable only while there is no problem. */
  public static Receipts read(Members members, int entriesMax) {
    SignedCheckpoint checkpoint = CheckpointJson.read(members.object("checkpoint"));
    List<ProvenEntry> entries = new ArrayList<>();
    for (Json item : members.items("entries", entriesMax)) {
      ProvenEntry entry = readProven(members.item("entries", item), false);
      if (entry != null) {
        entries.add(entry);
      }
    }
    members.end();
    return new Receipts(checkpoint, entries);
  }

  /** Hashes of a proof under {@code name}, 64 digits each; empty with a problem for others. */
  public static List<String> hashes(Members members, String name) {
    List<String> hashes = new ArrayList<>();
    for (Json item : members.items(name, 2 * ProvenEntry.PATH_MAX)) {
      if (item instanceof Json.Text text && Hex.is(text.value(), HASH_DIGITS)) {
        hashes.add(text.value());
      } else {
        members.refuse(name, "not hashes of " + HASH_DIGITS + " lower-case hexadecimal digits");
      }
    }
    return hashes;
  }

  /** A proof's hashes as an array. */
  public static Json.Arr hashes(List<String> hashes) {
    List<Json> items = new ArrayList<>();
    hashes.forEach(hash -> items.add(new Json.Text(hash)));
    return new Json.Arr(items);
  }

  private static JsonObject proven(ProvenEntry proven) {
    return new JsonObject()
        .put("entry", EntryJson.toJson(proven.entry()))
        .put("path", hashes(proven.path()));
  }

  private static @Nullable ProvenEntry readProven(Members members, boolean shown) {
    Members entryMembers = members.object("entry");
    LoggedEntry entry = shown ? EntryJson.readShown(entryMembers) : EntryJson.read(entryMembers);
    List<String> path = hashes(members, "path");
    members.end();
    return entry == null ? null : new ProvenEntry(entry, path);
  }
}
