package io.blackroad.mesh.seed.http;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;

/** One time limit that moves often and expires seldom. Used on one event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
final class Deadline {
  private static final long NEVER = Long.MAX_VALUE;

  private final EventExecutor executor;
  private final Runnable expired;
  private long atNanos = NEVER;
  private long alarmNanos = NEVER;

  Deadline(EventExecutor executor, Runnable expired) {
    this.executor = executor;
    this.expired = expired;
  }

  /** Expires {@code millis} from now, whatever was set before. */
  void in(long millis) {
    atNanos = executor.ticker().nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    arm();
  }

  void off() {
    atNanos = NEVER;
  }

  private void arm() {
    if (alarmNanos > atNanos) {
      alarmNanos = atNanos;
      long delay = Math.max(0, atNanos - executor.ticker().nanoTime());
      executor.schedule(this::alarm, delay, TimeUnit.NANOSECONDS);
    }
  }

  private void alarm() {
    long now = executor.ticker().nanoTime();
    if (now < alarmNanos) {
      return; // an alarm of a later time that was since moved forward
    }
    alarmNanos = NEVER;
    if (now >= atNanos) {
      atNanos = NEVER;
      expired.run();
    } else if (atNanos != NEVER) {
      arm();
    }
  }
}
