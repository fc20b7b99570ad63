package io.blackroad.mesh.sim;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.admit.Admission;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.List;

/** Those who have work: several at once, in large jobs and small ones, for as long as there is. */
final class Submitters {
  private static final List<String> NAMES = List.of("archive", "library", "school", "shop");

  /** Texts that all jobs are made of. */
  private static final int LIBRARY_TEXTS = 4_096;

  static final int TOKENS_PER_TEXT = 64;
  private static final int LARGE_JOB_TEXTS = 600;
  private static final int SMALL_JOB_TEXTS = 12;

  /** How often each of them looks whether there is room. */
  private static final int LOOK_MILLIS = 50;

  /** None of them fills the queue before the others have looked. */
  private static final int JOBS_AT_A_TIME_MAX = 8;

  private static final int VOCABULARY = 30_000;

  private final Simulation simulation;
  private final SimRandom random;
  private final Confidence confidence;
  private final long tasksWanted;
  private final List<int[]> library = new ArrayList<>();
  private long tasks;
  private long jobs;
  private long refused;
  private long admittedJobs;

  Submitters(Simulation simulation, SimRandom random, Confidence confidence, long tasksWanted) {
    this.simulation = simulation;
    this.random = random;
    this.confidence = confidence;
    this.tasksWanted = tasksWanted;
    for (int text = 0; text < LIBRARY_TEXTS; text++) {
      library.add(write(text));
    }
  }

  private int[] write(int number) {
    int[] ids = new int[TOKENS_PER_TEXT];
    ids[0] = number;
    for (int i = 1; i < ids.length; i++) {
      ids[i] = random.below(VOCABULARY);
    }
    simulation.oracle.add(ids);
    return ids;
  }

  /** Begins to submit. */
  void begin() {
    for (String name : NAMES) {
      simulation.after(random.below(LOOK_MILLIS), () -> look(name));
    }
  }

  private void look(String name) {
    boolean room = true;
    for (int i = 0; i < JOBS_AT_A_TIME_MAX && room && tasks < tasksWanted; i++) {
      room = submit(job(name));
    }
    if (tasks < tasksWanted) {
      simulation.after(LOOK_MILLIS, () -> look(name));
    }
  }

  private boolean submit(Job job) {
    return switch (simulation.submit(job)) {
      case Admission.Admitted admitted -> {
        tasks += admitted.tasks();
        admittedJobs++;
        yield true;
      }
      case Admission.Refused refusal -> {
        refused++;
        if (refusal.retryAfterMillis() == 0) {
          throw new IllegalStateException("refused for good: " + refusal.reason());
        }
        yield false;
      }
    };
  }

  private Job job(String name) {
    boolean small = random.chance(20);
    List<int[]> texts = new ArrayList<>();
    for (int i = small ? SMALL_JOB_TEXTS : LARGE_JOB_TEXTS; i > 0; i--) {
      texts.add(library.get(random.below(LIBRARY_TEXTS)));
    }
    String id = "j_" + "%016x".formatted(jobs++);
    String purpose = "a simulation";
    int tokens = NodeLimits.TASK_TOKENS_MAX;
    TokenBatch inputs = new TokenBatch(texts);
    String model = Simulation.MODEL.name();
    return new Job(id, model, confidence, small, purpose, name, tokens, inputs);
  }

  /** Tasks that were admitted. */
  long tasks() {
    return tasks;
  }

  /** Jobs that were admitted. */
  long jobs() {
    return admittedJobs;
  }

  /** How often there was no room. */
  long refused() {
    return refused;
  }
}
