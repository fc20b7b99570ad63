package io.blackroad.mesh.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.sim.SimRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PosteriorTest {
  /** Rounding of a few products, relative. */
  private static final double ULPS = 1e-12;

  private static List<Voice> unknown(int count) {
    return Collections.nCopies(count, new Voice("", 0.2));
  }

  /** Worked by hand in odds: an unknown node has 0.2/0.8 = 1/4. */
  @Test
  void isWhatTheFormulaSays() {
    assertEquals(0.2, Posterior.error(List.of(unknown(1)), 0), ULPS);
    // r = 1/16, error = 1/17.
    assertEquals(1.0 / 17, Posterior.error(List.of(unknown(2)), 0), ULPS);
    // 1 against 1: r = 1/4 * (1 + 4) = 5/4.
    assertEquals(5.0 / 9, Posterior.error(List.of(unknown(1), unknown(1)), 0), ULPS);
    // 2 against 1: r = 1/16 * (1 + 4) = 5/16.
    assertEquals(5.0 / 21, Posterior.error(List.of(unknown(2), unknown(1)), 0), ULPS);
    // 1 against 2: r = 1/4 * (1 + 16) = 17/4.
    assertEquals(17.0 / 21, Posterior.error(List.of(unknown(2), unknown(1)), 1), ULPS);
    // 3 against 1 and 1: r = 1/64 * (1 + 4 + 4) = 9/64.
    assertEquals(9.0 / 73, Posterior.error(List.of(unknown(1), unknown(3), unknown(1)), 1), ULPS);
  }

  /** The formula as the paper writes it, which only small ballots survive numerically. */
  private static double asPublished(List<List<Voice>> groups, int of) {
    double allWrong = 1;
    double sum = 0;
    double own = 0;
    for (List<Voice> group : groups) {
      for (Voice voice : group) {
        allWrong *= voice.errorChance();
      }
    }
    for (int a = 0; a < groups.size(); a++) {
      double right = 1;
      for (int b = 0; b < groups.size(); b++) {
        for (Voice voice : groups.get(b)) {
          right *= a == b ? 1 - voice.errorChance() : voice.errorChance();
        }
      }
      sum += right;
      own = a == of ? right : own;
    }
    return 1 - own / (sum + allWrong);
  }

  @Test
  void equalsThePublishedFormulaWhereThatCanBeComputed() {
    SimRandom random = new SimRandom(1);
    for (int round = 0; round < 5_000; round++) {
      List<List<Voice>> groups = groups(random, 6, false);
      for (int of = 0; of < groups.size(); of++) {
        assertEquals(asPublished(groups, of), Posterior.error(groups, of), 1e-9, "round " + round);
      }
    }
  }

  @Test
  void sixteenOfTheSurestDoNotUnderflow() {
    List<Voice> surest = Collections.nCopies(16, new Voice("", Voice.ERROR_MIN));
    double alone = Posterior.error(List.of(surest), 0);
    assertTrue(alone > 0 && alone < 1e-190, "alone " + alone);
    assertEquals(0.5, Posterior.error(List.of(surest, surest), 0), 1e-9);
    assertEquals(1.0, Posterior.error(List.of(surest, unknown(1)), 1), ULPS);
  }

  @Test
  void agreeingVoiceNeverRaisesTheErrorAndADissentingOneNeverLowersIt() {
    SimRandom random = new SimRandom(2);
    for (int round = 0; round < 5_000; round++) {
      List<List<Voice>> groups = groups(random, 8, true);
      int of = random.below(groups.size());
      double before = Posterior.error(groups, of);
      Voice one = voice(random, true);
      assertTrue(
          Posterior.error(joined(groups, of, one), of) <= before * (1 + ULPS),
          "agreeing, round " + round);
      int other = random.below(groups.size() + 1);
      if (other != of) {
        assertTrue(
            Posterior.error(joined(groups, other, one), of) >= before * (1 - ULPS),
            "dissenting, round " + round);
      }
    }
  }

  @Test
  void orderOfArrivalChangesNoBit() {
    SimRandom random = new SimRandom(3);
    for (int round = 0; round < 2_000; round++) {
      List<List<Voice>> groups = groups(random, 10, true);
      List<List<Voice>> shuffled = new ArrayList<>();
      for (List<Voice> group : groups) {
        List<Voice> other = new ArrayList<>(group);
        Collections.shuffle(other, new java.util.Random(round));
        shuffled.add(other);
      }
      assertEquals(Posterior.error(groups, 0), Posterior.error(shuffled, 0), 0.0);
      Collections.reverse(shuffled);
      assertEquals(Posterior.error(groups, 0), Posterior.error(shuffled, groups.size() - 1), 0.0);
    }
  }

  @Test
  void nodesOfOnePrefixAreTheMostCredibleOfThem() {
    Voice known = new Voice("203.0.113", 0.01);
    Voice unknown = new Voice("203.0.113", 0.2);
    double one = Posterior.error(List.of(List.of(known)), 0);
    assertEquals(one, Posterior.error(List.of(List.of(unknown, known, unknown)), 0), 0.0);
    assertEquals(1, Posterior.voices(List.of(unknown, known, unknown)));
    assertEquals(3, Posterior.voices(List.of(unknown, new Voice("", 0.2), new Voice("", 0.2))));
  }

  @Test
  void refusesVoicesThatAreNoChances() {
    for (double chance : new double[] {0, -1, 0.51, 1, Double.NaN, 1e-13}) {
      assertThrows(IllegalArgumentException.class, () -> new Voice("", chance));
    }
  }

  /**
   * Ballots of five nodes, each faulty with its error chance; the group with the least error is
   * believed. How often it is wrong is bounded by what the posterior says, for saboteurs that each
   * invent an answer and for ones that all return the same.
   */
  @Test
  void boundsTheObservedErrorOfSaboteursAndColluders() {
    for (boolean collude : new boolean[] {false, true}) {
      SimRandom random = new SimRandom(collude ? 4 : 5);
      double predicted = 0;
      int wrong = 0;
      int ballots = 400_000;
      for (int i = 0; i < ballots; i++) {
        Crowd crowd = new Crowd(random, collude);
        int surest = crowd.surest();
        predicted += Posterior.error(crowd.groups, surest);
        wrong += crowd.answers.get(surest) == 0 ? 0 : 1;
      }
      double noise = 4 * Math.sqrt(predicted);
      assertTrue(wrong > 0, "nothing went wrong, so nothing was tested");
      assertTrue(
          wrong <= predicted + noise,
          "collude " + collude + ": " + wrong + " wrong, " + predicted + " predicted");
    }
  }

  /** Five nodes' answers to one task; 0 is the right one. */
  private static final class Crowd {
    final List<List<Voice>> groups = new ArrayList<>();
    final List<Integer> answers = new ArrayList<>();

    Crowd(SimRandom random, boolean collude) {
      for (int node = 1; node <= 5; node++) {
        double errorChance = random.below(2) == 0 ? 0.2 : 0.05;
        boolean lies = random.below(1_000) < errorChance * 1_000;
        int answer = lies ? (collude ? 1 : node) : 0;
        int group = answers.indexOf(answer);
        if (group < 0) {
          group = answers.size();
          answers.add(answer);
          groups.add(new ArrayList<>());
        }
        groups.get(group).add(new Voice("", errorChance));
      }
    }

    int surest() {
      int surest = 0;
      for (int i = 1; i < groups.size(); i++) {
        if (Posterior.error(groups, i) < Posterior.error(groups, surest)) {
          surest = i;
        }
      }
      return surest;
    }
  }

  private static List<List<Voice>> groups(SimRandom random, int voices, boolean prefixes) {
    List<List<Voice>> groups = new ArrayList<>();
    groups.add(new ArrayList<>(List.of(voice(random, prefixes))));
    for (int i = 1; i < voices; i++) {
      groups = joined(groups, random.below(groups.size() + 1), voice(random, prefixes));
    }
    return groups;
  }

  private static Voice voice(SimRandom random, boolean prefixes) {
    String prefix = prefixes && random.below(2) == 0 ? "p" + random.below(4) : "";
    return new Voice(prefix, (1 + random.below(500)) / 1_000.0);
  }

  private static List<List<Voice>> joined(List<List<Voice>> groups, int at, Voice voice) {
    List<List<Voice>> joined = new ArrayList<>();
    groups.forEach(group -> joined.add(new ArrayList<>(group)));
    if (at == joined.size()) {
      joined.add(new ArrayList<>());
    }
    joined.get(at).add(voice);
    return joined;
  }
}
