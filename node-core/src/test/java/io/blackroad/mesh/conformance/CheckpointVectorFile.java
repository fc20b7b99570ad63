package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Domain;
import io.blackroad.mesh.sign.Ed25519;
import io.blackroad.mesh.witness.Checkpoint;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.CheckpointNote;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Writes spec/vectors/checkpoint.json. */
final class CheckpointVectorFile {
  private static final List<String> MEMBERS =
      List.of(
          "chain",
          "head_hash",
          "merkle_root",
          "public_key",
          "signature",
          "timestamp_ns",
          "tree_size");

  private final SampleLog log = new SampleLog(40, 20_261_122);
  private final VectorFile file = new VectorFile("checkpoint");
  private final Checkpoint stated = log.checkpoint(37);
  private final Json.Obj good = CheckpointJson.toJson(log.signed(37));

  private CheckpointVectorFile() {}

  static String text() {
    CheckpointVectorFile vectors = new CheckpointVectorFile();
    vectors.good();
    vectors.otherWords();
    vectors.otherKeys();
    vectors.otherBytesSigned();
    vectors.otherForms();
    vectors.membersMissingOrDouble();
    return vectors.file.text(
        "signed checkpoints: valid says whether it is the word of the seed that its chain names;"
            + " the seed's private key is the bytes 0 to 31");
  }

  private void good() {
    for (int size : new int[] {1, 2, 3, 8, 37, 40}) {
      file.good("of " + size + " entries", CheckpointJson.toJson(log.signed(size)));
    }
    Checkpoint largest =
        new Checkpoint(
            stated.chain(), Json.INT_MAX, stated.root(), stated.headHash(), Long.MAX_VALUE);
    file.good("the largest numbers", signed(largest));
    Checkpoint first = new Checkpoint(stated.chain(), 1, stated.root(), stated.headHash(), 0);
    file.good("the smallest numbers", signed(first));
  }

  private static Json.Obj signed(Checkpoint checkpoint) {
    return CheckpointJson.toJson(SampleLog.signed(checkpoint, SampleLog.KEY));
  }

  /** One member changed, the signature left. */
  private void otherWords() {
    file.bent("one entry more", good, "\"tree_size\":37", "\"tree_size\":38");
    file.bent("one entry less", good, "\"tree_size\":37", "\"tree_size\":36");
    String nanos = Long.toString(stated.timestampNanos());
    file.bent("a nanosecond later", good, nanos, Long.toString(stated.timestampNanos() + 1));
    file.bent("time zero", good, "\"" + nanos + "\"", "\"0\"");
    for (String member : List.of("head_hash", "merkle_root", "public_key", "signature")) {
      String value = ((Json.Text) value(member)).value();
      for (int at : new int[] {0, value.length() / 2 - 1, value.length() / 2, value.length() - 1}) {
        String flipped = flip(value, at);
        file.bent("digit " + at + " of " + member + " with one bit flipped", good, value, flipped);
      }
    }
    file.bent("root and head swapped", good, stated.root(), stated.headHash());
    SignedCheckpoint other = log.signed(36);
    String signature = ((Json.Text) value("signature")).value();
    file.bent("the signature of an earlier checkpoint", good, signature, other.signature());
    file.bent("no signature but zeros", good, signature, "0".repeat(128));
  }

  private Json value(String member) {
    return Objects.requireNonNull(good.members().get(member));
  }

  /** The hexadecimal digit at {@code at} with its lowest bit flipped. */
  static String flip(String hex, int at) {
    int digit = Character.digit(hex.charAt(at), 16) ^ 1;
    return hex.substring(0, at) + Character.forDigit(digit, 16) + hex.substring(at + 1);
  }

