package io.blackroad.mesh.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.conformance.SampleChain;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whoever changes a log without the power to recompute it is caught, at the entry, with a reason.
 */
class LogMutationTest {
  private static final int ENTRIES = 60;
  private static final int RUNS = 3_000;

  private final Sha256 sha = new Sha256();
  private final SeededBytes random = new SeededBytes(20_261_122);
  private final List<LoggedEntry> sound = SampleChain.entries(ENTRIES, new SeededBytes(3));
  private final List<Json> json = new ArrayList<>();

  LogMutationTest() {
    sound.forEach(entry -> json.add(EntryJson.toJson(entry)));
  }

  private ChainVerifier.Result verdict(List<Json> entries) {
    ChainVerifier verifier = new ChainVerifier(sha);
    entries.forEach(verifier::feed);
    return verifier.result();
  }

  private void brokenAt(long seq, List<Json> entries, String what) {
    ChainVerifier.Result.Broken broken =
        assertInstanceOf(ChainVerifier.Result.Broken.class, verdict(entries), what);
    assertEquals(seq, broken.seq(), what + ": " + broken.reason());
    assertTrue(broken.reason().length() > 5, what);
  }

  @Test
  void everyFieldOfEveryEntryIsCovered() {
    for (int at = 0; at < ENTRIES; at++) {
      for (String field : ((Json.Obj) json.get(at)).members().keySet()) {
        brokenAt(at, with(at, without(at, field)), field + " of " + at + " removed");
        for (int i = 0; i < 3; i++) {
          brokenAt(at, with(at, bent(at, field)), field + " of " + at + " changed");
        }
      }
    }
  }

  @Test
  void everySeededMutationIsCaught() {
    for (int run = 0; run < RUNS; run++) {
      int at = random.below(ENTRIES);
      int other = random.below(ENTRIES);
      List<Json> bent = new ArrayList<>(json);
      switch (run % 4) {
        case 0 -> bent.remove(at);
        case 1 -> bent.add(other, json.get(at));
        case 2 -> {
          bent.set(at, json.get(other));
          bent.set(other, json.get(at));
        }
        default -> bent.set(at, json.get(other));
      }
      boolean cutsTheEnd = run % 4 == 0 && at == ENTRIES - 1;
      if (bent.equals(json) || cutsTheEnd) {
        continue; // a cut end is for checkpoints to find, in the next test
      }
      assertInstanceOf(ChainVerifier.Result.Broken.class, verdict(bent), "run " + run);
    }
  }

  /** The chain alone cannot see its end cut, or all of it recomputed: any older checkpoint can. */
  @Test
  void whatAChainCannotSeeItsTreeDoes() {
    byte[] root = root(sound);
    for (int cut = 1; cut < ENTRIES; cut++) {
      List<LoggedEntry> shorter = sound.subList(0, ENTRIES - cut);
      assertNotEquals(Hex.of(root), Hex.of(root(shorter)));
    }
    List<LoggedEntry> recomputed = SampleChain.entries(ENTRIES, new SeededBytes(4));
    assertInstanceOf(
        ChainVerifier.Result.Sound.class,
        verdict(recomputed.stream().map(entry -> (Json) EntryJson.toJson(entry)).toList()));
    assertNotEquals(Hex.of(root), Hex.of(root(recomputed)));
  }

  private byte[] root(List<LoggedEntry> entries) {
    MerkleTree tree = new MerkleTree(sha);
    entries.forEach(logged -> tree.append(Hex.require(logged.entry().hash())));
    return tree.root();
  }

  private List<Json> with(int at, Json entry) {
    List<Json> bent = new ArrayList<>(json);
    bent.set(at, entry);
    return bent;
  }

  private Json without(int at, String field) {
    SortedMap<String, Json> members = new TreeMap<>(((Json.Obj) json.get(at)).members());
    members.remove(field);
    return new Json.Obj(members);
  }

  /** The entry with another value of the same kind in {@code field}. */
  private Json bent(int at, String field) {
    SortedMap<String, Json> members = new TreeMap<>(((Json.Obj) json.get(at)).members());
    Json was = members.getOrDefault(field, Json.Null.NULL);
    Json becomes = was;
    while (becomes.equals(was)) {
      becomes = other(was);
    }
    members.put(field, becomes);
    return new Json.Obj(members);
  }

  private Json other(Json was) {
    return switch (was) {
      case Json.Text text -> new Json.Text(flipped(text.value()));
      case Json.Int number -> new Json.Int(Math.abs(number.value() ^ (1L << random.below(40))));
      case Json.Obj object -> {
        SortedMap<String, Json> members = new TreeMap<>(object.members());
        String key = List.copyOf(members.keySet()).get(random.below(members.size()));
        members.put(key, other(members.getOrDefault(key, Json.Null.NULL)));
        yield new Json.Obj(members);
      }
      case Json.Arr array -> {
        List<Json> items = new ArrayList<>(array.items());
        items.add(Json.Null.NULL);
        yield new Json.Arr(items);
      }
      case Json.Bool bool -> new Json.Bool(!bool.value());
      case Json.Null unused -> new Json.Text(CanonicalJson.text(was));
    };
  }

  private String flipped(String text) {
    StringBuilder bent = new StringBuilder(text.isEmpty() ? "x" : text);
    int at = random.below(bent.length());
    char c = bent.charAt(at);
    if (Character.isSurrogate(c)) {
      return text + "x";
    }
    bent.setCharAt(at, (char) (c == '~' ? ' ' : c < ' ' || c > '~' ? '~' : c + 1));
    return bent.toString();
  }
}
