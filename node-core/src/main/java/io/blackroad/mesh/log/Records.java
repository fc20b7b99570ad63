package io.blackroad.mesh.log;

import java.util.List;
import java.util.function.Consumer;

/**
 * What the seed has stored of nodes and of their work. Calls return at once; answers come later,
 * once each, on the coordinator's thread, and show every batch that was durable when the question
 * was asked. A port like {@link EventLog}.
 */
public interface Records {
  /** What is remembered of a node; {@link Standing#fresh} when nothing is. */
  void standing(String nodeId, Consumer<Standing> then);

  /** Ids of barred nodes on whose word alone some output of a kept job still rests. */
  void suspects(Consumer<List<String>> then);

  /**
   * Outputs that rest on {@code nodeId}'s word alone and whose job the seed still keeps, the newest
   * first, at most {@code countMax}.
   */
  void unconfirmed(String nodeId, int countMax, Consumer<List<Unconfirmed>> then);
}
