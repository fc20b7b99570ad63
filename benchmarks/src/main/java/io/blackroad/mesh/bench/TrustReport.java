package io.blackroad.mesh.bench;

import java.util.Arrays;

/** What became of the tasks of one run. Filled by a policy while it runs. */
final class TrustReport {
  private static final int NOTHING = Integer.MIN_VALUE;

  private final int[] first;
  private final int[] standing;
  private final int[] copies;
  private int barredLiars;
  private int barredHonest;

  TrustReport(int tasks) {
    first = new int[tasks];
    standing = new int[tasks];
    copies = new int[tasks];
    Arrays.fill(first, NOTHING);
    Arrays.fill(standing, NOTHING);
  }

  /** Somebody computes a copy. */
  void computed(int task) {
    copies[task]++;
  }

  /** A result is handed out, or replaces the one that was. */
  void accepted(int task, int answer) {
    if (first[task] == NOTHING) {
      first[task] = answer;
    }
    standing[task] = answer;
  }

  /** What was handed out last. */
  int standing(int task) {
    return standing[task];
  }

  void barred(Society.Member member) {
    if (member.honest()) {
      barredHonest++;
    } else {
      barredLiars++;
    }
  }

  boolean complete() {
    return Arrays.stream(standing).noneMatch(answer -> answer == NOTHING);
  }

  /** Copies beyond one for each task, as a share of the tasks. */
  double extraWork() {
    return (double) Arrays.stream(copies).asLongStream().sum() / copies.length - 1;
  }

  /** Share of results that were wrong when they were handed out. */
  double wrongAtFirst() {
    return share(first);
  }

  /** Share of results that were wrong and stayed so. */
  double wrongInTheEnd() {
    return share(standing);
  }

  private static double share(int[] answers) {
    return (double) Arrays.stream(answers).filter(answer -> answer != 0).count() / answers.length;
  }

  int medianCopies() {
    int[] sorted = copies.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  int barredLiars() {
    return barredLiars;
  }

  int barredHonest() {
    return barredHonest;
  }
}
