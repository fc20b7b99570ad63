package io.blackroad.mesh.seed;

import io.blackroad.mesh.LogHead;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.TreeTail;
import io.blackroad.mesh.seed.api.LogStore;
import io.blackroad.mesh.witness.CodeManifest;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds where a seed's log ends, so that its coordinator can go on from there. */
final class SeedHead {
  private SeedHead() {}

  /**
   * The head of the log of seed {@code seedId}; reads O(log n) of it.
   *
   * @throws IOException when the log is another seed's
   */
  static LogHead of(String seedId, LogStore log, Chain.Ports ports) throws IOException {
    String name = SignedCheckpoint.CHAIN_PREFIX + seedId;
    LoggedEntry newest = log.newest();
    if (newest == null) {
      return new LogHead(Chain.begin(name, ports), TreeTail.empty(ports.digest()), false, "");
    }
    Entry last = newest.entry();
    if (!last.chain().equals(name)) {
      throw new IOException(
          "the log is of " + last.chain() + " but the key of " + name + ": restore seed.key");
    }
    Chain chain = Chain.resume(name, last.seq() + 1, last.hash(), last.timestampNanos(), ports);
    TreeTail tail = TreeTail.at(last.seq() + 1, log.hashes(), ports.digest());
    boolean quiet = last.action() == Action.CHECKPOINT;
    return new LogHead(chain, tail, quiet, codeHash(log.newest(Action.MIGRATE), ports));
  }

  private static String codeHash(@Nullable LoggedEntry migrate, Chain.Ports ports) {
    CodeManifest code =
        migrate == null ? null : CodeManifest.fromPayload(migrate.payload(), ports.digest());
    return code == null ? "" : code.hash(ports.digest());
  }
}
