package io.blackroad.mesh.conformance;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.witness.Checkpoint;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.ProvenEntry;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.ReceiptJson;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** Writes spec/vectors/receipt.json. */
final class ReceiptVectorFile {
  private static final int SEQ = 21;
  private static final int SIZE = 38;

  private final SampleLog log = new SampleLog(70, 20_261_122);

  /** The same seed's log, told otherwise from the first entry on. */
  private final SampleLog rewritten = new SampleLog(70, 7);

  private final VectorFile file = new VectorFile("receipt");
  private final Receipt base = log.receipt(SEQ, SIZE);
  private final Json.Obj good = ReceiptJson.toJson(base);

  private ReceiptVectorFile() {}

  static String text() {
    ReceiptVectorFile vectors = new ReceiptVectorFile();
    vectors.good();
    vectors.everyField();
    vectors.paths();
    vectors.otherPlaces();
    vectors.otherLogs();
    vectors.erasures();
    vectors.forms();
    return vectors.file.text(
        "receipts: valid says whether the entry is in the log of a checkpoint that the seed of its"
            + " chain has signed; the seed's private key is the bytes 0 to 31");
  }

  private void good() {
    for (int[] place :
        new int[][] {
          {0, 1},
          {0, 2},
          {1, 2},
          {2, 3},
          {0, 8},
          {7, 8},
          {6, 7},
          {SEQ, SIZE},
          {63, 64},
          {64, 65},
          {69, 70},
          {12, 70}
        }) {
      file.good(
          "entry " + place[0] + " of " + place[1],
          ReceiptJson.toJson(log.receipt(place[0], place[1])));
    }
  }

  /** Each value in the receipt changed by as little as it can be. */
  private void everyField() {
    for (Map.Entry<String, Json> member : good.members().entrySet()) {
      if (member.getValue() instanceof Json.Obj object) {
        SortedMap<String, Json> members = object.members();
        members.forEach(
            (name, value) ->
                bad(
                    member.getKey() + "." + name + " changed",
                    member.getKey(),
                    with(object, name, changed(value))));
        members
            .keySet()
            .forEach(
                name ->
                    bad(
                        member.getKey() + " without " + name,
                        member.getKey(),
                        without(object, name)));
      }
    }
  }

  private static Json changed(Json value) {
    return switch (value) {
      case Json.Int number -> new Json.Int(number.value() == 1 ? 0 : number.value() + 1);
      case Json.Obj object -> with(object, "n", new Json.Int(1));
      case Json.Text text -> {
        int last = text.value().length() - 1;
        char c = text.value().charAt(last);
        char other = c == '0' ? '1' : c == 'E' ? 'F' : '0';
        yield new Json.Text(text.value().substring(0, last) + other);
      }
      case Json.Arr array -> new Json.Arr(List.of());
      case Json.Bool bool -> new Json.Bool(!bool.value());
      case Json.Null none -> new Json.Int(0);
    };
  }

  private static Json.Obj with(Json.Obj object, String name, Json value) {
    JsonObject copy = new JsonObject();
    object.members().forEach(copy::put);
    return copy.put(name, value).build();
  }

  private static Json.Obj without(Json.Obj object, String name) {
    JsonObject copy = new JsonObject();
    object
        .members()
        .forEach(
            (member, value) -> {
              if (!member.equals(name)) {
                copy.put(member, value);
              }
            });
    return copy.build();
  }

  private void bad(String why, String member, Json value) {
    file.bad(why, with(good, member, value));
  }

  private void paths() {
    List<String> path = base.proven().path();
    for (int i = 0; i < path.size(); i++) {
      for (int at : new int[] {0, 63}) {
        List<String> bent = new ArrayList<>(path);
        bent.set(i, CheckpointVectorFile.flip(path.get(i), at));
        path("hash " + i + " of the path with one bit flipped, digit " + at, bent);
      }
      List<String> shorter = new ArrayList<>(path);
      shorter.remove(i);
      path("the path without hash " + i, shorter);
      List<String> longer = new ArrayList<>(path);
      longer.add(i, path.get(i));
      path("hash " + i + " of the path twice", longer);
    }
    path("the path backwards", path.reversed());
    path("no path", List.of());
    List<String> upper = new ArrayList<>(path);
    upper.set(0, path.get(0).toUpperCase(Locale.ROOT));
    path("a hash of the path in upper case", upper);
    List<String> cut = new ArrayList<>(path);
    cut.set(0, path.get(0).substring(2));
    path("a hash of the path of 31 bytes", cut);
    path("the path of the entry before", log.receipt(SEQ - 1, SIZE).proven().path());
    path("the path in a larger log", log.receipt(SEQ, 70).proven().path());
  }

