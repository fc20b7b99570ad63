package io.blackroad.mesh.browser;

import io.blackroad.mesh.CheckpointStore;
import io.blackroad.mesh.browser.js.DeviceKey;
import io.blackroad.mesh.browser.js.Promises;
import io.blackroad.mesh.browser.js.StandingKeys;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * What outlives the node's worker: for the next tab the session's key and how far its tasks are,
 * and beyond the session, where the visitor keeps it, the key and with it the standing at the seed.
 */
final class Standing implements CheckpointStore {
  private final StandingKeys keys;
  private final String site;
  private final String chain;
  private final @Nullable DeviceKey key;
  private final @Nullable Int8Array checkpoint;
  private String state;

  /**
   * What {@code claim} found of a site's node.
   *
   * @param chain the seed's log: another seed is not shown the key
   */
  Standing(StandingKeys keys, String site, String chain, StandingKeys.Claim claim) {
    this.keys = keys;
    this.site = site;
    this.chain = chain;
    this.key = claim.getKey();
    this.checkpoint = claim.getCheckpoint();
    this.state = claim.getState();
  }

  /** The key that was kept or that another tab leaves; null when there is none. */
  @Nullable DeviceKey key() {
    return key;
  }

  /** How far the tasks are that another tab leaves; empty when it leaves none. */
  byte[] checkpoint() {
    return checkpoint == null ? new byte[0] : checkpoint.copyToJavaArray();
  }

  /** Puts down how far the session's tasks are, for the next tab. */
  @Override
  public void save(Supplier<byte[]> newest) {
    keys.save(site, () -> Int8Array.copyFromJavaArray(newest.get()));
  }

  /**
   * What becomes of the node's key: {@code session}, it ends with the last tab; {@code kept};
   * {@code closed}, the browser keeps nothing here.
   */
  String state() {
    return state;
  }

  /** The session begins with {@code used}: another tab may go on with it. */
  void begun(DeviceKey used) {
    keys.begun(site, chain, used);
  }

  /** Keeps {@code used}, which the node has already; {@code then} runs once {@link #state} says. */
  void keep(DeviceKey used, Runnable then) {
    Promises.settle(
        keys.keep(site, chain, used),
        outcome -> {
          state = outcome.stringValue();
          then.run();
        },
        lost -> {});
  }
}
