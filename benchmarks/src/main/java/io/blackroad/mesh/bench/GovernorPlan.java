package io.blackroad.mesh.bench;

/**
 * What a run of the governor's benchmark works with.
 *
 * @param workload what the node computes
 * @param quick only shows that everything runs
 * @param hours how long the node of the last part is left running; 0 for minutes
 */
record GovernorPlan(BenchPlan bench, Workload workload, boolean quick, double hours) {
  int rounds() {
    return quick ? BenchPlan.ROUNDS_QUICK : BenchPlan.ROUNDS;
  }

  void say(String what) {
    bench.say(what);
  }
}