  private void path(String why, List<String> path) {
    bad(why, "path", ReceiptJson.hashes(path));
  }

  private void otherPlaces() {
    file.bad("another entry of the log", proven(log.entry(SEQ + 1), base.proven().path(), SIZE));
    file.bad("an entry behind the checkpoint", proven(log.entry(SIZE), base.proven().path(), SIZE));
    file.bad("a checkpoint of a smaller log", proven(log.entry(SEQ), base.proven().path(), 30));
    file.bad("a checkpoint of a larger log", proven(log.entry(SEQ), base.proven().path(), 39));
    file.bad(
        "the only entry with a path",
        proven(log.entry(0), List.of(log.entry(1).entry().hash()), 1));
    Checkpoint stated = log.checkpoint(SIZE);
    Receipt last = log.receipt(SIZE - 1, SIZE);
    SignedCheckpoint head =
        SampleLog.signed(
            new Checkpoint(
                stated.chain(),
                SIZE,
                stated.root(),
                log.entry(3).entry().hash(),
                stated.timestampNanos()),
            SampleLog.KEY);
    file.bad(
        "the last entry, under a signed checkpoint that names another head",
        ReceiptJson.toJson(new Receipt(last.proven(), head)));
  }

  private Json proven(LoggedEntry entry, List<String> path, int size) {
    return ReceiptJson.toJson(new Receipt(new ProvenEntry(entry, path), log.signed(size)));
  }

  private void otherLogs() {
    Receipt told = rewritten.receipt(SEQ, SIZE);
    file.good("the same place in another history of the seed", ReceiptJson.toJson(told));
    file.bad(
        "an entry of one history under the checkpoint of another",
        ReceiptJson.toJson(new Receipt(base.proven(), told.checkpoint())));
    file.bad(
        "an entry of another history under this checkpoint",
        ReceiptJson.toJson(new Receipt(told.proven(), base.checkpoint())));
    bad(
        "a checkpoint that another key signed",
        "checkpoint",
        CheckpointJson.toJson(SampleLog.signed(log.checkpoint(SIZE), SampleLog.OTHER_KEY)));
  }

  private void erasures() {
    LoggedEntry erased = log.entry(SEQ).erased();
    List<String> path = base.proven().path();
    Json.Obj receipt = ReceiptJson.toJson(log.receipt(erased, SIZE));
    file.good("an entry that was erased", receipt);
    file.bent("an erasure mark with another hash", receipt, "[ERASED:", "[ERASED:0");
    file.bent("an erasure mark in lower case", receipt, "[ERASED:", "[erased:");
    String salt = CanonicalJson.text(new Json.Text("0".repeat(64)));
    file.bent("an erased entry with a salt", receipt, "\"salt\":null", "\"salt\":" + salt);
    LoggedEntry half = new LoggedEntry(erased.entry(), log.entry(SEQ).payload(), null);
    file.bad("a payload whose salt is gone", proven(half, path, SIZE));
    LoggedEntry other =
        new LoggedEntry(erased.entry(), new JsonObject().build(), log.entry(SEQ).salt());
    file.bad("another payload", proven(other, path, SIZE));
  }

  private void forms() {
    for (String member : List.of("checkpoint", "entry", "path")) {
      file.bad("without " + member, without(good, member));
      bad(member + " null", member, Json.Null.NULL);
    }
    bad("a member that nobody knows", "index", new Json.Int(SEQ));
    file.bent("a size with a fraction", good, "\"tree_size\":" + SIZE, "\"tree_size\":38.0");
    file.bent("a seq with an exponent", good, "\"seq\":" + SEQ, "\"seq\":21e0");
    file.bent("the size twice", good, "\"tree_size\"", "\"tree_size\":38,\"tree_size\"");
    file.bad("a text", new Json.Text("receipt"));
    file.bad("an empty object", new JsonObject().build());
  }
}
