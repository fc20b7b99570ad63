package io.blackroad.mesh.peer.service;

import io.blackroad.mesh.conformance.VectorFile;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Writes spec/vectors/peer-service-*.json. */
final class PeerServiceVectorFiles {
  static final Path GOOD = VectorFile.path("peer-service-good");
  static final Path MALFORMED = VectorFile.path("peer-service-malformed");

  private static final String MEET =
      "{'direct':true,'edge':1,'node_id':'" + SampleWords.NODE_ID + "','t':'meet'}";
  private static final String SEEK =
      "{'direct':true,'has':[],'models':[],'needs':[],'peers':[],'t':'seek','wanted':3}";
  private static final String ICE =
      "{'credential':'','expires_at_ms':0,'stun':[],'t':'ice','turn':[],'username':''}";

  private final VectorFile cases = new VectorFile();

  /** To be run in node-core after a change of the words. */
  public static void main(String[] args) throws IOException {
    Files.writeString(GOOD, good());
    Files.writeString(MALFORMED, malformed());
  }

  /** The content of {@link #GOOD}. */
  static String good() {
    PeerServiceVectorFiles file = new PeerServiceVectorFiles();
    for (PeerWord word : SampleWords.all()) {
      String says = word.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      file.good(says, PeerMessageWriter.word(word));
    }
    file.good("relayed", PeerMessageWriter.relayed(1, new byte[1]));
    file.good("relayed", PeerMessageWriter.relayed(0x01020304, new byte[] {5, 6, 7}));
    file.good("relayed", PeerMessageWriter.relayed(ServiceLimits.EDGE_MAX, new byte[16384]));
    return file.cases.text("what a node and the peer service say: to be read, and written again");
  }

  private void good(String says, byte[] message) {
    cases.add(new JsonObject().put("says", says).put("peer_message", Hex.of(message)).build());
  }

  /** The content of {@link #MALFORMED}. */
  static String malformed() {
    PeerServiceVectorFiles file = new PeerServiceVectorFiles();
    file.envelopes();
    file.texts();
    file.members();
    file.seeks();
    return file.cases.text(
        "what says nothing to a peer service; offset is where a reader must say so");
  }

  private void envelopes() {
    add("no byte at all", 0, new byte[0]);
    add("another kind of message", 0, new byte[] {0x01, 0, 0, 0, 1, 1});
    add("a message of the coordinator's", 0, new byte[] {'{', '}'});
    add("a kind that there is not", 0, new byte[] {0x04, 1, 0, 0, 0, 1});
    byte[] relayed = PeerMessageWriter.relayed(1, new byte[1]);
    add("its first byte only", 1, Arrays.copyOf(relayed, 1));
    add("half an edge", 3, Arrays.copyOf(relayed, 3));
    add("no frame", 5, Arrays.copyOf(relayed, 5));
    byte[] longest = PeerMessageWriter.relayed(1, new byte[16384]);
    add("a frame with a byte too many", 16389, Arrays.copyOf(longest, 16390));
    add("edge 0", 1, new byte[] {2, 0, 0, 0, 0, 1});
    add("edge 2^31", 1, new byte[] {2, 0, 0, 0, (byte) 0x80, 1});
    add("edge 2^32 - 1", 1, new byte[] {2, -1, -1, -1, -1, 1});
  }

  private void texts() {
    add("no JSON", 1, new byte[] {3});
    add("a word that is no object", "[]", 1);
    add("a text", "'turn'", 1);
    add("the closing brace is missing", "{'t':'turn'", 12);
    add("a byte after the object", "{'t':'turn'} ", 13);
    add("white space", "{ 't':'turn'}", 2);
    add(
        "members out of order",
        MEET.replace("'direct':true,", "").replace("}", ",'direct':true}"),
        3);
    add("a fraction", "{'edge':1.5,'reason':'ended','t':'part'}", 10);
    byte[] long8k = new byte[8194];
    Arrays.fill(long8k, (byte) ' ');
    long8k[0] = 3;
    add("a byte too many", 1, long8k);
  }

  private void members() {
    add("no word", "{}", 1);
    add("a word of the coordinator's", "{'t':'heartbeat'}", 1);
    add("an unknown member", "{'t':'turn','x':1}", 1);
    add("no edge", "{'reason':'ended','t':'part'}", 1);
    add("edge 0", "{'edge':0,'reason':'ended','t':'part'}", 1);
    add("edge 2^31", "{'edge':2147483648,'reason':'ended','t':'part'}", 1);
    add("an edge below 0", "{'edge':-1,'reason':'ended','t':'part'}", 1);
    add("a reason that there is not", "{'edge':1,'reason':'tired','t':'part'}", 1);
    add("no reason", "{'edge':1,'t':'part'}", 1);
    add("a node of 31 digits", MEET.replace("0123456789abcdef'", "0123456789abcde'"), 1);
    add("a node in capitals", MEET.replace("abcdef'", "abcdeF'"), 1);
    add("a seed's id", MEET.replace("n_", "s_"), 1);
    add("direct as a number", MEET.replace("true", "1"), 1);
    add("a URL that is no text", ICE.replace("'stun':[]", "'stun':[1]"), 1);
    add("an empty URL", ICE.replace("'stun':[]", "'stun':['']"), 1);
    add("a URL too long", ICE.replace("'turn':[]", "'turn':['" + "u".repeat(301) + "']"), 1);
    String nine = String.join(",", SampleWords.copies(9, "'stun:a'"));
    add("nine URLs", ICE.replace("'stun':[]", "'stun':[" + nine + "]"), 1);
    add(
        "a long user name",
        ICE.replace("'username':''", "'username':'" + "u".repeat(129) + "'"),
        1);
    add("a credential that has ended early", ICE.replace("_ms':0", "_ms':-1"), 1);
  }

  private void seeks() {
    add("nine wanted", SEEK.replace("'wanted':3", "'wanted':9"), 1);
    add("less than none wanted", SEEK.replace("'wanted':3", "'wanted':-1"), 1);
    add("a hash of 63 digits", seek("has", 1, "0".repeat(63)), 1);
    add("a hash in capitals", seek("needs", 1, "A".repeat(64)), 1);
    add("33 hashes", seek("has", 33, SampleWords.HASH), 1);
    add("nine models", seek("models", 9, "m"), 1);
    add("an empty name", seek("models", 1, ""), 1);
    add("a long name", seek("models", 1, "m".repeat(101)), 1);
    add("nine peers", seek("peers", 9, SampleWords.NODE_ID), 1);
    add("a peer that is none", seek("peers", 1, "t_0011223344556677"), 1);
    add("no needs", SEEK.replace("'needs':[],", ""), 1);
  }

  private static String seek(String member, int items, String item) {
    String filled = String.join(",", SampleWords.copies(items, "'" + item + "'"));
    return SEEK.replace("'" + member + "':[]", "'" + member + "':[" + filled + "]");
  }

  private void add(String why, String json, int offset) {
    String text = "\u0003" + json.replace('\'', '"');
    add(why, offset, text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(String why, int offset, byte[] message) {
    cases.add(
        new JsonObject()
            .put("why", why)
            .put("offset", offset)
            .put("peer_message", Hex.of(message))
            .build());
  }
}
