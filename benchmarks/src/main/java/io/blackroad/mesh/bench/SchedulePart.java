package io.blackroad.mesh.bench;

import java.io.IOException;

/** Something that {@code ./mesh bench schedule} measures; {@link ScheduleBench} lists all. */
interface SchedulePart {
  /** What {@code --part} calls it. */
  String name();

  /** Measures, and says what was found. */
  void run(SchedulePlan plan, Findings findings) throws IOException;
}
