package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.sign.Ed25519;
import io.blackroad.mesh.witness.Checkpoint;
import io.blackroad.mesh.witness.CheckpointNote;
import io.blackroad.mesh.witness.Cosignature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Writes spec/vectors/note.json. */
final class NoteVectorFile {
  private static final byte[] KEY = Ed25519.publicKey(SampleLog.KEY);
  private static final byte[] NODE = SampleLog.OTHER_KEY;
  private static final byte[] SECOND_NODE = SampleLog.counted(64);
  private static final long SECONDS = 1_774_800_099L;

  private final SampleLog log = new SampleLog(40, 20_261_122);
  private final Checkpoint stated = log.checkpoint(37);
  private final String body = CheckpointNote.body(stated);
  private final String own = line(stated, SampleLog.KEY);
  private final String cosigned = cosignature(stated, NODE, SECONDS);
  private final List<String> cases = new ArrayList<>();

  private NoteVectorFile() {}

  static String text() {
    NoteVectorFile vectors = new NoteVectorFile();
    vectors.good();
    vectors.bodies();
    vectors.layout();
    vectors.ownLines();
    vectors.cosignatures();
    VectorFile file = new VectorFile("note");
    vectors.cases.forEach(file::line);
    return file.text(
        "signed notes (C2SP signed-note, tlog-checkpoint, tlog-cosignature): valid says whether the"
            + " seed of public_key has signed, and each of the cosigners too; private keys are the"
            + " bytes 0 to 31, 32 to 63 and 64 to 95");
  }

  private static String line(Checkpoint checkpoint, byte[] key) {
    byte[] signature = Ed25519.sign(key, CheckpointNote.signedBytes(checkpoint));
    return CheckpointNote.line(checkpoint, Ed25519.publicKey(key), signature, SampleLog.SHA);
  }

  private static String cosignature(Checkpoint checkpoint, byte[] key, long seconds) {
    byte[] publicKey = Ed25519.publicKey(key);
    byte[] signature = Ed25519.sign(key, CheckpointNote.cosignedBytes(checkpoint, seconds));
    return CheckpointNote.line(
        new Cosignature(
            Identity.nodeId(publicKey, SampleLog.SHA),
            Hex.of(publicKey),
            seconds,
            Hex.of(signature)),
        SampleLog.SHA);
  }

  private void good() {
    for (int size : new int[] {1, 2, 37, 40}) {
      Checkpoint checkpoint = log.checkpoint(size);
      String note = CheckpointNote.body(checkpoint) + "\n" + line(checkpoint, SampleLog.KEY);
      add("of " + size + " entries", note, true);
    }
    add("with a cosigner", body + "\n" + own + cosigned, true, NODE);
    String both = own + cosigned + cosignature(stated, SECOND_NODE, 0);
    add("with two cosigners", body + "\n" + both, true, NODE, SECOND_NODE);
    add("with cosigners that nobody asks for", body + "\n" + both, true);
    add("the cosigner's line first", body + "\n" + cosigned + own, true, NODE);
    String stranger = "\u2014 example.org/log " + base64(new byte[68]) + "\n";
    add("with a line of a key that nobody knows", body + "\n" + stranger + own, true);
    String namesake = "\u2014 " + stated.chain() + " " + base64(new byte[68]) + "\n";
    add("with a line of this name and another key", body + "\n" + namesake + own, true);
    add("the line twice", body + "\n" + own + own, true);
  }

  private void bodies() {
    for (String[] change :
        new String[][] {
          {"one entry more", "\n37\n", "\n38\n"},
          {"a size with a leading zero", "\n37\n", "\n037\n"},
          {"a size with a plus", "\n37\n", "\n+37\n"},
          {"a size in hexadecimal", "\n37\n", "\n0x25\n"},
          {"a size past 2^63", "\n37\n", "\n9223372036854775845\n"},
          {"no size", "\n37\n", "\n\n"},
          {"white space behind the size", "\n37\n", "\n37 \n"},
          {"another seed's chain", "mesh/s_", "mesh/s_0"},
          {"no chain", stated.chain(), ""}
        }) {
      add(
          change[0],
          body.replaceFirst(change[1].replace("+", "\\+"), change[2]) + "\n" + own,
          false);
    }
    String root = body.substring(body.indexOf("\n37\n") + 4, body.length() - 1);
    byte[] flipped = Base64.getDecoder().decode(root);
    flipped[31] ^= 1;
    bent("one bit of the root flipped", root, base64(flipped));
    bent("the root in hexadecimal", root, stated.root());
    bent("the root without its padding", root, root.substring(0, 43));
    bent("the root with bits behind its end", root, lastBits(root));
    bent("a root of 31 bytes", root, base64(Arrays.copyOf(flipped, 31)));
    resigned("an extension line", body + "extension\n");
    resigned("two lines only", body.substring(0, body.indexOf(root)));
    resigned("a size with a leading zero", body.replace("\n37\n", "\n037\n"));
    resigned("the root in URL-safe letters", body.replace(root, urlSafe(root)));
    resigned("carriage returns", body.replace("\n", "\r\n"));
  }

  /** The same 32 bytes with a last letter whose two unused bits are not zero. */
  private static String lastBits(String root) {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    int last = letters.indexOf(root.charAt(42));
    return root.substring(0, 42) + letters.charAt(last | 1) + "=";
  }

  private static String urlSafe(String root) {
    String safe = root.replace('+', '-').replace('/', '_');
    return safe.equals(root) ? "-" + root.substring(1) : safe;
  }

  private void bent(String why, String from, String to) {
    add(why, body.replace(from, to) + "\n" + own, false);
  }

