package io.blackroad.mesh.seed.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of request bodies that are being taken in, over all connections. */
final class BodyBudget {
  private final long bytesMax;
  private final AtomicLong held = new AtomicLong();

  BodyBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Takes {@code bytes}; false (and nothing taken) when there is no room. */
  boolean take(long bytes) {
    if (held.addAndGet(bytes) <= bytesMax) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }
}
