package io.blackroad.mesh.seed.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Asks a feed for what is due, and keeps the connection alive in between. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
final class EventOutflow implements Outflow {
  /** A person sees no difference beyond four updates a second. */
  private static final long PERIOD_MILLIS = 250;

  /** Silent periods after which a comment shows proxies that the connection lives: 15 s. */
  private static final int HEARTBEAT_PERIODS = 60;

  private final ChannelHandlerContext context;
  private final Response.EventFeed feed;
  private final BooleanSupplier closing;
  private Runnable done = () -> {};
  private int silentPeriods;
  private boolean over;

  /**
   * @param closing whether the server ends, and every feed with it
   */
  EventOutflow(ChannelHandlerContext context, Response.EventFeed feed, BooleanSupplier closing) {
    this.context = context;
    this.feed = feed;
    this.closing = closing;
  }

  @Override
  public void start(Runnable ended) {
    done = ended;
    if (over) {
      done.run();
    } else {
      write(": follow\n\n");
      tick();
    }
  }

  private void tick() {
    if (over) {
      return;
    }
    if (context.channel().isWritable()) {
      speak();
    }
    if (!over) {
      context.executor().schedule(this::tick, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void speak() {
    String due = feed.due();
    silentPeriods = due.isEmpty() ? silentPeriods + 1 : 0;
    if (!due.isEmpty()) {
      write(due);
    } else if (silentPeriods >= HEARTBEAT_PERIODS) {
      silentPeriods = 0;
      write(": still here\n\n");
    }
    if (feed.ended() || closing.getAsBoolean()) {
      over = true;
      done.run();
    }
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
  }

  @Override
  public void resume() {
    // The next period is soon enough.
  }

  @Override
  public Outflow abandoned() {
    over = true;
    return this;
  }
}
