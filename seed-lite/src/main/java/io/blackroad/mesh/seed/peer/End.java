package io.blackroad.mesh.seed.peer;

import io.blackroad.mesh.seed.signal.RelayPort;
import org.jspecify.annotations.Nullable;

/** One end of an edge. The peer service says where it leads; event loops read it. */
final class End implements RelayPort.Passage {
  final Member owner;
  private final Member peer;
  private volatile RelayPort.@Nullable Onward onward;

  End(Member owner, Member peer) {
    this.owner = owner;
    this.peer = peer;
  }

  Member peer() {
    return peer;
  }

  /** Where frames that come in at this end go out; null: nowhere, for now. */
  void leadsTo(RelayPort.@Nullable Onward next) {
    onward = next;
  }

  @Override
  public RelayPort.@Nullable Onward onward() {
    return onward;
  }

  /** The sender's bytes up are the receiver's bytes down. */
  @Override
  public boolean charge(int bytes) {
    boolean allowed = owner.use(bytes);
    return peer.use(bytes) && allowed;
  }
}
