package io.blackroad.mesh.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.conformance.SampleChain;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EntryJsonTest {
  private static final LoggedEntry ENTRY = SampleChain.entries(2, new SeededBytes(5)).get(1);

  @Test
  void readsWhatItWritesErasedOrNot() {
    for (LoggedEntry entry : SampleChain.entries(40, new SeededBytes(6))) {
      assertEquals(new EntryJson.Read.Ok(entry), EntryJson.fromJson(EntryJson.toJson(entry)));
      LoggedEntry erased = entry.erased();
      assertEquals(new EntryJson.Read.Ok(erased), EntryJson.fromJson(EntryJson.toJson(erased)));
      assertTrue(EntryCheck.holds(entry, new Sha256()));
      assertTrue(EntryCheck.holds(erased, new Sha256()));
    }
  }

  @Test
  void saysWhatIsNotAnEntry() {
    assertReason("not an object", Json.Null.NULL);
    assertReason("no member action_type", new JsonObject().build());
    assertReason("unknown member w", with("w", new Json.Int(1)));
    assertReason("action_type is unknown", with("action_type", new Json.Text("reward")));
    assertReason("v is 2, wanted 1 to 1", with("v", new Json.Int(2)));
    assertReason("truth_state is 2, wanted -1 to 1", with("truth_state", new Json.Int(2)));
    assertReason("seq is -1, wanted 0 to " + Json.INT_MAX, with("seq", new Json.Int(-1)));
    assertReason(
        "depth is 1, wanted "
            + ENTRY.entry().action().depth()
            + " to "
            + ENTRY.entry().action().depth(),
        with("depth", new Json.Int(1)));
    assertReason("timestamp_ns is not a text", with("timestamp_ns", new Json.Int(1)));
    String digits = " is not  and 64 lower-case hexadecimal digits";
    assertReason("hash" + digits, with("hash", new Json.Text("A".repeat(64))));
    assertReason("salt" + digits, with("salt", new Json.Text("")));
    assertReason("prev_hash" + digits, with("prev_hash", new Json.Text("Genesis")));
  }

  @Test
  void keepsTheLimitsOfNames() {
    int max = EntryJson.CHAIN_CHARS_MAX;
    String tooLong = "a".repeat(max + 1);
    String reason = " is a text of " + (max + 1) + " characters, at most " + max;
    assertReason("chain" + reason, with("chain", new Json.Text(tooLong)));
    assertReason("actor_id" + reason, with("actor_id", new Json.Text(tooLong)));
  }

  private static void assertReason(String reason, Json json) {
    assertEquals(new EntryJson.Read.Malformed(reason), EntryJson.fromJson(json));
  }

  private static Json with(String name, Json value) {
    TreeMap<String, Json> members = new TreeMap<>(EntryJson.toJson(ENTRY).members());
    members.put(name, value);
    return new Json.Obj(members);
  }
}
