package io.blackroad.mesh.wire;

import static io.blackroad.mesh.wire.FrameBytes.bent;
import static io.blackroad.mesh.wire.FrameBytes.sample;
import static io.blackroad.mesh.wire.FrameBytes.utf8;

import io.blackroad.mesh.conformance.SampleMessages;
import io.blackroad.mesh.conformance.VectorFile;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes spec/vectors/wire-*.json: the frames of all messages, and frames that are wrong in one way
 * each, together with where a decoder must say so.
 */
final class WireVectorFiles {
  static final Path GOOD = VectorFile.path("wire-good");
  static final Path MALFORMED = VectorFile.path("wire-malformed");

  private final VectorFile cases = new VectorFile();

  /** To be run in node-core after a change of the protocol. */
  public static void main(String[] args) throws IOException {
    Files.writeString(GOOD, good());
    Files.writeString(MALFORMED, malformed());
  }

  /** The content of {@link #GOOD}. */
  static String good() {
    VectorFile cases = new VectorFile();
    for (Message message : new SampleMessages(FrameBytes.SEED).all()) {
      byte[] frame = MessageCodec.encode(message);
      cases.add(
          new JsonObject()
              .put("type", ((Json.Text) type(message)).value())
              .put("frame", Hex.of(frame))
              .build());
    }
    return cases.text("frames of messages: to be decoded, and encoded to the same bytes");
  }

  private static Json type(Message message) {
    Json type = MessageWriter.json(message).members().get("t");
    return type == null ? Json.Null.NULL : type;
  }

  /** The content of {@link #MALFORMED}. */
  static String malformed() {
    WireVectorFiles files = new WireVectorFiles();
    files.kinds();
    files.layout();
    files.texts();
    files.members();
    files.values();
    files.receipts();
    files.witnesses();
    MalformedTensorFrames.addTo(files);
    return files.cases.text("frames that are no message; offset is where the decoder must say so");
  }

  void add(String why, int offset, byte[] frame) {
    cases.add(
        new JsonObject().put("why", why).put("offset", offset).put("frame", Hex.of(frame)).build());
  }

  private void kinds() {
    add("no byte at all", 0, new byte[0]);
    add("an unknown kind of frame", 0, new byte[] {2});
    add("an array instead of an object", 0, utf8("[]"));
    add("white space before the object", 0, utf8(" {\"t\":\"heartbeat\"}"));
    add("a byte order mark before the object", 0, utf8("\ufeff{\"t\":\"heartbeat\"}"));
  }

  private void layout() {
    add("the closing brace is missing", 16, utf8("{\"t\":\"heartbeat\""));
    add("a byte after the object", 17, utf8("{\"t\":\"heartbeat\"}\0"));
    add("white space after the object", 17, utf8("{\"t\":\"heartbeat\"}\n"));
    add("white space after a colon", 5, utf8("{\"t\": \"heartbeat\"}"));
    String commitment = "\"commitment\":\"" + "0".repeat(64) + "\"";
    String rest = "\"t\":\"commit\",\"task_id\":\"t_0011223344556677\"";
    add("members out of order", 2, utf8("{" + rest + "," + commitment + "}"));
    add("an escape that is not needed", 10, utf8("{\"t\":\"hear\\u0074beat\"}"));
    add("an upper-case escape", 16, utf8("{\"reason\":\"\\u001F\",\"t\":\"goodbye\"}"));
    add("a member twice", 17, utf8("{\"t\":\"heartbeat\",\"t\":\"heartbeat\"}"));
    add("a comment", 1, utf8("{/**/\"t\":\"heartbeat\"}"));
  }

  private void texts() {
    add("a lone surrogate", 11, utf8("{\"reason\":\"\\ud800\",\"t\":\"goodbye\"}"));
    add("a raw control character", 11, utf8("{\"reason\":\"\t\",\"t\":\"goodbye\"}"));
    add("a byte that is not UTF-8", 11, raw(0xff));
    add("UTF-8 in overlong form", 11, raw(0xc0, 0x80));
    add("a surrogate in UTF-8", 11, raw(0xed, 0xa0, 0x80));
    add("a character past U+10FFFF", 11, raw(0xf4, 0x90, 0x80, 0x80));
    add("half a character", 11, raw(0xe2, 0x88));
    String reason = "\"" + "a".repeat(WireLimits.REASON_CHARS_MAX + 1) + "\"";
    add("a reason of 501 characters", 0, utf8("{\"reason\":" + reason + ",\"t\":\"goodbye\"}"));
  }

