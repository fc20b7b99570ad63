package io.blackroad.mesh.seed.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that many connections hold together. Thread-safe. */
public final class MemoryBudget {
  private final long bytesMax;
  private final AtomicLong held = new AtomicLong();

  /**
   * @param bytesMax most that may be held at a time
   */
  public MemoryBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Takes {@code bytes}; false (and nothing taken) when there is no room. */
  public boolean take(long bytes) {
    if (held.addAndGet(bytes) <= bytesMax) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  /** Gives back what was taken. */
  public void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }
}
