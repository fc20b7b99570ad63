package io.blackroad.mesh.seed.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: one request at a time, read only as fast as it is handled.
 *
 * <pre>
 * WAITING --headers--> READING --end of body--> ANSWERING --written--> WAITING
 *    |                    |                                      |
 *    +--malformed---------+--refused--> ANSWERING --written--> LINGERING --> closed
 * </pre>
 *
 * LINGERING throws away what the client is still sending, so that a reset does not destroy the
 * answer on its way (RFC 9112 9.6).
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = System.getLogger(HttpConnection.class.getName());

  private static final long LINGER_MILLIS = 2_000;

  private enum Phase {
    WAITING,
    READING,
    ANSWERING,
    LINGERING
  }

  private final HttpSite site;
  private final MemoryBudget budget;
  private final Drain drain;
  private final ContextParts parts = new ContextParts();
  private Phase phase = Phase.WAITING;
  private boolean first = true;

  /** Of the request under way; decides in whose words a problem is told. */
  private String path = "/";

  private @Nullable Exchange exchange;
  private @Nullable BodyMeter body;

  /** What exists only once the handler stands in a pipeline. */
  private static final class ContextParts {
    private @Nullable ResponseWriter writer;
    private @Nullable Deadline deadline;

    ResponseWriter writer() {
      return Objects.requireNonNull(writer);
    }

    Deadline deadline() {
      return Objects.requireNonNull(deadline);
    }
  }

  HttpConnection(HttpSite site, MemoryBudget budget, Drain drain) {
    this.site = site;
    this.budget = budget;
    this.drain = drain;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    parts.writer = new ResponseWriter(context, site, drain);
    parts.deadline = new Deadline(context.executor(), () -> expired(context));
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    drain.opened(context.channel(), () -> phase == Phase.WAITING);
    parts.deadline().in(site.limits().headersMillis());
    context.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (phase == Phase.LINGERING) {
        context.read();
      } else if (phase == Phase.WAITING && message instanceof HttpRequest request) {
        begin(context, request);
      } else if (phase == Phase.READING && message instanceof HttpContent content) {
        read(context, content);
      } else if (phase == Phase.WAITING) {
        context.read(); // the end of a message whose beginning was already refused
      }
    } catch (Problem problem) {
      refuse(context, problem);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest message) {
    RequestCheck.wellFormed(message);
    Client client = site.clients().of(context.channel(), message.headers());
    Request request = Request.of(message, client);
    path = request.path();
    switch (site.router().find(request)) {
      case Router.Found.Refused refused -> throw refused.problem();
      case Router.Found.Upgraded upgraded -> {
        upgraded.upgrade().upgrade(context, message, client);
        parts.deadline().off();
        drain.closed(context.channel());
        context.pipeline().remove(HttpServer.ONE_BY_ONE);
        context.pipeline().remove(this);
      }
      case Router.Found.Preflight preflight -> handle(context, preflight(request, preflight));
      case Router.Found.Handled found ->
          handle(context, new Exchange(found.request(), found.handler(), site));
    }
  }

  private Exchange preflight(Request request, Router.Found.Preflight preflight) {
    Response methods =
        Response.empty(204)
            .with("Allow", preflight.allow())
            .with("Access-Control-Allow-Methods", preflight.allow())
            .with("Access-Control-Allow-Headers", "*, Authorization")
            .with("Access-Control-Max-Age", "7200");
    return new Exchange(request, Handler.of(anything -> methods.now()), site);
  }

  private void handle(ChannelHandlerContext context, Exchange begun) {
    exchange = begun;
    phase = Phase.READING;
    body = new BodyMeter(site.limits(), begun.bodyBytesMax(), budget);
    if (RequestCheck.expectsContinue(begun.request(), begun.bodyBytesMax())) {
      context.writeAndFlush(RequestCheck.proceed());
    }
    readOn(context);
  }

  private void readOn(ChannelHandlerContext context) {
    parts.deadline().in(meter().waitMillis());
    context.read();
  }

  private void read(ChannelHandlerContext context, HttpContent content) {
    Exchange current = current();
    if (content.decoderResult().isFailure()) {
      throw Problem.badRequest("The body's chunked coding is malformed.");
    }
    byte[] bytes = ByteBufUtil.getBytes(content.content());
    meter().took(bytes.length);
    parts.deadline().off();
    boolean last = content instanceof LastHttpContent;
    if (last) {
      phase = Phase.ANSWERING;
      watchForEnd(context);
    }
    current
        .take(bytes, last)
        .whenComplete(
            (answer, never) -> context.executor().execute(() -> taken(context, current, answer)));
  }

  /**
   * Reads on below the handler that hands out messages one by one: a client that hangs up while its
   * answer is made is noticed, and a request that it sends ahead waits.
   */
  private static void watchForEnd(ChannelHandlerContext context) {
    ChannelHandlerContext gate = context.pipeline().context(HttpServer.ONE_BY_ONE);
    if (gate != null) {
      gate.read();
    }
  }

  private void taken(ChannelHandlerContext context, Exchange current, @Nullable Response answer) {
    if (exchange != current || !context.channel().isActive()) {
      return;
    }
    if (answer == null) {
      readOn(context);
    } else {
      answer(context, answer, phase != Phase.ANSWERING || !RequestCheck.keepsAlive(current));
    }
  }

  private void refuse(ChannelHandlerContext context, Problem problem) {
    Response answer = problem.withFields(site.problems().write(problem, path));
    answer(context, answer, true);
  }

  private void answer(ChannelHandlerContext context, Response response, boolean close) {
    phase = Phase.ANSWERING;
    parts.deadline().off();
    Request request = exchange == null ? null : exchange.request();
    boolean http10 = request != null && request.isHttp10();
    boolean endsWithConnection = http10 && !(response.body() instanceof Response.Bytes);
    boolean closing = close || drain.begun() || endsWithConnection;
    ResponseWriter.Framing framing =
        new ResponseWriter.Framing(request != null && request.isHead(), http10, closing);
    parts.writer().write(response, framing, () -> written(context, closing));
  }

  private void written(ChannelHandlerContext context, boolean close) {
    exchange = null;
    releaseBody();
    if (close) {
      linger(context);
      return;
    }
    phase = Phase.WAITING;
    first = false;
    parts.deadline().in(site.limits().keepAliveMillis());
    context.read();
  }

  private void linger(ChannelHandlerContext context) {
    phase = Phase.LINGERING;
    parts.deadline().in(LINGER_MILLIS);
    if (context.channel() instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
    context.read();
  }

  private void expired(ChannelHandlerContext context) {
    if (phase == Phase.READING || (phase == Phase.WAITING && first)) {
      refuse(context, RequestCheck.tooSlow());
    } else {
      context.close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    parts.writer().writabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    parts.deadline().off();
    parts.writer().abandon();
    releaseBody();
    if (exchange != null) {
      exchange.request().tellGone();
      exchange = null;
    }
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Level level = cause instanceof IOException ? Level.DEBUG : Level.ERROR;
    LOG.log(level, "a connection failed", cause);
    context.close();
  }

  private void releaseBody() {
    if (body != null) {
      body.release();
      body = null;
    }
  }

  private Exchange current() {
    return Objects.requireNonNull(exchange);
  }

  private BodyMeter meter() {
    return Objects.requireNonNull(body);
  }
}
