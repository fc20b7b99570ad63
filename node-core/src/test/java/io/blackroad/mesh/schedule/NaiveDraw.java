package io.blackroad.mesh.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule of the draw as one would say it, without any index: what {@link DrawRing} must equal.
 */
final class NaiveDraw {
  private NaiveDraw() {}

  static @Nullable Worker of(
      List<Worker> workers, long point, Exclusions without, boolean provenFirst) {
    for (boolean apart : new boolean[] {true, false}) {
      for (boolean proven : new boolean[] {provenFirst, !provenFirst}) {
        List<Worker> ring = new ArrayList<>();
        for (Worker worker : workers) {
          if (worker.free() && !worker.trusted() && worker.proven() == proven) {
            ring.add(worker);
          }
        }
        ring.sort(Comparator.comparing(worker -> worker.place));
        Worker drawn = apart ? apart(ring, point, without) : any(ring, point, without);
        if (drawn != null) {
          return drawn;
        }
      }
    }
    return null;
  }

  private static @Nullable Worker apart(List<Worker> ring, long point, Exclusions without) {
    List<Worker> others = ring.stream().filter(worker -> !without.sharesPrefix(worker)).toList();
    return others.isEmpty() ? null : others.get(successor(others, point));
  }

  private static @Nullable Worker any(List<Worker> ring, long point, Exclusions without) {
    int from = ring.isEmpty() ? 0 : successor(ring, point);
    for (int step = 0; step < ring.size(); step++) {
      Worker worker = ring.get((from + step) % ring.size());
      if (!without.holds(worker)) {
        return worker;
      }
    }
    return null;
  }

  private static int successor(List<Worker> ring, long point) {
    int first = 0;
    while (first < ring.size()
        && Long.compareUnsigned(ring.get(first).place.voicePoint(), point) < 0) {
      first++;
    }
    first = first == ring.size() ? 0 : first;
    String voice = ring.get(first).voice();
    for (int at = first; at < ring.size() && ring.get(at).voice().equals(voice); at++) {
      long place = ring.get(at).place.point();
      if (Long.compareUnsigned(place, RingPlace.mixed(point)) >= 0) {
        return at;
      }
    }
    return first;
  }
}
