package io.blackroad.mesh.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Holds nodes up while the store is behind: a frame that the coordinator has handled counts as
 * unhandled until the store has caught up, so that its link is read no further. The coordinator
 * itself goes on: deadlines are kept and questions answered. On the loop's thread.
 */
final class LinkBrake {
  private final BooleanSupplier behind;
  private final List<Runnable> held = new ArrayList<>();

  /**
   * @param behind whether more waits to be stored than should; whenever it is true, {@link #stored}
   *     is yet to come
   */
  LinkBrake(BooleanSupplier behind) {
    this.behind = behind;
  }

  /** The coordinator is done with a frame; {@code release} lets its link go on. */
  void handled(Runnable release) {
    if (behind.getAsBoolean()) {
      held.add(release);
    } else {
      release.run();
    }
  }

  /** Something was stored. */
  void stored() {
    if (!behind.getAsBoolean()) {
      held.forEach(Runnable::run);
      held.clear();
    }
  }
}
