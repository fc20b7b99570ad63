package io.blackroad.mesh.browser;

import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What goes over a seed's links that tests ask about, and when. */
final class Traffic {
  private final List<Passing> assigned = new CopyOnWriteArrayList<>();
  private final List<Passing> revealed = new CopyOnWriteArrayList<>();
  private final List<Passing> greeted = new CopyOnWriteArrayList<>();

  /**
   * A message on a link; {@code nanos} by {@link System#nanoTime}.
   *
   * @param taskId that it is about; empty when it is about none
   */
  record Passing(long connection, String taskId, long nanos) {}

  /** Takes note of a frame that is sent. */
  void sent(long connection, byte[] frame) {
    if (MessageCodec.decode(frame) instanceof Decoded.Ok(Message.Assign assign)) {
      assigned.add(new Passing(connection, assign.taskId(), System.nanoTime()));
    }
  }

  /** Takes note of a frame that came. */
  void received(long connection, byte[] frame) {
    long nanos = System.nanoTime();
    if (MessageCodec.decode(frame) instanceof Decoded.Ok ok) {
      switch (ok.message()) {
        case Message.Reveal result -> revealed.add(new Passing(connection, result.taskId(), nanos));
        case Message.Hello unused -> greeted.add(new Passing(connection, "", nanos));
        default -> {
          // Nobody asks about it.
        }
      }
    }
  }

  /** Who was given which task. */
  List<Passing> assigned() {
    return assigned;
  }

  /** Who has shown a result of which task. */
  List<Passing> revealed() {
    return revealed;
  }

  /** Who has said who it is. */
  List<Passing> greeted() {
    return greeted;
  }
}
