package io.blackroad.mesh.peer.service;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.peer.PeerLimits;
import java.util.ArrayList;
import java.util.List;

/** Frames to be relayed, and words, as the bytes of a binary message. */
public final class PeerMessageWriter {
  private static final int BITS_PER_BYTE = 8;

  private PeerMessageWriter() {}

  /**
   * The message that carries {@code frame} to the peer at the other end of {@code edge}.
   *
   * @throws IllegalArgumentException when no reader would take it
   */
  public static byte[] relayed(int edge, byte[] frame) {
    if (edge < 1 || frame.length == 0 || frame.length > PeerLimits.FRAME_BYTES_MAX) {
      throw new IllegalArgumentException("a frame of " + frame.length + " bytes, edge " + edge);
    }
    byte[] message = new byte[PeerMessage.FRAME_AT + frame.length];
    message[0] = PeerMessage.RELAYED;
    for (int i = PeerMessage.EDGE_AT; i < PeerMessage.FRAME_AT; i++) {
      message[i] = (byte) (edge >>> (BITS_PER_BYTE * (i - PeerMessage.EDGE_AT)));
    }
    System.arraycopy(frame, 0, message, PeerMessage.FRAME_AT, frame.length);
    return message;
  }

  /**
   * The message that says {@code word}. What it says was bounded where it came from, and the
   * receiver looks at it.
   *
   * @throws IllegalArgumentException when it is longer than {@link ServiceLimits#WORD_BYTES_MAX}
   */
  public static byte[] word(PeerWord word) {
    byte[] json = CanonicalJson.bytes(json(word));
    if (json.length > ServiceLimits.WORD_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a word of " + json.length + " bytes, at most " + ServiceLimits.WORD_BYTES_MAX);
    }
    byte[] message = new byte[PeerMessage.JSON_AT + json.length];
    message[0] = PeerMessage.WORD;
    System.arraycopy(json, 0, message, PeerMessage.JSON_AT, json.length);
    return message;
  }

  private static Json.Obj json(PeerWord word) {
    JsonObject json = new JsonObject();
    switch (word) {
      case PeerWord.Seek seek ->
          json.put("t", "seek")
              .put("wanted", seek.wanted())
              .put("direct", seek.direct())
              .put("models", texts(seek.models()))
              .put("has", texts(seek.has()))
              .put("needs", texts(seek.needs()))
              .put("peers", texts(seek.peers()));
      case PeerWord.Turn turn -> json.put("t", "turn");
      case PeerWord.Part part ->
          json.put("t", "part").put("edge", part.edge()).put("reason", part.reason().wireName());
      case PeerWord.Meet meet ->
          json.put("t", "meet")
              .put("edge", meet.edge())
              .put("node_id", meet.nodeId())
              .put("direct", meet.direct());
      case PeerWord.Ice ice ->
          json.put("t", "ice")
              .put("stun", texts(ice.stun()))
              .put("turn", texts(ice.turn()))
              .put("username", ice.username())
              .put("credential", ice.credential())
              .put("expires_at_ms", ice.expiresAtMs());
    }
    return json.build();
  }

  private static List<Json> texts(List<String> texts) {
    List<Json> items = new ArrayList<>();
    for (String text : texts) {
      items.add(new Json.Text(text));
    }
    return items;
  }
}
