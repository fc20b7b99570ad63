package io.blackroad.mesh;

import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.merkle.TreeTail;

/**
 * Where a log ends and a coordinator goes on.
 *
 * @param chain the end of the chain; an empty one is begun by the coordinator
 * @param tail the right edge of the tree over the same entries, all of them durable
 * @param quiet whether the newest entry is a {@code CHECKPOINT}, so that nothing waits for one
 * @param codeHash of the code that the newest {@code MIGRATE} entry names; empty before the first
 */
public record LogHead(Chain chain, TreeTail tail, boolean quiet, String codeHash) {
  public LogHead {
    if (chain.nextSeq() != tail.size()) {
      throw new IllegalArgumentException(
          "a chain of " + chain.nextSeq() + " entries with a tree of " + tail.size());
    }
  }
}
