package io.blackroad.mesh.bench;

/**
 * What the parts of {@code ./mesh bench transport} have to go by.
 *
 * @param quick little of everything
 * @param links idle links to hold
 */
record TransportPlan(BenchPlan bench, boolean quick, int links) {
  private static final int ROUNDS = 5;

  int rounds() {
    return quick ? 1 : ROUNDS;
  }

  void say(String line) {
    bench.say(line);
  }
}
