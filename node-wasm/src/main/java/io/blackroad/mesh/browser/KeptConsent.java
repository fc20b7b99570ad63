package io.blackroad.mesh.browser;

import io.blackroad.mesh.ConsentSource;
import io.blackroad.mesh.browser.js.Promises;
import io.blackroad.mesh.browser.js.StandingKeys;
import io.blackroad.mesh.browser.js.StartOptions;
import io.blackroad.mesh.wire.ConsentTerms;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The visitor's word as this browser has it on record at that moment: absent is off.
 *
 * @param given the terms that the node began with: of one site, and for one code
 */
record KeptConsent(StandingKeys keys, ConsentTerms given, Actor actor) implements ConsentSource {
  @Override
  public void read(Consumer<@Nullable ConsentTerms> then) {
    Promises.settle(
        keys.consent(given.site(), given.codeHash()),
        word -> answer(word, then),
        unreadable -> answer(null, then));
  }

  private void answer(@Nullable StartOptions word, Consumer<@Nullable ConsentTerms> then) {
    actor.enqueue(() -> then.accept(word == null ? null : NodeWorkerMain.terms(word)));
  }
}
