package io.blackroad.mesh;

import io.blackroad.mesh.wire.ConsentTerms;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the visitor's word stands, read again before each task. Never blocks; called on the actor's
 * thread, which the answer may come on at once, or later by way of it. A reading that fails, or of
 * which nothing comes, counts as no consent or delays the task: nothing runs on a guess.
 */
public interface ConsentSource {
  /**
   * Hands {@code then} the terms as they are now, once; null when there is no consent (any more).
   */
  void read(Consumer<@Nullable ConsentTerms> then);

  /** Of somebody whose word does not change. */
  static ConsentSource of(ConsentTerms terms) {
    return then -> then.accept(terms);
  }
}
