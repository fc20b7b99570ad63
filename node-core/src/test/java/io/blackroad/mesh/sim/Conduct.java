package io.blackroad.mesh.sim;

import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.wire.Message;

/**
 * What a light node makes of the work that it is given; as it stands, an honest node's. Attackers
 * override what they do differently.
 */
interface Conduct {
  /** Does what it is asked to. */
  Conduct HONEST = new Conduct() {};

  /** It may work now. */
  default void joined(SimPeer self) {}

  /** It was given a task. */
  default void assigned(SimPeer self, Message.Assign assign) {
    self.work.compute(assign);
  }

  /** The output that it commits to, when {@code right} is the right one. */
  default Tensor output(SimPeer self, Message.Assign assign, Tensor right) {
    return right;
  }

  /** It has just sent its commitment. */
  default void committed(SimPeer self, String taskId) {}

  /** It is asked to reveal. */
  default void opened(SimPeer self, String taskId) {
    self.work.reveal(taskId);
  }
}
