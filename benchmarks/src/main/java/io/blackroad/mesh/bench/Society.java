package io.blackroad.mesh.bench;

import io.blackroad.mesh.sim.SimRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Who computes, and who of them lies when: fixed by a seed number, so that every policy meets the
 * same people with the same habits. Whether a member lies about a task does not depend on who asks,
 * or how often.
 */
final class Society {
  /** Members that lie do so at these rates, one after the other. */
  private static final double[] LIE_RATES = {1, 0.5, 0.1, 0.01};

  /** Tasks that a member with a past has computed honestly: two hours of a tab. */
  private static final long PAST_TASKS = 2_000;

  /** A fifth, honest until they are believed, tell one lie together: told, not judged. */
  static final String TURNED_TOGETHER = "sleeping-colluders";

  /** Every population that is measured; {@code honest} is one for tests. */
  static final List<String> NAMES =
      List.of("steady", "sabotaged", "sleepers", "colluders", TURNED_TOGETHER, "cold");

  private final String name;
  private final long seed;
  private final List<Member> members = new ArrayList<>();

  /**
   * One who computes.
   *
   * @param pastTasks computed honestly before, all of them; 0 for somebody new
   * @param lieRate share of tasks that it lies about from now on
   * @param colludes whether it tells the same lie about the same tasks as all others who do
   */
  record Member(int number, String nodeId, long pastTasks, double lieRate, boolean colludes) {
    boolean honest() {
      return lieRate == 0;
    }
  }

  private record Nature(long pastTasks, double lieRate, boolean colludes) {}

  private Society(String name, long seed, int size, IntFunction<Nature> natures) {
    this.name = name;
    this.seed = seed;
    SimRandom random = new SimRandom(seed);
    for (int number = 0; number < size; number++) {
      Nature nature = natures.apply(number);
      String nodeId = "n_%016x%016x".formatted(random.nextLong(), random.nextLong());
      members.add(new Member(number, nodeId, nature.pastTasks, nature.lieRate, nature.colludes));
    }
  }

  /** The population of that name; {@code size} should be a multiple of 100. */
  static Society of(String name, long seed, int size) {
    return new Society(name, seed, size, number -> nature(name, number));
  }

  private static Nature nature(String name, int number) {
    boolean fifth = number % 5 == 0;
    double rate = fifth ? LIE_RATES[number / 5 % LIE_RATES.length] : 0;
    return switch (name) {
      case "honest" -> new Nature(PAST_TASKS, 0, false);
      case "steady" -> steady(number);
      case "sabotaged" -> new Nature(fifth ? 0 : PAST_TASKS, rate, false);
      case "sleepers" -> new Nature(PAST_TASKS, rate, false);
      case "colluders" -> new Nature(fifth ? 0 : PAST_TASKS, rate, true);
      case TURNED_TOGETHER -> new Nature(PAST_TASKS, rate, true);
      case "cold" -> new Nature(0, rate, false);
      default -> throw new IllegalArgumentException("no population " + name);
    };
  }

  /** 5 of 100 are new, one of these lies. */
  private static Nature steady(int number) {
    boolean fresh = number % 20 == 0;
    boolean lies = number % 100 == 0;
    return new Nature(
        fresh ? 0 : PAST_TASKS, lies ? LIE_RATES[number / 100 % LIE_RATES.length] : 0, false);
  }

  String name() {
    return name;
  }

  List<Member> members() {
    return members;
  }

  /** What {@code member} answers to a task: 0 is right, equal numbers are equal answers. */
  int answer(Member member, int task) {
    if (member.honest()) {
      return 0;
    }
    int teller = member.colludes ? -1 : member.number;
    long mixed = new SimRandom(seed ^ ((long) teller << Integer.SIZE) ^ task).nextLong();
    boolean lies = (mixed >>> 11) * 0x1p-53 < member.lieRate;
    return lies ? 2 + teller : 0;
  }
}
