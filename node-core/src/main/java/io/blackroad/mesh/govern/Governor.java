package io.blackroad.mesh.govern;

import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a node may compute, how much at a time, and why it does not. A node whose platform
 * has no sensors (the seed's own) is held by its limit alone.
 *
 * <pre>
 * conditions, slowness -> {@link Rules}   -> Decision: run, run less, relay only, stop
 * runs                 -> {@link DutyCycle} -> when the next run may begin
 *                      -> {@link RunCosts}  -> how long it may be; what the gauge shows
 * </pre>
 */
public final class Governor {
  /** A rest between two runs that is shorter is part of working, not a pause worth showing. */
  private static final long PAUSE_MILLIS_MIN = 500;

  private static final int PERCENT = 100;

  private final Rules rules = new Rules();
  private final DutyCycle duty;
  private final Gauge wall;
  private final Gauge cpu;
  private String modelHash = "";
  private RunCosts costs = new RunCosts();
  private boolean sensed;
  private int capPercent;

  /**
   * @param capPercent what the visitor allows of one core, 1 to 100
   */
  public Governor(int capPercent, long nowMillis) {
    this.capPercent = capPercent;
    this.duty = new DutyCycle(capPercent, nowMillis);
    this.wall = new Gauge(nowMillis);
    this.cpu = new Gauge(nowMillis);
  }

  /** The visitor allows another share; it holds at once. */
  public void cap(int percent, long nowMillis) {
    capPercent = percent;
    decide(nowMillis);
  }

  /** The sensors tell something new. */
  public void conditions(Conditions conditions, long nowMillis) {
    sensed = true;
    rules.see(conditions, nowMillis);
  }

  /** What the node may do now. */
  public Decision decide(long nowMillis) {
    Decision decision = sensed ? rules.decide(nowMillis) : Decision.RUN;
    // A node that rests begins no run; what it does beside them is not to be paid at a share of
    // nothing.
    int percent = decision.rests() ? PERCENT : decision.sharePercent();
    duty.share(Math.max(1, capPercent * percent / PERCENT), nowMillis);
    return decision;
  }

  /** How many of {@code texts} to run together, from the {@code from}th on; at least one. */
  public int texts(ModelSpec model, List<int[]> texts, int from) {
    return model.batchable() ? costsOf(model).texts(texts, from) : 1;
  }

  /**
   * A run begins. Requires {@link #readyAtMillis} not after now.
   *
   * @return what to hand to {@link #ran} or {@link #failed} when it ends
   */
  public Run begin(ModelSpec model, TokenBatch batch, long nowMillis) {
    Run run = new Run(costsOf(model), batch, costsOf(model).expectedMicros(batch));
    duty.begin(run.expectedMicros, nowMillis);
    return run;
  }

  /** A run that is under way. */
  public static final class Run {
    private final RunCosts costs;
    private final TokenBatch batch;
    private final long expectedMicros;

    private Run(RunCosts costs, TokenBatch batch, long expectedMicros) {
      this.costs = costs;
      this.batch = batch;
      this.expectedMicros = expectedMicros;
    }
  }

  /** A run ended after {@code micros} at work. */
  public void ran(Run run, long micros, long nowMillis) {
    duty.end(run.expectedMicros, micros);
    wall.add(micros, nowMillis);
    cpu.add(run.costs.ran(run.batch, micros, nowMillis), nowMillis);
    if (run.costs.slow()) {
      rules.slow(nowMillis);
      run.costs.rest();
    }
  }

  /** A run failed, after a time that is not known. */
  public void failed(Run run) {
    duty.end(run.expectedMicros, run.expectedMicros);
  }

  /**
   * The node was at work for {@code micros} beside its runs: its link, its checks, its receipts.
   * That counts as a run does, only that it is not asked whether it may.
   */
  public void worked(long micros, long nowMillis) {
    duty.end(0, micros);
    wall.add(micros, nowMillis);
    cpu.add(micros, nowMillis);
  }

  /** Costs of the model at work; those of another are measured anew when it is back. */
  private RunCosts costsOf(ModelSpec model) {
    if (!model.modelHash().equals(modelHash)) {
      modelHash = model.modelHash();
      costs = new RunCosts();
    }
    return costs;
  }

  /** Monotonic time at which the next run may begin, if it may. */
  public long readyAtMillis() {
    return duty.readyAtMillis();
  }

  /** Monotonic time at which {@link #decide} may say something else though nothing happens. */
  public long wakeAtMillis(long nowMillis) {
    return rules.wakeAtMillis(nowMillis);
  }

  /** Why a node that has work and whose engine is free does not compute now, or null. */
  public @Nullable Pause waiting(long nowMillis) {
    long millis = duty.readyAtMillis() - nowMillis;
    return millis > PAUSE_MILLIS_MIN ? new Pause(PauseCode.CPU_LIMIT, millis) : null;
  }

  /** Share of one core that was at work in the last two seconds, by the clock: 0 to 100. */
  public int busyPercent(long nowMillis) {
    return wall.percent(nowMillis);
  }

  /** Share of one core that was really used: never more than {@link #busyPercent}. */
  public int cpuPercent(long nowMillis) {
    return cpu.percent(nowMillis);
  }
}
