package io.blackroad.mesh.conformance;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.EntryJson;
import io.blackroad.mesh.log.LoggedEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Conformance files as careless and hostile strangers write them, each with what has to be said of
 * it. Built without files, so that a browser's answers can be compared.
 */
public final class BrokenVectors {
  private static final String ROOT =
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"; // of one empty leaf

  private static final String GOOD_PROOF =
      "{\"index\":0,\"size\":1,\"leaf\":\"\",\"root\":\""
          + ROOT
          + "\",\"proof\":[],\"valid\":true}";

  private final List<Broken> all = new ArrayList<>();

  private BrokenVectors() {}

  /**
   * A file and what comes of it.
   *
   * @param reason part of the first reason; empty when every check passes
   */
  public record Broken(String name, byte[] file, String reason) {}

  /** All of them. */
  public static List<Broken> all() {
    BrokenVectors vectors = new BrokenVectors();
    vectors.noJson();
    vectors.noForm();
    vectors.layout();
    vectors.members();
    vectors.numbers();
    vectors.hashes();
    vectors.chains();
    vectors.texts();
    return vectors.all;
  }

  private void add(String name, String file, String reason) {
    all.add(new Broken(name, file.getBytes(StandardCharsets.UTF_8), reason));
  }

  private void noJson() {
    add("nothing", "", "not JSON: the bytes end where a value is wanted, at byte 0");
    add("white space", " \n\t", "not JSON: the bytes end where a value is wanted");
    add("words", "conformance", "not JSON: no value begins with this byte");
    add("half a file", "{\"cases\":[" + GOOD_PROOF, "not JSON: a comma or ] is wanted");
    add("two values", "{}{}", "not JSON: bytes after the value, at byte 2");
    add("a trailing comma", "{\"cases\":[1,]}", "not JSON: no value begins with this byte");
    add("the wrong bracket", "{\"cases\":[}", "not JSON: no value begins with this byte");
    add("a name without quotes", "{cases:[]}", "not JSON: a member's name is wanted");
    add("a bad escape", "{\"why\":\"\\x\"}", "not JSON: an escape that JSON does not have");
    add("an end within an escape", "{\"why\":\"\\u00", "not JSON: an escape");
    add("a leading zero", "{\"cases\":[01]}", "not JSON: a comma or ] is wanted");
    add("not a number", "{\"cases\":[NaN]}", "not JSON: no value begins with this byte");
    add("deep brackets", "[".repeat(200_000), "not JSON: the bytes end where a value is wanted");
    add("deep names", "{\"a\":".repeat(50_000), "not JSON: the bytes end where a value is wanted");
  }

  private void noForm() {
    add("an array", "[]", "of no form that is known here");
    add("a number", "-0.5e-7", "of no form that is known here");
    add("an empty object", "{}", "of no form that is known here");
    add("unknown cases", "{\"cases\":[{\"a\":1,\"b\":2}]}", "of no form that is known here");
    add("cases that are none", "{\"cases\":{\"m\":1}}", "of no form that is known here");
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    add("deep, yet closed", deep, "of no form that is known here");
    add("no cases", "{\"refuse\":[]}", "no cases");
  }

  private void layout() {
    add("good", cases(GOOD_PROOF), "");
    add("a byte order mark", "\ufeff" + cases(GOOD_PROOF), "");
    add("white space and escapes", "\r\n{\t\"c\\u0061ses\" :\n[ " + GOOD_PROOF + " ] }\n", "");
    add("members in between", GOOD_PROOF.replaceFirst("\\{", "{\"cases\":[1.5e9],"), "of no form");
    String extra = GOOD_PROOF.replaceFirst("\\{", "{\"é\":1.5,\"x\":[{\"y\":null}],");
    add("members nobody knows", cases(extra), "");
    add("two of a name", cases(GOOD_PROOF.replace("{", "{\"index\":7,")), "");
  }

  private void members() {
    for (String member : List.of("index", "size", "leaf", "root", "proof", "valid")) {
      String without = GOOD_PROOF.replace("\"" + member + "\"", "\"was_" + member + "\"");
      add("without " + member, cases(GOOD_PROOF, without), "case 1: no member " + member);
    }
    add("null for a proof", cases(GOOD_PROOF.replace("[]", "null")), "proof is not an array");
    add("numbers in a proof", cases(GOOD_PROOF.replace("[]", "[7]")), "proof[0] is not a text");
    add("an object as index", cases(GOOD_PROOF.replace("0,", "{},")), "index is not a number");
    add("a number as leaf", cases(GOOD_PROOF.replace("\"\"", "3")), "leaf is not a text");
    add("a word as valid", cases(GOOD_PROOF.replace("true", "\"true\"")), "neither true nor false");
    add("a case that is none", cases(GOOD_PROOF, "7", GOOD_PROOF), "case 1: not an object");
    add("flipped", cases(GOOD_PROOF.replace("true", "false")), "accepted, though not valid");
  }

