package io.blackroad.mesh.log;

import java.util.List;
import java.util.function.Consumer;

/** Of a seed that lets no nodes in, or remembers none: everybody is a stranger. */
public final class NoRecords implements Records {
  @Override
  public void standing(String nodeId, Consumer<Standing> then) {
    then.accept(Standing.fresh(nodeId));
  }

  @Override
  public void suspects(Consumer<List<String>> then) {
    then.accept(List.of());
  }

  @Override
  public void unconfirmed(String nodeId, int countMax, Consumer<List<Unconfirmed>> then) {
    then.accept(List.of());
  }
}