  /** A goodbye whose reason is these bytes. */
  private static byte[] raw(int... bytes) {
    byte[] frame = utf8("{\"reason\":\"" + "_".repeat(bytes.length) + "\",\"t\":\"goodbye\"}");
    for (int i = 0; i < bytes.length; i++) {
      frame[11 + i] = (byte) bytes[i];
    }
    return frame;
  }

  private void members() {
    add("no type", 0, utf8("{}"));
    add("a type that is not a text", 0, utf8("{\"t\":1}"));
    add("an unknown type", 0, utf8("{\"t\":\"hallo\"}"));
    add("a type in upper case", 0, utf8("{\"t\":\"Heartbeat\"}"));
    add("a member that the type does not have", 0, utf8("{\"t\":\"heartbeat\",\"x\":1}"));
    add("a member is missing", 0, utf8("{\"t\":\"open\"}"));
    add("a tensor's message without its tensor", 0, utf8(FrameBytes.header(Message.Reveal.class)));
    add("an inner member too many", 0, bent(Message.Hello.class, "\"gpu\"", "\"gpt\":1,\"gpu\""));
    consents();
    holds();
  }

  private void consents() {
    Class<Message.ConsentChanged> consent = Message.ConsentChanged.class;
    for (String setting :
        List.of(
            "\"after_close\":false,",
            "\"direct_peers\":false,",
            "\"expires_at_ms\":0,",
            "\"in_origin\":false,",
            "\"keep_standing\":false,",
            "\"purpose\":\"\",",
            "\"relay_mib_per_day\":0,",
            "\"storage_mib\":0,")) {
      add(
          "a consent without " + setting.substring(1, setting.indexOf('"', 1)),
          0,
          bent(consent, setting, ""));
    }
    add("a permission that is a number", 0, bent(consent, "peers\":false", "peers\":0"));
    add("a relay of less than nothing", 0, bent(consent, "day\":0", "day\":-1"));
    add("a relay of more than a tebibyte", 0, bent(consent, "day\":0", "day\":1048577"));
    add(
        "a store of more than a tebibyte",
        0,
        bent(consent, "storage_mib\":0", "storage_mib\":1048577"));
    add("an end before 1970", 0, bent(consent, "at_ms\":0", "at_ms\":-1"));
    add("an end as a text", 0, bent(consent, "at_ms\":0", "at_ms\":\"0\""));
    String purpose = "\"" + "p".repeat(WireLimits.PURPOSE_CHARS_MAX + 1) + "\"";
    add(
        "a purpose of 201 characters",
        0,
        bent(consent, "\"purpose\":\"\"", "\"purpose\":" + purpose));
  }

  private void holds() {
    Class<Message.Hello> hello = Message.Hello.class;
    String text = new String(sample(hello), StandardCharsets.UTF_8);
    int from = text.indexOf("\"holds\":[") + 9;
    String id = text.substring(from, text.indexOf(']', from));
    add("a hello without what it holds", 0, bent(hello, "\"holds\":[" + id + "],", ""));
    add("what is held as a text", 0, bent(hello, "[" + id + "]", id));
    add("something held that is no task", 0, bent(hello, id, id.replace("t_", "j_")));
    add("something held that is no text", 0, bent(hello, id, "7"));
    String most = (id + ",").repeat(WireLimits.HOLDS_MAX) + id;
    add("35 tasks held", 0, bent(hello, id, most));
  }

