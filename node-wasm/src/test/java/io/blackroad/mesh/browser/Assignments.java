package io.blackroad.mesh.browser;

import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who was given which task, and when: read off the wire as it leaves the seed. */
final class Assignments {
  private final List<Assignment> all = new CopyOnWriteArrayList<>();

  /** A task on its way over a link; {@code nanos} by {@link System#nanoTime}. */
  record Assignment(long connection, String taskId, long nanos) {}

  /** Takes note of a frame that is sent. */
  void sent(long connection, byte[] frame) {
    if (MessageCodec.decode(frame) instanceof Decoded.Ok(Message.Assign assign)) {
      all.add(new Assignment(connection, assign.taskId(), System.nanoTime()));
    }
  }

  List<Assignment> all() {
    return all;
  }
}
