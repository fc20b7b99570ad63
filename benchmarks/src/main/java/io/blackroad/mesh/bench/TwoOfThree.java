package io.blackroad.mesh.bench;

import io.blackroad.mesh.sim.SimRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two members compute each task; the first two equal answers count, a third decides when they
 * differ, and another when that one differs too. Remembers nobody.
 */
final class TwoOfThree implements TrustPolicy {
  private static final int AGREEING = 2;

  @Override
  public String name() {
    return "2-of-3";
  }

  @Override
  public TrustReport run(Society society, int tasks) {
    TrustReport report = new TrustReport(tasks);
    Turns turns = new Turns(society);
    for (int task = 0; task < tasks; task++) {
      agreed(task, turns.next(List.of()), turns, report);
    }
    return report;
  }

  /**
   * The answers of all who computed {@code task}, once two of them are equal.
   *
   * @param first who computes it anyhow
   */
  static Map<Society.Member, Integer> agreed(
      int task, Society.Member first, Turns turns, TrustReport report) {
    Map<Society.Member, Integer> answers = new LinkedHashMap<>();
    Map<Integer, Integer> votes = new HashMap<>();
    List<Society.Member> asked = new ArrayList<>(List.of(first));
    for (int i = 0; ; i++) {
      if (i == asked.size()) {
        asked.add(turns.next(asked));
      }
      Society.Member member = asked.get(i);
      int answer = turns.society.answer(member, task);
      report.computed(task);
      answers.put(member, answer);
      votes.put(answer, votes.getOrDefault(answer, 0) + 1);
      if (votes.getOrDefault(answer, 0) == AGREEING) {
        report.accepted(task, answer);
        return answers;
      }
    }
  }

  /** Whose turn it is: everybody once, in an order that is drawn anew each time around. */
  static final class Turns {
    private final Society society;
    private final SimRandom random = new SimRandom(7);
    private final List<Society.Member> order;
    private int at;

    Turns(Society society) {
      this.society = society;
      order = new ArrayList<>(society.members());
      at = order.size();
    }

    /** The next one who is not among {@code without}. */
    Society.Member next(List<Society.Member> without) {
      while (true) {
        if (at == order.size()) {
          shuffle();
        }
        Society.Member member = order.get(at++);
        if (!without.contains(member)) {
          return member;
        }
      }
    }

    private void shuffle() {
      for (int i = order.size() - 1; i > 0; i--) {
        Collections.swap(order, i, random.below(i + 1));
      }
      at = 0;
    }
  }
}
