package io.blackroad.mesh;

import io.blackroad.mesh.wire.Message;
import java.util.function.Consumer;

/** What a node's auditor may do: speak to the seed, hang up on it, or end the node. */
record AuditorVoice(Uplink uplink, Consumer<String> hangingUp, Consumer<String> quitting)
    implements Auditor.Voice {
  @Override
  public void say(Message message) {
    uplink.say(message);
  }

  @Override
  public void hangUp(String reason) {
    hangingUp.accept(reason);
  }

  @Override
  public void quit(String reason) {
    quitting.accept(reason);
  }
}
