package io.blackroad.mesh.verify;

import java.util.ArrayList;
import java.util.List;

/** The revealed copies of a task, in groups that agree, in the order of their first copies. */
final class Count {
  private final List<List<Copy>> groups = new ArrayList<>();
  private final List<List<Voice>> voices = new ArrayList<>();

  Count(Iterable<Copy> copies, Agreement agreement) {
    for (Copy copy : copies) {
      if (copy.output != null) {
        int group = groupOf(copy, agreement);
        groups.get(group).add(copy);
        voices.get(group).add(copy.voice);
      }
    }
  }

  private int groupOf(Copy copy, Agreement agreement) {
    for (int i = 0; i < groups.size(); i++) {
      if (agreement.holds(groups.get(i).get(0).result(), copy.result())) {
        return i;
      }
    }
    groups.add(new ArrayList<>());
    voices.add(new ArrayList<>());
    return groups.size() - 1;
  }

  /** Whether results differ. */
  boolean isContested() {
    return groups.size() > 1;
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** The surest group; of equally sure ones the first. Requires one. */
  int surest() {
    int surest = 0;
    for (int i = 1; i < groups.size(); i++) {
      if (certainty(i).errorChance() < certainty(surest).errorChance()) {
        surest = i;
      }
    }
    return surest;
  }

  /** The first copy of a group. */
  Copy first(int group) {
    return groups.get(group).get(0);
  }

  Verdict.Certainty certainty(int group) {
    return new Verdict.Certainty(
        Posterior.error(voices, group), Posterior.voices(voices.get(group)));
  }

  /** How sure the surest group would be if {@code joining} all said the same as it. */
  Verdict.Certainty ifJoined(List<Voice> joining) {
    List<List<Voice>> imagined = new ArrayList<>(voices);
    if (imagined.isEmpty()) {
      imagined.add(joining);
      return new Verdict.Certainty(Posterior.error(imagined, 0), Posterior.voices(joining));
    }
    int surest = surest();
    List<Voice> joined = new ArrayList<>(voices.get(surest));
    joined.addAll(joining);
    imagined.set(surest, joined);
    return new Verdict.Certainty(Posterior.error(imagined, surest), Posterior.voices(joined));
  }
}