  private void values() {
    Class<Message.Open> open = Message.Open.class;
    add("an id without its prefix", 0, bent(open, "t_", "j_"));
    add("an id in upper case", 0, utf8("{\"t\":\"open\",\"task_id\":\"t_00112233445566AA\"}"));
    add("an id that is too short", 0, utf8("{\"t\":\"open\",\"task_id\":\"t_001122334455667\"}"));
    add("another version of the protocol", 0, bent(Message.Welcome.class, "\"v\":5", "\"v\":4"));
    add("a first word without a version", 0, bent(Message.Hello.class, ",\"v\":5", ""));
    add("a cap above 100 %", 0, bent(Message.ConsentChanged.class, ":5,", ":101,"));
    add("a cap below 5 %", 0, bent(Message.ConsentChanged.class, ":5,", ":4,"));
    byte[] fraction = bent(Message.ConsentChanged.class, ":5,", ":5.5,");
    add("a fraction", indexOf(fraction, '.'), fraction);
    add("true as a number", 0, bent(Message.ConsentChanged.class, "false", "0"));
    String units = "\"" + Long.MAX_VALUE + "\"";
    add("units as a number", 0, bent(Message.Settled.class, units, "1"));
    add("units with a leading zero", 0, bent(Message.Settled.class, units, "\"01\""));
    add("units below zero", 0, bent(Message.Settled.class, units, "\"-1\""));
    add("units of 2^63", 0, bent(Message.Settled.class, units, "\"9223372036854775808\""));
    add("an unknown cause", 0, bent(Message.Credited.class, "released", "invented"));
    add("memory below zero", 0, bent(Message.Hello.class, "_mib\":8192", "_mib\":-1"));
    add("memory beyond its limit", 0, bent(Message.Hello.class, "_mib\":8192", "_mib\":1048577"));
    add("an unknown pooling", 0, bent(Message.Prepare.class, "\"mean\"", "\"max\""));
    add("a hash without its kind", 0, bent(Message.Prepare.class, "sha256:", ""));
  }

  private void receipts() {
    Class<Message.Joined> joined = Message.Joined.class;
    add("a receipt of another depth", 0, bent(joined, "\"depth\":5", "\"depth\":3"));
    add("a receipt of an unknown action", 0, bent(joined, "\"CONSENT\"", "\"ASSENT\""));
    add("a receipt of another version", 0, bent(joined, "\"v\":1", "\"v\":2"));
    add("a receipt with a member too many", 0, bent(joined, "\"v\":1", "\"v\":1,\"w\":1"));
    String settled = new String(sample(Message.Settled.class), StandardCharsets.UTF_8);
    int from = settled.indexOf("\"entries\":[") + 11;
    String receipts = settled.substring(from, settled.indexOf("]},\"t\":"));
    String many = (receipts + ",").repeat(5);
    String tooMany = many.substring(0, many.length() - 1);
    add("ten receipts", 0, utf8(settled.replace(receipts, tooMany)));
    String deep = "[".repeat(28) + "]".repeat(28);
    String joinedText = new String(sample(joined), StandardCharsets.UTF_8);
    int payload = joinedText.indexOf("\"payload\":") + 10;
    String after = joinedText.substring(joinedText.indexOf("},\"payload_hash\"") + 1);
    byte[] nested = utf8(joinedText.substring(0, payload) + deep + after);
    add("nested deeper than 32", payload + 27, nested);
  }

  private void witnesses() {
    add("a checkpoint of no entries", 0, bent(Message.Shown.class, ":12}", ":0}"));
    add("a checkpoint without its key", 0, bent(Message.Gossip.class, "public_key", "public_kez"));
    add(
        "a checkpoint of a fraction of an entry",
        0,
        bent(Message.Gossip.class, ":12}", ":\"12\"}"));
    add("a proof from nothing", 0, bent(Message.Demand.class, "\"size1\":7", "\"size1\":0"));
    add(
        "a size of 2^53",
        0,
        bent(Message.Demand.class, "9007199254740991", "\"9007199254740992\""));
    String proof = new String(sample(Message.Consistency.class), StandardCharsets.UTF_8);
    int from = proof.indexOf("\"path\":[") + 8;
    String hash = proof.substring(from, proof.indexOf(',', from));
    add("a proof of short hashes", 0, utf8(proof.replace(hash, hash.substring(0, 60) + "\"")));
    String path = proof.substring(from, proof.indexOf(']'));
    String long127 = (hash + ",").repeat(126) + hash;
    add("a proof of 127 hashes", 0, utf8(proof.replace(path, long127)));
    add("a cosignature before 1970", 0, bent(Message.Cosign.class, ":1774800000,", ":-1,"));
    add("a consent to no code", 0, bent(Message.ConsentChanged.class, "0".repeat(64), ""));
  }

  static int indexOf(byte[] bytes, int wanted) {
    int at = 0;
    while (bytes[at] != wanted) {
      at++;
    }
    return at;
  }
}
