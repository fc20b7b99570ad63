package io.blackroad.mesh.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.conformance.SampleChain;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChainVerifierTest {
  private static final long SEED = 20_260_104;
  private static final int ENTRIES = 40;

  private final SeededBytes random = new SeededBytes(SEED);
  private final List<Json> chain = new ArrayList<>();

  ChainVerifierTest() {
    for (LoggedEntry entry : SampleChain.entries(ENTRIES, random)) {
      chain.add(EntryJson.toJson(entry));
    }
  }

  @Test
  void acceptsAnUnbrokenChainEntryByEntry() {
    ChainVerifier verifier = new ChainVerifier(new Sha256());
    assertEquals(new ChainVerifier.Result.Sound(0), verifier.result());
    for (int i = 0; i < ENTRIES; i++) {
      assertEquals(new ChainVerifier.Result.Sound(i + 1), verifier.feed(chain.get(i)));
    }
  }

  /** Every member of every entry, changed to another value of the same form. */
  @Test
  void noticesEveryChangeOfOneMember() {
    int changes = 0;
    for (int seq = 0; seq < ENTRIES; seq++) {
      for (String name : ((Json.Obj) chain.get(seq)).members().keySet()) {
        List<Json> changed = new ArrayList<>(chain);
        changed.set(seq, with(chain.get(seq), name, this::another));
        assertEquals(seq, brokenAt(changed), name + " of entry " + seq + ", seed " + SEED);
        changes++;
      }
    }
    assertEquals(ENTRIES * 13, changes);
  }

  /** Even one who computes the entry's own hash again is caught by the next entry. */
  @Test
  void noticesAnEntryThatWasHashedAgain() {
    List<LoggedEntry> entries = SampleChain.entries(10, new SeededBytes(SEED));
    Sha256 sha = new Sha256();
    Entry old = entries.get(4).entry();
    Entry other =
        new Entry(
            old.chain(),
            old.seq(),
            old.prevHash(),
            "n_" + "0".repeat(32),
            old.action(),
            old.timestampNanos(),
            old.truthState(),
            old.payloadHash(),
            "");
    Entry forged = other.withHash(EntryHash.of(other, sha));
    ChainVerifier verifier = new ChainVerifier(sha);
    for (LoggedEntry entry : entries) {
      verifier.feed(
          entry.entry().equals(old)
              ? new LoggedEntry(forged, entry.payload(), entry.salt())
              : entry);
    }
    assertEquals(
        new ChainVerifier.Result.Broken(5, "prev_hash is not the hash of the entry before"),
        verifier.result());
  }

  @Test
  void noticesAMissingADoubledAndASwappedEntry() {
    for (int seq = 0; seq < ENTRIES - 1; seq++) {
      List<Json> missing = new ArrayList<>(chain);
      missing.remove(seq);
      assertEquals(seq, brokenAt(missing));
      List<Json> doubled = new ArrayList<>(chain);
      doubled.add(seq, chain.get(seq));
      assertEquals(seq + 1, brokenAt(doubled));
      List<Json> swapped = new ArrayList<>(chain);
      Collections.swap(swapped, seq, seq + 1);
      assertEquals(seq, brokenAt(swapped));
    }
  }

  @Test
  void staysBroken() {
    ChainVerifier verifier = new ChainVerifier(new Sha256());
    ChainVerifier.Result broken = verifier.feed(chain.get(1));
    assertInstanceOf(ChainVerifier.Result.Broken.class, broken);
    assertEquals(broken, verifier.feed(chain.get(0)));
    assertEquals(broken, verifier.feed(Json.Null.NULL));
  }

  @Test
  void refusesAMemberTooManyAndOneMissing() {
    TreeMap<String, Json> more = new TreeMap<>(((Json.Obj) chain.get(0)).members());
    more.put("note", Json.Null.NULL);
    assertEquals(0, brokenAt(List.of(new Json.Obj(more))));
    for (String name : ((Json.Obj) chain.get(0)).members().keySet()) {
      TreeMap<String, Json> less = new TreeMap<>(((Json.Obj) chain.get(0)).members());
      less.remove(name);
      assertEquals(0, brokenAt(List.of(new Json.Obj(less))), name);
    }
  }

  private static long brokenAt(List<Json> entries) {
    ChainVerifier verifier = new ChainVerifier(new Sha256());
    entries.forEach(verifier::feed);
    ChainVerifier.Result result = verifier.result();
    return assertInstanceOf(ChainVerifier.Result.Broken.class, result).seq();
  }

  private interface Change {
    Json of(Json value);
  }

  private static Json with(Json entry, String name, Change change) {
    TreeMap<String, Json> members = new TreeMap<>(((Json.Obj) entry).members());
    members.computeIfPresent(name, (key, value) -> change.of(value));
    return new Json.Obj(members);
  }

  /** Another value of the same kind, one digit, character or member away. */
  private Json another(Json value) {
    return switch (value) {
      case Json.Text text -> new Json.Text(another(text.value()));
      case Json.Int number -> new Json.Int(number.value() == 1 ? 0 : number.value() + 1);
      case Json.Bool bool -> new Json.Bool(!bool.value());
      case Json.Obj object -> with(object, "n", this::another);
      case Json.Arr array -> new Json.Arr(List.of());
      case Json.Null n -> new Json.Bool(true);
    };
  }

  private String another(String text) {
    if (Action.ofName(text) != null) {
      return text.equals("TASK") ? "RESULT" : "TASK";
    }
    int at = text.length() - 1 - random.below(Math.min(16, text.length()));
    char digit = text.charAt(at) == '1' ? '2' : '1';
    String changed = text.substring(0, at) + digit + text.substring(at + 1);
    assertTrue(!Hex.is(text, 64) || Hex.is(changed, 64), "the form is kept");
    return changed;
  }
}
