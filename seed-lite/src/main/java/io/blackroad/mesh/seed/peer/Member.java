package io.blackroad.mesh.seed.peer;

import io.blackroad.mesh.peer.service.PeerWord;
import io.blackroad.mesh.peer.service.Seeker;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A node that may have peers, over its links. On the peer service's thread but where it says so.
 */
final class Member {
  private final String nodeId;

  /** Of this day; read and changed on event loops too. */
  private final AtomicLong used;

  /** Edges by the node at their other end. */
  final Map<String, Edge> edges = new TreeMap<>();

  /** Its newest link; null while there is none. */
  @Nullable Gate gate;

  PeerWord.@Nullable Seek seek;
  int rttMillis = Seeker.RTT_UNKNOWN;

  /** When its last link ended. */
  long awaySinceMillis;

  private volatile long budgetBytes;
  private volatile Runnable overdrawn = () -> {};

  Member(String nodeId, AtomicLong used) {
    this.nodeId = nodeId;
    this.used = used;
  }

  String nodeId() {
    return nodeId;
  }

  /** What its visitor allows in a day, and what is to be done when that is used up. */
  void allow(long bytes, Runnable whenOverdrawn) {
    budgetBytes = bytes;
    overdrawn = whenOverdrawn;
  }

  /** Counts bytes passed on to or from it; false when they are too many. Any thread. */
  boolean use(int bytes) {
    long budget = budgetBytes;
    long now = used.addAndGet(bytes);
    if (now <= budget) {
      return true;
    }
    if (now - bytes <= budget) {
      overdrawn.run();
    }
    return false;
  }

  /** Whether nothing more may be passed on today. */
  boolean overdrawn() {
    return used.get() > budgetBytes;
  }
}
