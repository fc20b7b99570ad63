package io.blackroad.mesh.bench;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What a run of the main-job benchmark works with.
 *
 * @param root the project's folder
 * @param seedJar the runnable seed
 * @param site the built demo site, for its passages
 * @param models folder of model files and manifests
 * @param rounds repetitions of what takes long; short things are repeated more often
 * @param texts passages per repetition
 * @param log where progress is told
 */
record BenchPlan(
    Path root, Path seedJar, Path site, Path models, int rounds, int texts, PrintStream log) {

  /** Enough for medians that hold on a machine that nobody else uses. */
  static final int ROUNDS = 5;

  /** Shows whether everything runs, no more. */
  static final int ROUNDS_QUICK = 2;

  static final int TEXTS_QUICK = 48;

  void say(String what) {
    log.println("bench: " + what);
    log.flush();
  }
}
