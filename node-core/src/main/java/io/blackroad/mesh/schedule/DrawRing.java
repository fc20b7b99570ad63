package io.blackroad.mesh.schedule;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Workers that could take a check now, on a ring: the successor of a point is drawn. */
final class DrawRing {
  private final TreeMap<RingPlace, Worker> places = new TreeMap<>();

  void add(Worker worker) {
    places.put(worker.place, worker);
  }

  void remove(Worker worker) {
    places.remove(worker.place);
  }

  int size() {
    return places.size();
  }

  /**
   * The worker that {@code point} names, of a prefix that no copy has: the first such prefix at or
   * after the point, and in it the first node at or after the point, mixed. Looks past each
   * excluded prefix once, O(k log n).
   */
  @Nullable Worker drawApart(long point, Exclusions without) {
    Map.Entry<RingPlace, Worker> entry = atOrAfter(RingPlace.from(point));
    int excluded = 0;
    while (entry != null && without.sharesPrefix(entry.getValue())) {
      entry = ++excluded > without.size() ? null : atOrAfter(entry.getKey().end());
    }
    return entry == null ? null : within(entry.getKey(), point);
  }

  /** As above, but of any prefix: only nodes that hold a copy themselves are looked past. */
  @Nullable Worker drawAny(long point, Exclusions without) {
    Map.Entry<RingPlace, Worker> entry = atOrAfter(RingPlace.from(point));
    if (entry == null) {
      return null;
    }
    Worker worker = within(entry.getKey(), point);
    int passed = 0;
    while (worker != null && without.holds(worker)) {
      worker = ++passed > without.size() ? null : after(worker);
    }
    return worker;
  }

  private Map.@Nullable Entry<RingPlace, Worker> atOrAfter(RingPlace place) {
    Map.Entry<RingPlace, Worker> entry = places.ceilingEntry(place);
    return entry != null ? entry : places.firstEntry();
  }

  private @Nullable Worker within(RingPlace first, long point) {
    Map.Entry<RingPlace, Worker> entry = places.ceilingEntry(first.within(RingPlace.mixed(point)));
    if (entry == null || !entry.getKey().voice().equals(first.voice())) {
      entry = places.ceilingEntry(first.within(0));
    }
    return entry == null ? null : entry.getValue();
  }

  private @Nullable Worker after(Worker worker) {
    Map.Entry<RingPlace, Worker> entry = places.higherEntry(worker.place);
    entry = entry != null ? entry : places.firstEntry();
    return entry == null ? null : entry.getValue();
  }
}
