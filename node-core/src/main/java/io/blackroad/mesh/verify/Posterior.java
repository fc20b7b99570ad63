package io.blackroad.mesh.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The chance that a group of equal results is wrong, given all groups (Sarmenta 2002, section 4.3).
 *
 * <p>There, with e_i the error chance of result i, group a is right with weight P(a) = product of
 * (1-e_i) inside a times product of e_j outside, and all are wrong with weight product of all e;
 * the error of a is 1 - P(a) / (sum of all P + all wrong). Divided by the product of all (1-e) and
 * written with the odds o = e/(1-e), whose product over group g is O(g), that is
 *
 * <pre>
 * r = O(a) * (1 + sum over the other groups b of 1/O(b)),   error = r / (1 + r)
 * </pre>
 *
 * which neither underflows for many copies nor loses digits by subtracting from 1. The odds of a
 * group are multiplied in order of size, so the order of arrival changes no bit of the answer.
 */
public final class Posterior {
  private Posterior() {}

  /**
   * Error of the group at index {@code of}, 0 to 1. Requires that the group is not empty; other
   * empty groups say nothing.
   */
  public static double error(List<List<Voice>> groups, int of) {
    double[] against = new double[groups.size()];
    for (int i = 0; i < against.length; i++) {
      boolean speaks = i != of && !groups.get(i).isEmpty();
      against[i] = speaks ? 1 / odds(groups.get(i)) : 0;
    }
    Arrays.sort(against);
    double sum = 1;
    for (double weight : against) {
      sum += weight;
    }
    double r = odds(groups.get(of)) * sum;
    return r / (1 + r);
  }

  /** How many voices a group of equal results has: nodes of one prefix are one. */
  public static int voices(List<Voice> group) {
    return distinct(group).size();
  }

  /** Product of the odds of a group's voices; 1 for none. */
  private static double odds(List<Voice> group) {
    List<Voice> distinct = distinct(group);
    double[] odds = new double[distinct.size()];
    for (int i = 0; i < odds.length; i++) {
      odds[i] = distinct.get(i).odds();
    }
    Arrays.sort(odds);
    double product = 1;
    for (int i = odds.length - 1; i >= 0; i--) {
      product *= odds[i];
    }
    return product;
  }

  /** One voice per prefix, that of the most credible; those without prefix all. */
  private static List<Voice> distinct(List<Voice> group) {
    List<Voice> distinct = new ArrayList<>();
    Map<String, Voice> byPrefix = new LinkedHashMap<>();
    for (Voice voice : group) {
      if (voice.prefix().isEmpty()) {
        distinct.add(voice);
      } else {
        byPrefix.merge(voice.prefix(), voice, (a, b) -> b.errorChance() < a.errorChance() ? b : a);
      }
    }
    distinct.addAll(byPrefix.values());
    return distinct;
  }
}
