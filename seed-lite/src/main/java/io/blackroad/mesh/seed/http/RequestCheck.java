package io.blackroad.mesh.seed.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** What has to hold for any request, whatever it asks (RFC 9112). */
final class RequestCheck {
  private RequestCheck() {}

  /** Throws a {@link Problem} for a message that is not a proper request. */
  static void wellFormed(HttpRequest message) {
    if (message.decoderResult().isFailure()) {
      throw malformed(message.decoderResult().cause());
    }
    HttpVersion version = message.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      throw new Problem(
          505, "http-version", "The HTTP version is not spoken here", "Use HTTP/1.1.");
    }
    int hosts = message.headers().getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || (hosts == 0 && version.equals(HttpVersion.HTTP_1_1))) {
      throw Problem.badRequest("A request needs exactly one Host header field.");
    }
  }

  private static Problem malformed(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException tooLong ->
          new Problem(
              414, "target-too-long", "The address is too long", "Shorten the query string.");
      case TooLongHttpHeaderException tooLong ->
          new Problem(
              431,
              "headers-too-large",
              "The header fields are too large",
              "Send fewer or shorter header fields, cookies included.");
      default -> Problem.badRequest("This is not an HTTP request: " + cause.getMessage());
    };
  }

  /**
   * Whether the client waits for a go-ahead before it sends its body. Refuses a body whose
   * announced length is over {@code bodyBytesMax}, before any of it is sent.
   */
  static boolean expectsContinue(Request request, long bodyBytesMax) {
    if (HttpUtil.getContentLength(request.message(), 0L) > bodyBytesMax) {
      throw Problem.tooLarge(bodyBytesMax);
    }
    String expected = request.header("Expect");
    if (expected == null || request.isHttp10()) {
      return false;
    }
    if (!expected.equalsIgnoreCase("100-continue")) {
      throw new Problem(
          417, "expectation-failed", "The expectation is not met", "Leave out Expect.");
    }
    return true;
  }

  static FullHttpResponse proceed() {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
  }

  static boolean keepsAlive(Exchange exchange) {
    return HttpUtil.isKeepAlive(exchange.request().message());
  }

  static Problem tooSlow() {
    return new Problem(
        408, "too-slow", "The request came too slowly", "Send it again, without pauses.");
  }
}
