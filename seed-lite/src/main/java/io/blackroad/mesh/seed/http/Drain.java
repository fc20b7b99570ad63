package io.blackroad.mesh.seed.http;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Ends a server's connections: idle ones at once, busy ones after their answer. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
final class Drain {
  private final Map<Channel, BooleanSupplier> open = new ConcurrentHashMap<>();
  private volatile boolean begun;

  /** A connection came; {@code idle} is asked on its event loop. */
  void opened(Channel channel, BooleanSupplier idle) {
    open.put(channel, idle);
    channel.closeFuture().addListener(closed -> closed(channel));
    if (begun) {
      channel.close();
    }
  }

  /** A connection has gone, or is no longer HTTP. */
  void closed(Channel channel) {
    open.remove(channel);
  }

  boolean begun() {
    return begun;
  }

  /** Waits until every answer under way is sent, but not longer than {@code millisMax}. */
  void finish(long millisMax) throws InterruptedException {
    begun = true;
    open.forEach((channel, idle) -> channel.eventLoop().execute(() -> endIfIdle(channel, idle)));
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millisMax);
    for (Channel channel : open.keySet()) {
      long left = Math.max(0, until - System.nanoTime());
      if (!channel.closeFuture().await(left, TimeUnit.NANOSECONDS)) {
        channel.close();
      }
    }
  }

  private static void endIfIdle(Channel channel, BooleanSupplier idle) {
    if (idle.getAsBoolean()) {
      channel.close();
    }
  }
}