  private void otherKeys() {
    byte[] other = SampleLog.OTHER_KEY;
    file.bad(
        "signed well, with a key that is not the chain's",
        CheckpointJson.toJson(SampleLog.signed(stated, other)));
    SignedCheckpoint forged = SampleLog.signed(stated, other);
    String key = Hex.of(Ed25519.publicKey(SampleLog.KEY));
    file.bad(
        "signed with another key, the chain's key shown",
        CheckpointJson.toJson(new SignedCheckpoint(stated, key, forged.signature())));
    SignedCheckpoint mine = SampleLog.signed(stated, SampleLog.KEY);
    file.bad(
        "signed by the chain's key, another shown",
        CheckpointJson.toJson(new SignedCheckpoint(stated, forged.publicKey(), mine.signature())));
    for (Map.Entry<String, String> chain :
        List.of(
            Map.entry("another seed's chain", "mesh/s_" + "0123456789abcdef".repeat(2)),
            Map.entry("the chain without mesh/", SampleLog.seedId()),
            Map.entry("a node's id in the chain", stated.chain().replace("s_", "n_")),
            Map.entry("the chain in upper case", "mesh/S" + SampleLog.seedId().substring(1)),
            Map.entry("a longer chain", stated.chain() + "0"),
            Map.entry("an empty chain", ""))) {
      file.bad(
          chain.getKey() + ", signed as such",
          signed(
              new Checkpoint(
                  chain.getValue(),
                  stated.treeSize(),
                  stated.root(),
                  stated.headHash(),
                  stated.timestampNanos())));
    }
  }

  private void otherBytesSigned() {
    byte[] canonical = canonical();
    byte[] checkpoint = Domain.CHECKPOINT.separate(canonical);
    for (Domain domain : Domain.values()) {
      if (domain != Domain.CHECKPOINT) {
        signedAs("under the label " + domain.label(), domain.separate(canonical));
      }
    }
    signedAs("without a label", canonical);
    signedAs("of the hash instead of the bytes", SampleLog.SHA.sha256(checkpoint));
    signedAs("of the note's text", CheckpointNote.signedBytes(stated));
    String text = new String(checkpoint, StandardCharsets.UTF_8);
    signedAs("with white space", utf8(text.replace(",", ", ")));
    signedAs("with a line feed at the end", utf8(text + "\n"));
    signedAs("without the label's line feed", utf8(text.replaceFirst("\n", "")));
    signedAs("with the size as text", utf8(text.replace(":37", ":\"37\"")));
    signedAs("with the time as number", utf8(text.replaceAll("\"(\\d{19})\"", "$1")));
    signedAs("of everything but the head", utf8(text.replaceAll("\"head_hash\":\"\\w+\",", "")));
  }

  private byte[] canonical() {
    byte[] separated = stated.signedBytes();
    int label = Domain.CHECKPOINT.separate().length;
    return Arrays.copyOfRange(separated, label, separated.length);
  }

  private void signedAs(String why, byte[] bytes) {
    file.bad(
        "signed " + why, CheckpointJson.toJson(SampleLog.signed(stated, SampleLog.KEY, bytes)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What the profile writes in one way only, written in another. */
  private void otherForms() {
    file.bent("the size as text", good, ":37", ":\"37\"");
    file.bent("the size as a fraction", good, ":37", ":37.0");
    file.bent("the size with an exponent", good, ":37", ":37e0");
    file.bent("the size negative", good, ":37", ":-37");
    file.bent("the size of an empty log", good, ":37", ":0");
    file.bent("a size of 2^53", good, ":37", ":9007199254740992");
    String time = "\"" + stated.timestampNanos() + "\"";
    file.bent("the time as number", good, time, "1774800037000000");
    file.bent("the time with a leading zero", good, time, "\"0" + stated.timestampNanos() + "\"");
    file.bent("the time with a plus", good, time, "\"+" + stated.timestampNanos() + "\"");
    file.bent("a time before 1970", good, time, "\"-1\"");
    file.bent("a time of 2^63", good, time, "\"9223372036854775808\"");
    for (String member : List.of("head_hash", "merkle_root", "public_key", "signature")) {
      String value = ((Json.Text) value(member)).value();
      String upper = value.toUpperCase(Locale.ROOT);
      file.bent(member + " in upper case", good, value, upper);
      file.bent(member + " one byte short", good, value, value.substring(2));
      file.bent(member + " one byte long", good, value, value + "00");
      file.bent(member + " with 0x before it", good, value, "0x" + value);
    }
    file.bad("a text", new Json.Text(CanonicalJson.text(good)));
    file.bad("an array", new Json.Arr(List.of(good)));
    file.bad("null", Json.Null.NULL);
  }

  private void membersMissingOrDouble() {
    for (String member : MEMBERS) {
      file.bent("without " + member, good, "\"" + member + "\"", "\"" + member + "2\"");
      String value = CanonicalJson.text(value(member));
      String written = "\"" + member + "\":" + value;
      file.bent(member + " twice", good, written, written + "," + written);
      file.bent(member + " null", good, written, "\"" + member + "\":null");
    }
    file.bent("a member that nobody knows", good, "{\"chain\"", "{\"a\":1,\"chain\"");
  }
}
