package io.blackroad.mesh;

import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;

/** The coordinator's way to one node. Ordered, may lose everything at any time. Never blocks. */
public interface NodeLine {
  /** Queues {@code message}; false when too many are waiting, or the line is gone. */
  boolean say(Message message);

  /**
   * Whoever is at the other end has proved to be {@code nodeId}, on these terms. Called once,
   * before it is told so.
   */
  default void joined(String nodeId, ConsentTerms terms) {}

  /** Its visitor has changed the terms; they hold at once. */
  default void agreed(ConsentTerms terms) {}

  /** Ends the line; {@code reason} is for whoever looks at a trace. */
  void close(String reason);

  /** A line whose messages travel as frames. */
  static NodeLine over(SignalLink link) {
    return new NodeLine() {
      @Override
      public boolean say(Message message) {
        return link.send(MessageCodec.encode(message));
      }

      @Override
      public void close(String reason) {
        link.close(reason);
      }
    };
  }
}
