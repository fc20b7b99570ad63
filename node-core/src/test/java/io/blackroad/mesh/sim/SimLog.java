package io.blackroad.mesh.sim;

import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Keeps batches; each is safe only some milliseconds later, and lost when the seed dies before. */
public final class SimLog implements EventLog {
  private final SimClock clock;
  private final long delayMillis;
  private final List<LogBatch> stored = new ArrayList<>();
  private LongConsumer durable = seq -> {};
  private int life;

  public SimLog(SimClock clock, long delayMillis) {
    this.clock = clock;
    this.delayMillis = delayMillis;
  }

  /** A seed starts: it is told what is durable; what its predecessor had in flight is lost. */
  void attach(LongConsumer onDurable) {
    life++;
    durable = onDurable;
  }

  @Override
  public void append(LogBatch batch) {
    int appendedIn = life;
    clock.after(
        delayMillis,
        () -> {
          if (appendedIn == life) {
            stored.add(batch);
            durable.accept(batch.entries().get(batch.entries().size() - 1).entry().seq());
          }
        });
  }

  /** What survives, in order. */
  public List<LogBatch> stored() {
    return stored;
  }
}
