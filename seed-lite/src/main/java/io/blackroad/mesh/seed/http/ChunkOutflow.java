package io.blackroad.mesh.seed.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Pulls chunks from their source, on a worker, whenever the client has room for one. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
final class ChunkOutflow implements Outflow {
  private static final Logger LOG = System.getLogger(ChunkOutflow.class.getName());

  /** How long to wait for a worker when all are busy. */
  private static final long RETRY_MILLIS = 20;

  private final ChannelHandlerContext context;
  private final Workers workers;
  private final Response.ChunkSource source;
  private Runnable done = () -> {};
  private boolean pulling;
  private boolean over;

  ChunkOutflow(ChannelHandlerContext context, Workers workers, Response.ChunkSource source) {
    this.context = context;
    this.workers = workers;
    this.source = source;
  }

  @Override
  public void start(Runnable ended) {
    if (over) {
      ended.run();
      return;
    }
    done = ended;
    resume();
  }

  @Override
  public void resume() {
    if (over || pulling || !context.channel().isWritable()) {
      return;
    }
    pulling = true;
    if (!workers.run(this::pull)) {
      pulling = false;
      context.executor().schedule(this::resume, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** On a worker. */
  private void pull() {
    try {
      byte[] next = source.next();
      context.executor().execute(() -> pulled(next));
    } catch (IOException | RuntimeException | Error e) {
      LOG.log(Level.ERROR, "an answer broke off", e);
      context.executor().execute(this::broken);
    }
  }

  private void pulled(byte @Nullable [] next) {
    pulling = false;
    if (over) {
      close();
    } else if (next == null) {
      over = true;
      close();
      done.run();
    } else {
      context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(next)));
      resume();
    }
  }

  /** The status is long sent: only a connection that breaks off tells the client. */
  private void broken() {
    pulling = false;
    over = true;
    close();
    context.close();
  }

  @Override
  public Outflow abandoned() {
    if (!over) {
      over = true;
      if (!pulling) {
        close();
      }
    }
    return this;
  }

  private void close() {
    Runnable closing =
        () -> {
          try {
            source.close();
          } catch (IOException e) {
            LOG.log(Level.WARNING, "closing an answer's source failed", e);
          }
        };
    if (!workers.run(closing)) {
      context.executor().schedule(this::close, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
