package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.peer.EdgeEnd;
import io.blackroad.mesh.peer.EdgeListener;
import io.blackroad.mesh.peer.PeerStream;
import io.blackroad.mesh.peer.Route;
import io.blackroad.mesh.peer.StreamListener;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who makes use of the edges: checkpoints always, and whoever has come to the door. */
final class PeerUses {
  private final CheckpointGossip gossip;
  private @Nullable PeerDoor door;

  PeerUses(CheckpointGossip gossip) {
    this.gossip = gossip;
  }

  /** Somebody else uses the edges from now on, instead of who did until now. */
  void open(PeerDoor opened) {
    door = opened;
  }

  /** Who hears of the edge to {@code whom}; {@code ended} hears that it is over. */
  EdgeListener listener(Acquaintance whom, Consumer<EdgeEnd> ended) {
    return new EdgeListener() {
      @Override
      public void message(byte[] content) {
        if (content[0] == PeerUse.CHECKPOINT) {
          gossip.message(whom.peer, content);
        } else if (content[0] == PeerUse.USER && door != null) {
          door.message(whom.peer, content);
        }
      }

      @Override
      public @Nullable StreamListener opened(PeerStream stream) {
        return door == null ? null : door.opened(whom.peer, stream);
      }

      @Override
      public void moved(Route route) {
        gossip.moved(whom, route);
        if (door != null) {
          door.moved(whom, route);
        }
      }

      @Override
      public void ended(EdgeEnd reason, String detail) {
        gossip.ended(whom.peer, detail);
        if (door != null) {
          door.ended(whom.peer, detail);
        }
        ended.accept(reason);
      }
    };
  }
}
