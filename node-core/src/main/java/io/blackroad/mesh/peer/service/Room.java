package io.blackroad.mesh.peer.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The nodes of one site that have room for an edge, and what they have for others. */
final class Room {
  private final List<Candidate> open = new ArrayList<>();

  /** Those of {@link #open} that have it, by its hash. */
  private final Map<String, List<Candidate>> holders = new LinkedHashMap<>();

  int size() {
    return open.size();
  }

  Candidate at(int place) {
    return open.get(place);
  }

  /** Those who have {@code hash}; null when nobody does. */
  @Nullable List<Candidate> holders(String hash) {
    return holders.get(hash);
  }

  /** Takes {@code candidate} in. Requires that it is not here. */
  void add(Candidate candidate) {
    candidate.place = open.size();
    open.add(candidate);
    for (String hash : candidate.seeker.seek().has()) {
      holders.computeIfAbsent(hash, unused -> new ArrayList<>()).add(candidate);
    }
  }

  /** Removes it, if it is here; another one takes its place. */
  void remove(Candidate candidate) {
    if (candidate.place < 0) {
      return;
    }
    Candidate last = open.removeLast();
    if (last != candidate) {
      open.set(candidate.place, last);
      last.place = candidate.place;
    }
    candidate.place = -1;
    for (String hash : candidate.seeker.seek().has()) {
      List<Candidate> some = holders.get(hash);
      if (some != null && some.remove(candidate) && some.isEmpty()) {
        holders.remove(hash);
      }
    }
  }
}
