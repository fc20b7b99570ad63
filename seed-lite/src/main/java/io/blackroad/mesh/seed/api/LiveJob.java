package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.JobProgress;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.task.Job;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A job from its submission to its end, as those see it who wait for it. Thread-safe. */
final class LiveJob {
  private static final double MILLIS_PER_SECOND = 1_000;

  private final StoredJob job;
  private final float @Nullable [][] vectors;
  private final Pace pace = new Pace();
  private final CompletableFuture<LiveJob> admitted = new CompletableFuture<>();
  private final CompletableFuture<LiveJob> ended = new CompletableFuture<>();
  private volatile @Nullable JobProgress progress;
  private volatile boolean cancelled;
  private volatile long endedUnixMillis;
  private int textsDone;
  private int tasksDone;
  private int tasks;
  private int corrections;

  private LiveJob(StoredJob job, float @Nullable [][] vectors) {
    this.job = job;
    this.vectors = vectors;
    this.textsDone = job.textsDone();
    this.tasksDone = job.tasks();
    this.corrections = job.corrections();
    pace.reached(textsDone, nowMillis());
  }

  /** A job that is being submitted. The vectors of an interactive one are kept for its caller. */
  static LiveJob of(Job job, long nowUnixMillis) {
    int texts = job.inputs().size();
    StoredJob stored =
        new StoredJob(
            job.id(),
            job.model(),
            job.confidence().wireName(),
            job.purpose(),
            StoredJob.State.UNFINISHED,
            texts,
            0,
            0,
            0,
            0,
            nowUnixMillis,
            0);
    return new LiveJob(stored, job.interactive() ? new float[texts][] : null);
  }

  /** A job that was admitted before the seed's restart. */
  static LiveJob resumed(StoredJob job) {
    LiveJob live = new LiveJob(job, null);
    live.admitted.complete(live);
    return live;
  }

  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  StoredJob job() {
    return job;
  }

  /** Completes once the job cannot be lost any more. */
  CompletableFuture<LiveJob> admitted() {
    return admitted;
  }

  /** Completes once nothing more will come. */
  CompletableFuture<LiveJob> ended() {
    return ended;
  }

  boolean cancelled() {
    return cancelled;
  }

  synchronized void cutInto(int newTasks) {
    tasks = newTasks;
  }

  void admit() {
    admitted.complete(this);
  }

  /** It will not be done; whoever waits for it is told why. */
  void refuse(Problem problem) {
    admitted.completeExceptionally(problem);
  }

  synchronized void accept(AcceptedOutput output) {
    int rows = output.output().dims().get(0);
    textsDone += rows;
    tasksDone++;
    pace.reached(textsDone, nowMillis());
    keep(output);
  }

  /** An output that was accepted before is another now. */
  synchronized void correct(AcceptedOutput output) {
    corrections++;
    keep(output);
  }

  private void keep(AcceptedOutput output) {
    int columns = output.output().dims().get(1);
    float[] values = output.output().floats();
    int rows = values.length / columns;
    for (int row = 0; vectors != null && row < rows; row++) {
      float[] vector = new float[columns];
      System.arraycopy(values, row * columns, vector, 0, columns);
      vectors[output.firstText() + row] = vector;
    }
  }

  /** What the coordinator last said of it; null when it said nothing. */
  void report(@Nullable JobProgress report) {
    if (report != null) {
      progress = report;
    }
  }

  void end(boolean wasCancelled, long nowUnixMillis) {
    cancelled = wasCancelled;
    endedUnixMillis = nowUnixMillis;
    admitted.complete(this);
    ended.complete(this);
  }

  @Nullable JobProgress progress() {
    return progress;
  }

  synchronized int textsDone() {
    return textsDone;
  }

  /** How often an accepted output was put right. */
  synchronized int corrections() {
    return corrections;
  }

  synchronized int tasksDone() {
    return tasksDone;
  }

  /** Tasks that it was cut into; 0 while that is not known. */
  synchronized int tasks() {
    JobProgress last = progress;
    return last == null ? tasks : last.tasks();
  }

  /** Over the last seconds, or over all its time once it has ended. */
  synchronized double textsPerSecond() {
    long millis = endedUnixMillis - job.admittedUnixMillis();
    return ended.isDone()
        ? textsDone * MILLIS_PER_SECOND / Math.max(1, millis)
        : pace.perSecond(nowMillis());
  }

  /** When it ended, 0 while it has not. */
  long endedUnixMillis() {
    return endedUnixMillis;
  }

  /** The vectors in text order. Requires that the job is interactive and has ended. */
  synchronized float[][] vectors() {
    if (vectors == null) {
      throw new IllegalStateException("the vectors of " + job.id() + " are not kept");
    }
    return vectors;
  }
}
