package io.blackroad.mesh.seed.signal;

import io.blackroad.mesh.seed.http.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Frames of peers on their way to one node. They wait here and not in the connection's own queue,
 * so that what the coordinator says overtakes them, and so that they can be thrown away.
 *
 * <pre>
 * offer (any thread) --counted--> waiting (event loop) --while there is room--> the connection
 *          \--full: dropped             \--not empty for too long: cut
 * </pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
final class RelayQueue {
  /** RFC 6455 7.4.1: the seed's rules are broken. */
  private static final int POLICY = 1008;

  /** What a link may have waiting without asking the budget of all. */
  private static final int FREE_BYTES = 64 << 10;

  private final NettySignalLink link;
  private final Channel channel;
  private final Desk desk;
  private final AtomicInteger queued = new AtomicInteger();

  /** Only on the event loop, as is all that follows. */
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  private boolean watched;
  private boolean emptied;
  private boolean closed;

  /**
   * What all links share.
   *
   * @param budget memory that is waiting for slow readers, over all of them
   */
  record Desk(RelayLimits limits, RelayCounts counts, MemoryBudget budget) {}

  /**
   * Frames as they go out, one behind the other.
   *
   * @param memory bytes that they keep in use
   */
  private record Waiting(ByteBuf frames, int memory) {}

  RelayQueue(NettySignalLink link, Channel channel, Desk desk) {
    this.link = link;
    this.channel = channel;
    this.desk = desk;
  }

  /**
   * Takes {@code frames} over, of which there are {@code count}; drops them when too much waits.
   *
   * @param memory bytes that they keep in use
   */
  void offer(ByteBuf frames, int count, int memory) {
    int now = queued.addAndGet(memory);
    boolean full = now > desk.limits.queuedBytesMax() && now > memory;
    if (full || (now > FREE_BYTES && !desk.budget.take(memory))) {
      queued.addAndGet(-memory);
      frames.release();
      desk.counts.dropped(RelayCounts.Drop.SLOW, count);
      return;
    }
    desk.counts.passed(count, frames.readableBytes());
    Waiting one = new Waiting(frames, now > FREE_BYTES ? memory : -memory);
    EventLoop loop = channel.eventLoop();
    if (loop.inEventLoop()) {
      put(one);
      return;
    }
    try {
      loop.execute(() -> put(one));
    } catch (RejectedExecutionException ended) {
      release(one);
    }
  }

  /** Whether nothing waits. Any thread; it may be otherwise a moment later. */
  boolean isEmpty() {
    return queued.get() == 0;
  }

  private void put(Waiting one) {
    if (closed || !channel.isActive()) {
      release(one);
      return;
    }
    waiting.add(one);
    drain();
  }

  /** Passes on what the connection has room for. On the event loop. */
  void drain() {
    boolean wrote = false;
    while (!waiting.isEmpty() && channel.isWritable()) {
      Waiting one = waiting.remove();
      giveBack(one);
      link.head().write(one.frames);
      wrote = true;
    }
    if (wrote) {
      link.head().flush();
    }
    emptied |= waiting.isEmpty();
    if (!waiting.isEmpty() && !watched) {
      watch();
    }
  }

  private void watch() {
    watched = true;
    emptied = false;
    channel.eventLoop().schedule(this::look, desk.limits.slowMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    watched = false;
    if (closed || waiting.isEmpty()) {
      return;
    }
    if (emptied) {
      watch();
      return;
    }
    desk.counts.cutOff();
    long millis = desk.limits.slowMillis();
    close();
    link.close(POLICY, "reads too slowly: more was waiting for " + millis + " ms");
  }

  /** Throws away what waits. On the event loop. */
  void close() {
    closed = true;
    waiting.forEach(this::release);
    waiting.clear();
  }

  private void release(Waiting one) {
    giveBack(one);
    one.frames.release();
  }

  private void giveBack(Waiting one) {
    queued.addAndGet(-Math.abs(one.memory));
    if (one.memory > 0) {
      desk.budget.giveBack(one.memory);
    }
  }
}
