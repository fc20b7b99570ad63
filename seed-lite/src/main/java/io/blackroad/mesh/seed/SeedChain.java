package io.blackroad.mesh.seed;

import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes up a seed's chain where its log ends, or begins it. */
final class SeedChain {
  private SeedChain() {}

  /**
   * The chain of seed {@code seedId}.
   *
   * @param newest the last entry that is stored, or null for an empty log
   * @throws IOException when the log is another seed's
   */
  static Chain of(String seedId, @Nullable LoggedEntry newest, EventLog log, Chain.Ports ports)
      throws IOException {
    String name = "mesh/" + seedId;
    if (newest == null) {
      Chain chain = Chain.begin(name, ports);
      log.append(LogBatch.of(chain.append(seedId, Action.GENESIS, 1, new JsonObject().build())));
      return chain;
    }
    Entry last = newest.entry();
    if (!last.chain().equals(name)) {
      throw new IOException(
          "the log is of " + last.chain() + " but the key of " + name + ": restore seed.key");
    }
    return Chain.resume(name, last.seq() + 1, last.hash(), last.timestampNanos(), ports);
  }
}
