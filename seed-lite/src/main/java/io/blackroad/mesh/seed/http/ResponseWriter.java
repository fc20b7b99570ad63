package io.blackroad.mesh.seed.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes one answer after the other to one connection. Used on its event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
final class ResponseWriter {
  /** RFC 9110 5.6.7; the JDK's own RFC 1123 leaves out the zero of a day below ten. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  private final ChannelHandlerContext context;
  private final HttpSite site;
  private final Drain drain;
  private final Deadline stalled;
  private @Nullable Outflow outflow;
  private long progress;

  ResponseWriter(ChannelHandlerContext context, HttpSite site, Drain drain) {
    this.drain = drain;
    this.context = context;
    this.site = site;
    this.stalled = new Deadline(context.executor(), this::checkProgress);
  }

  /**
   * How an answer is framed.
   *
   * @param headOnly the body is left out
   * @param http10 no chunked coding; a body of unknown length ends with the connection
   * @param close the connection ends with this answer
   */
  record Framing(boolean headOnly, boolean http10, boolean close) {}

  /** Writes {@code response}; {@code written} runs when all of it has gone out. */
  void write(Response response, Framing framing, Runnable written) {
    boolean bodiless = framing.headOnly || response.status() == 304 || response.status() == 204;
    switch (response.body()) {
      case Response.Bytes all -> {
        HttpResponse head = head(response, framing, all.bytes().length);
        writeWhole(head, bodiless ? new byte[0] : all.bytes(), written);
      }
      case Response.Chunks chunks -> {
        HttpResponse head = head(response, framing, chunks.length());
        ChunkOutflow out = new ChunkOutflow(context, site.workers(), chunks.source());
        begin(bodiless ? out.abandoned() : out, head, written);
      }
      case Response.Events events -> {
        HttpResponse head = head(response, framing, -1);
        EventOutflow out = new EventOutflow(context, events.feed(), drain::begun);
        begin(bodiless ? out.abandoned() : out, head, written);
      }
    }
  }

  private HttpResponse head(Response response, Framing framing, long length) {
    HttpResponse head =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
    HttpHeaders fields = head.headers();
    SecurityFields.addTo(fields);
    fields.set(HttpHeaderNames.DATE, DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
    for (Response.Field field : response.fields()) {
      fields.set(field.name(), field.value());
    }
    if (framing.close) {
      fields.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (framing.http10) {
      fields.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    if (length >= 0 && response.status() != 204 && response.status() != 304) {
      fields.set(HttpHeaderNames.CONTENT_LENGTH, length);
    } else if (length < 0 && !framing.http10) {
      fields.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    return head;
  }

  private void writeWhole(HttpResponse head, byte[] body, Runnable written) {
    watch();
    context
        .writeAndFlush(
            new DefaultFullHttpResponse(
                head.protocolVersion(),
                head.status(),
                Unpooled.wrappedBuffer(body),
                head.headers(),
                EmptyHttpHeaders.INSTANCE))
        .addListener(sent -> ended(sent, written));
  }

  private void begin(Outflow begun, HttpResponse head, Runnable written) {
    outflow = begun;
    watch();
    context.write(head);
    begun.start(() -> writeEnd(written));
  }

  private void writeEnd(Runnable written) {
    context
        .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
        .addListener(sent -> ended(sent, written));
  }

  private void ended(Future<?> sent, Runnable written) {
    outflow = null;
    stalled.off();
    if (sent.isSuccess()) {
      written.run();
    } else {
      context.close();
    }
  }

  /** The client has room again, or not any more. */
  void writabilityChanged() {
    if (outflow != null) {
      outflow.resume();
    }
  }

  /** The client has gone: lets go of what feeds the answer. */
  void abandon() {
    stalled.off();
    if (outflow != null) {
      outflow.abandoned();
      outflow = null;
    }
  }

  private void watch() {
    progress = -1;
    stalled.in(site.limits().writeStallMillis());
  }

  /** Ends a connection whose client has not taken a byte for the whole period. */
  private void checkProgress() {
    ChannelOutboundBuffer out = context.channel().unsafe().outboundBuffer();
    if (out == null) {
      return;
    }
    long waiting = out.totalPendingWriteBytes();
    long now = waiting == 0 ? -1 : waiting - out.currentProgress();
    if (now >= 0 && now == progress) {
      context.close();
      return;
    }
    progress = now;
    stalled.in(site.limits().writeStallMillis());
  }
}
