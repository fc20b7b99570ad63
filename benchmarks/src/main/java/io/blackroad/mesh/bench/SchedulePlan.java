package io.blackroad.mesh.bench;

/**
 * What a run of the scheduling benchmark works with.
 *
 * @param bench the seed's jar, the models, where progress is told
 * @param quick only shows that everything runs
 */
record SchedulePlan(BenchPlan bench, boolean quick) {
  int rounds() {
    return bench.rounds();
  }

  void say(String what) {
    bench.say(what);
  }
}
