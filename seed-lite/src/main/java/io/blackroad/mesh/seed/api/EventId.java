package io.blackroad.mesh.seed.api;

import org.jspecify.annotations.Nullable;

/**
 * How far a follower of a job has heard: {@code 120}, or {@code 120.3} once something was
 * corrected.
 *
 * @param texts that were done
 * @param corrections that were told
 */
record EventId(int texts, int corrections) {
  private static final String TEXT = "[0-9]{1,9}(\\.[0-9]{1,9})?";

  String text() {
    return corrections == 0 ? Integer.toString(texts) : texts + "." + corrections;
  }

  /** What a {@code Last-Event-ID} says; null for what no event of a job has. */
  static @Nullable EventId parse(@Nullable String said) {
    if (said == null || !said.matches(TEXT)) {
      return null;
    }
    int dot = said.indexOf('.');
    return dot < 0
        ? new EventId(Integer.parseInt(said), 0)
        : new EventId(
            Integer.parseInt(said.substring(0, dot)), Integer.parseInt(said.substring(dot + 1)));
  }
}
