package io.blackroad.mesh;

import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;

/** The coordinator's way to one node. Ordered, may lose everything at any time. Never blocks. */
public interface NodeLine {
  /** Queues {@code message}; false when too many are waiting, or the line is gone. */
  boolean say(Message message);

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