  private void numbers() {
    for (String index :
        List.of("-1", "0.5", "1e999", "9007199254740993", "9".repeat(400), "\"-0\"", "\"0x0\"")) {
      String other = GOOD_PROOF.replace("0,", index + ",");
      add("index " + index.length() + index, cases(other), "found wrong, though valid");
      add("no index " + index.length() + index, cases(other.replace("true", "false")), "");
    }
    add("a decimal text", cases(GOOD_PROOF.replace("0,", "\"0\",")), "");
    String huge = "{\"cases\":[{\"m\":\"\",\"k\":9007199254740991,\"hash\":\"\"}]}";
    add("an endless ladder", huge, "k is not a whole number from 1 to 1000");
    add("no rung", huge.replace("9007199254740991", "0"), "k is not a whole number from 1 to 1000");
    String roots = "{\"leaves\":[\"\"],\"roots\":{\"1\":\"" + ROOT + "\"}}";
    add("a root", roots, "");
    add("a root beyond the leaves", roots.replace("\"1\"", "\"9007199254740993\""), "root of 9007");
    add("a root of nothing known", roots.replace("\"1\"", "\"-1\""), "roots has a name that is no");
    add("a leaf that is none", roots.replace("[\"\"]", "[\"0\"]"), "leaves[0] is not lower-case");
  }

  private void hashes() {
    for (String root : List.of("", "00", ROOT.substring(2), ROOT + "00", upper(ROOT), "z" + ROOT)) {
      String other = GOOD_PROOF.replace(ROOT, root);
      add("root " + root, cases(other), "found wrong, though valid");
      add("no root " + root, cases(other.replace("true", "false")), "");
    }
    String many = "[" + "\"00\",".repeat(1_000) + "\"\"]";
    add("an endless proof", cases(GOOD_PROOF.replace("[]", many)), "found wrong, though valid");
  }

  private void chains() {
    List<Json> entries = new ArrayList<>();
    for (LoggedEntry entry : SampleChain.entries(6, new SeededBytes(9))) {
      entries.add(EntryJson.toJson(entry));
    }
    String good = CanonicalJson.text(new JsonObject().put("entries", entries).build());
    String sound = good.replaceFirst("\\{", "{\"valid\":true,");
    String broken = good.replaceFirst("\\{", "{\"valid\":false,");
    String atThree = broken.replaceFirst("\\{", "{\"first_bad_seq\":3,");
    add("a chain", sound, "");
    add("a chain without valid", good, "no member valid");
    add("a chain said to be broken", broken, "all 6 entries hold, though not valid");
    add("a fraction", atThree.replace("\"seq\":3,", "\"seq\":3.0,"), "");
    add("a fraction elsewhere", atThree.replace("\"seq\":4,", "\"seq\":4.0,"), "broken at entry 4");
    add("a name twice", atThree.replace("\"seq\":3,", "\"seq\":3,\"seq\":3,"), "");
    add("a lone surrogate", atThree.replace("\"seq\":3,", "\"seq\":3,\"x\":\"\\ud800\","), "");
    add("a break anywhere", broken.replace("\"seq\":2,", "\"seq\":9,"), "");
    entries.set(3, new Json.Int(7));
    String other = CanonicalJson.text(new JsonObject().put("entries", entries).build());
    add(
        "an entry that is none",
        other.replaceFirst("\\{", "{\"valid\":true,"),
        "entry 3 (not an ob");
    add("no entries", "{\"entries\":{},\"valid\":false}", "entries is not an array");
    add("an empty chain", "{\"entries\":[],\"valid\":true}", "");
    add("a place that is none", broken.replaceFirst("\\{", "{\"first_bad_seq\":[],"), "first_bad_");
  }

  private void texts() {
    String written = "{\"cases\":[{\"canonical\":\"{}\",\"value\":%}]}";
    add("a value", written.replace("%", " { } "), "");
    add("another value", written.replace("%", "[ ]"), "case 0, written: wanted {}, got []");
    add("a value with a fraction", written.replace("%", "{\"a\":1.0}"), "is refused: a fraction");
    String refused = "{\"refuse\":[{\"json\":\"%\",\"why\":\"test\"}]}";
    add("a refused text", refused.replace("%", "1.0"), "");
    add("a text that is fine", refused.replace("%", "1"), "refuse, case 0 (test): accepted");
    String why = "\\u001b[31m\\nred\\u202e" + "x".repeat(1_000);
    add(
        "words that steer a terminal",
        refused.replace("%", "1").replace("test", why),
        "�[31m�red�x");
    String bomb = "[".repeat(100_000) + "]".repeat(100_000);
    add("a deep value", written.replace("%", bomb), "the value is refused: ");
  }

  private static String cases(String... cases) {
    return "{\"cases\":[" + String.join(",", cases) + "]}";
  }

  private static String upper(String hex) {
    return hex.replace('a', 'A').replace('e', 'E');
  }
}
