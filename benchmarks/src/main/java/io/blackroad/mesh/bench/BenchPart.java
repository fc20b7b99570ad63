package io.blackroad.mesh.bench;

import java.io.IOException;

/**
 * Something that a benchmark measures by itself; {@link BenchParts} lists all of each.
 *
 * @param <P> what it has to go by
 */
interface BenchPart<P> {
  /** What {@code --part} calls it. */
  String name();

  /** Measures, and says what was found. */
  void run(P plan, Findings findings) throws IOException;
}
