package io.blackroad.mesh.peer.service;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.log.Identity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A word from the members of its JSON, of which it takes exactly those that belong to it. */
final class WordReader {
  private static final int NAME_CHARS_MAX = 16;
  private static final int HASH_DIGITS = 64;
  private static final String NODE = "n_";

  private final Members members;

  WordReader(Members members) {
    this.members = members;
  }

  /** The word; null once the members have a problem. */
  @Nullable PeerWord read() {
    PeerWord word =
        switch (members.text("t", NAME_CHARS_MAX)) {
          case "seek" -> seek();
          case "turn" -> new PeerWord.Turn();
          case "part" -> part();
          case "meet" ->
              new PeerWord.Meet(
                  edge(),
                  members.hex("node_id", NODE, Identity.KEY_DIGITS),
                  members.bool("direct"));
          case "ice" -> ice();
          default -> null;
        };
    if (word == null) {
      members.refuse("t", "no word between a node and the peer service");
    }
    members.end();
    return members.problem() == null ? word : null;
  }

  private PeerWord seek() {
    return new PeerWord.Seek(
        (int) members.integer("wanted", 0, ServiceLimits.DEGREE_MAX),
        members.bool("direct"),
        texts("models", ServiceLimits.MODELS_MAX, ServiceLimits.NAME_CHARS_MAX),
        hexes("has", ServiceLimits.HASHES_MAX, "", HASH_DIGITS),
        hexes("needs", ServiceLimits.HASHES_MAX, "", HASH_DIGITS),
        hexes("peers", ServiceLimits.DEGREE_MAX, NODE, Identity.KEY_DIGITS));
  }

  private PeerWord part() {
    int edge = edge();
    PartReason reason = PartReason.ofWireName(members.text("reason", NAME_CHARS_MAX));
    if (reason == null) {
      members.refuse("reason", "none of the reasons that there are");
      return new PeerWord.Part(edge, PartReason.ENDED);
    }
    return new PeerWord.Part(edge, reason);
  }

  private PeerWord ice() {
    return new PeerWord.Ice(
        texts("stun", ServiceLimits.URLS_MAX, ServiceLimits.URL_CHARS_MAX),
        texts("turn", ServiceLimits.URLS_MAX, ServiceLimits.URL_CHARS_MAX),
        members.text("username", ServiceLimits.CREDENTIAL_CHARS_MAX),
        members.text("credential", ServiceLimits.CREDENTIAL_CHARS_MAX),
        members.integer("expires_at_ms", 0, Json.INT_MAX));
  }

  private int edge() {
    return (int) members.integer("edge", 1, ServiceLimits.EDGE_MAX);
  }

  private List<String> texts(String member, int itemsMax, int charsMax) {
    List<String> texts = new ArrayList<>();
    for (Json item : members.items(member, itemsMax)) {
      String text = item instanceof Json.Text found ? found.value() : "";
      if (text.isEmpty() || text.length() > charsMax) {
        members.refuse(member, "not of texts of 1 to " + charsMax + " characters");
      }
      texts.add(text);
    }
    return texts;
  }

  private List<String> hexes(String member, int itemsMax, String prefix, int digits) {
    List<String> texts = texts(member, itemsMax, prefix.length() + digits);
    for (String text : texts) {
      if (!text.startsWith(prefix) || !Hex.is(text.substring(prefix.length()), digits)) {
        members.refuse(member, "not of " + prefix + " and " + digits + " digits each");
      }
    }
    return texts;
  }
}
