package io.blackroad.mesh.seal;

import java.util.function.Consumer;

/** The way from a node to the submitters of sealed jobs, through the seed. */
public interface Letterbox {
  /**
   * Asks; the answer comes later, once, on the actor's thread. May lose question or answer: then it
   * says so, as a refusal, in bounded time.
   */
  void ask(Want want, Consumer<Want.Answer> done);
}
