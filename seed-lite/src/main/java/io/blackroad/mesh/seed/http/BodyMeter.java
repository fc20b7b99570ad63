package io.blackroad.mesh.seed.http;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Holds one request's body to its limits: length, pace, and its part of the common memory. */
final class BodyMeter {
  private final HttpLimits limits;
  private final long bytesMax;
  private final MemoryBudget budget;
  private final LongSupplier nanoTime;
  private long bytes;
  private long waitedMillis;
  private long waitingSinceNanos;

  BodyMeter(HttpLimits limits, long bytesMax, MemoryBudget budget) {
    this(limits, bytesMax, budget, System::nanoTime);
  }

  BodyMeter(HttpLimits limits, long bytesMax, MemoryBudget budget, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.limits = limits;
    this.bytesMax = bytesMax;
    this.budget = budget;
  }

  /** How long the client may take for its next bytes, from now. */
  long waitMillis() {
    waitingSinceNanos = nanoTime.getAsLong();
    long earned = bytes * 1_000 / limits.bodyBytesPerSecondMin();
    return Math.max(0, limits.bodyStallMillis() + earned - waitedMillis);
  }

  /** Counts what came; refuses what is beyond a limit. */
  void took(int count) {
    waitedMillis += TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - waitingSinceNanos);
    if (bytes + count > bytesMax) {
      throw Problem.tooLarge(bytesMax);
    }
    if (!budget.take(count)) {
      throw Problem.busy("Too many large bodies are being read at once; try again in a moment.");
    }
    bytes += count;
  }

  void release() {
    budget.giveBack(bytes);
    bytes = 0;
  }
}
