package io.blackroad.mesh.browser.peer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom the seed has introduced: eight at most, so a list is as good as a map. */
final class Acquaintances implements Iterable<Acquaintance> {
  private final List<Acquaintance> all = new ArrayList<>();

  int size() {
    return all.size();
  }

  void add(Acquaintance met) {
    all.add(met);
  }

  /** Whether {@code known} was one of them until now. */
  boolean remove(Acquaintance known) {
    return all.remove(known);
  }

  /** Those that there are now: what is done with them may end some. */
  @Override
  public Iterator<Acquaintance> iterator() {
    return List.copyOf(all).iterator();
  }

  @Nullable Acquaintance of(String peer) {
    for (Acquaintance known : all) {
      if (known.peer.equals(peer)) {
        return known;
      }
    }
    return null;
  }

  /** The one behind the edge of that number, on the present link. */
  @Nullable Acquaintance at(int edge) {
    for (Acquaintance known : all) {
      if (known.number == edge) {
        return known;
      }
    }
    return null;
  }

  /** The connection of the edge that the page knows by {@code seat}. */
  @Nullable DirectRoute directAt(int seat) {
    for (Acquaintance known : all) {
      EdgeSeat taken = known.seat;
      if (taken != null && taken.number == seat) {
        return taken.direct();
      }
    }
    return null;
  }
}
