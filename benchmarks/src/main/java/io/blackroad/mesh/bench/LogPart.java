package io.blackroad.mesh.bench;

import java.io.IOException;

/** Something that {@code ./mesh bench log} measures; {@link LogBench#PARTS} lists all of them. */
interface LogPart {
  /** What {@code --part} calls it. */
  String name();

  /** Measures, and says what was found. */
  void run(LogPlan plan, Findings findings) throws IOException;
}
