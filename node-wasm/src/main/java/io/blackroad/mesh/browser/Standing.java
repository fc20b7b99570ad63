package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.DeviceKey;
import io.blackroad.mesh.browser.js.Promises;
import io.blackroad.mesh.browser.js.StandingKeys;
import io.blackroad.mesh.browser.js.StartOptions;
import org.jspecify.annotations.Nullable;

/** Whether the node's key, and with it its standing at the seed, outlives the session. */
final class Standing {
  private final StandingKeys keys;
  private final String site;
  private final String chain;
  private final @Nullable DeviceKey key;
  private String state;

  private Standing(StandingKeys keys, String site, String chain, StandingKeys.Claim claim) {
    this.keys = keys;
    this.site = site;
    this.chain = chain;
    this.key = claim.getKey();
    this.state = claim.getState();
  }

  /**
   * Looks for the key that the visitor keeps. Suspends (see {@link Await}).
   *
   * @param options say for which site, and whether another tab leaves a session
   * @param chain the seed's log: another seed is not shown the key
   */
  static Standing claim(StandingKeys keys, StartOptions options, String chain) {
    String site = options.getSite();
    StandingKeys.Claim claim = Await.value(keys.claim(site, chain, options.isInherits()));
    return new Standing(keys, site, chain, claim);
  }

  /** The key that was kept or that another tab leaves; null when there is none. */
  @Nullable DeviceKey key() {
    return key;
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