  /** A body that is none, signed as it stands. */
  private void resigned(String why, String other) {
    byte[] signature = Ed25519.sign(SampleLog.KEY, other.getBytes(StandardCharsets.UTF_8));
    String line = CheckpointNote.line(stated, KEY, signature, SampleLog.SHA);
    add(why + ", signed as such", other + "\n" + line, false);
  }

  private void layout() {
    add("nothing", "", false);
    add("no signature", body + "\n", false);
    add("no empty line", body + own, false);
    add("two empty lines", body + "\n\n" + own, false);
    add("an empty line at the end", body + "\n" + own + "\n", false);
    add("no line feed at the end", body + "\n" + own.substring(0, own.length() - 1), false);
    add("white space before the note", " " + body + "\n" + own, false);
    add("a hyphen for the dash", body + "\n" + own.replace('\u2014', '-'), false);
    add("no space behind the dash", body + "\n" + own.replace("\u2014 ", "\u2014"), false);
    add("two spaces", body + "\n" + own.replace(" ", "  "), false);
    add("a tab for the space", body + "\n" + own.replace("\u2014 ", "\u2014\t"), false);
    add("carriage returns", (body + "\n" + own).replace("\n", "\r\n"), false);
    add("a line that is none", body + "\n" + own + "signed\n", false);
    add("a signature that is no Base64", body + "\n" + own.replace("=", "!"), false);
    add("a hundred and one lines", body + "\n" + own.repeat(101), false);
  }

  private void ownLines() {
    byte[] blob = blob(own);
    for (int at : new int[] {0, 3, 4, 35, 36, 67}) {
      byte[] flipped = blob.clone();
      flipped[at] ^= 1;
      String what = at < 4 ? "key id" : "signature";
      add("one bit of the " + what + " flipped, byte " + at, body + "\n" + own(flipped), false);
    }
    add("a signature of 63 bytes", body + "\n" + own(Arrays.copyOf(blob, 67)), false);
    add("a signature of 65 bytes", body + "\n" + own(Arrays.copyOf(blob, 69)), false);
    add("a key id alone", body + "\n" + own(Arrays.copyOf(blob, 4)), false);
    add("another key's line", body + "\n" + line(stated, NODE), false);
    String other = own.replace(stated.chain(), "mesh/s_" + "0".repeat(32));
    add("the line under another name", body + "\n" + other, false);
    add("the line of another note", body + "\n" + line(log.checkpoint(36), SampleLog.KEY), false);
    byte[] json = Ed25519.sign(SampleLog.KEY, stated.signedBytes());
    String ofJson = CheckpointNote.line(stated, KEY, json, SampleLog.SHA);
    add("the signature of the checkpoint's JSON", body + "\n" + ofJson, false);
    add("cosigned only", body + "\n" + cosigned, false);
    Checkpoint elsewhere =
        new Checkpoint("mesh/s_" + "0".repeat(32), 37, stated.root(), stated.headHash(), 0);
    String note = CheckpointNote.body(elsewhere) + "\n" + line(elsewhere, SampleLog.KEY);
    add("a chain that is not the key's, signed well", note, false);
  }

  private static byte[] blob(String line) {
    return Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1, line.length() - 1));
  }

  private String own(byte[] blob) {
    return "\u2014 " + stated.chain() + " " + base64(blob) + "\n";
  }

  private void cosignatures() {
    String node = cosigned.substring(2, cosigned.lastIndexOf(' '));
    byte[] blob = blob(cosigned);
    for (int at : new int[] {0, 4, 11, 12, 75}) {
      byte[] flipped = blob.clone();
      flipped[at] ^= 1;
      String what = at < 4 ? "key id" : at < 12 ? "time" : "signature";
      String line = "\u2014 " + node + " " + base64(flipped) + "\n";
      add("one bit of a cosigner's " + what + " flipped", body + "\n" + own + line, false, NODE);
    }
    add("a cosigner is missing", body + "\n" + own, false, NODE);
    add("one of two cosigners is missing", body + "\n" + own + cosigned, false, NODE, SECOND_NODE);
    String earlier = cosignature(log.checkpoint(36), NODE, SECONDS);
    add("a cosignature of another note", body + "\n" + own + earlier, false, NODE);
    byte[] plain = Ed25519.sign(NODE, CheckpointNote.signedBytes(stated));
    byte[] timeless = Arrays.copyOf(blob, 76);
    System.arraycopy(plain, 0, timeless, 12, 64);
    String line = "\u2014 " + node + " " + base64(timeless) + "\n";
    add("a cosignature that leaves the time out", body + "\n" + own + line, false, NODE);
    add("a time past 2^63", body + "\n" + own + cosignature(stated, NODE, -1), false, NODE);
    String renamed = cosigned.replace(node, "n_" + "0".repeat(32));
    add("a cosigner under another name", body + "\n" + own + renamed, false, NODE);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private void add(String why, String note, boolean valid, byte[]... cosigners) {
    List<Json> all = new ArrayList<>();
    for (byte[] key : cosigners) {
      byte[] publicKey = Ed25519.publicKey(key);
      all.add(
          new JsonObject()
              .put("name", Identity.nodeId(publicKey, SampleLog.SHA))
              .put("public_key", Hex.of(publicKey))
              .build());
    }
    JsonObject item =
        new JsonObject()
            .put("note", note)
            .put("public_key", Hex.of(KEY))
            .put("valid", valid)
            .put("why", why);
    if (!all.isEmpty()) {
      item.put("cosigners", all);
    }
    cases.add(CanonicalJson.text(item.build()));
  }
}
