package io.blackroad.mesh.seed.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** What answers the requests of one route. */
public interface Handler {
  /** Longest body that is read of such a request; 0 when none is wanted. */
  long bodyBytesMax(Request request);

  /** Begins one request, on a worker. */
  BodySink open(Request request);

  /**
   * Takes a request's body as it arrives. Calls come on workers, one at a time, and may block; the
   * next bytes are read from the client only after a call has returned. Any call may throw a {@link
   * Problem}, which becomes the answer.
   */
  interface BodySink {
    void chunk(byte[] bytes) throws IOException;

    /** The body is complete. The answer may come later, from any thread. */
    CompletableFuture<Response> end() throws IOException;
  }

  /** Answers a request without a body. */
  interface Answer {
    CompletableFuture<Response> to(Request request) throws IOException;
  }

  /** Answers a request whose body is at hand. */
  interface BodyAnswer {
    CompletableFuture<Response> to(Request request, byte[] body) throws IOException;
  }

  /** Answers requests that have no body. */
  static Handler of(Answer answer) {
    return whole(0, (request, body) -> answer.to(request));
  }

  /** Collects a body of at most {@code bodyBytesMax} bytes before it is answered. */
  static Handler whole(int bodyBytesMax, BodyAnswer answer) {
    return new Handler() {
      @Override
      public long bodyBytesMax(Request request) {
        return bodyBytesMax;
      }

      @Override
      public BodySink open(Request request) {
        return new Collected(request, answer);
      }
    };
  }

  /** A body that is collected. */
  final class Collected implements BodySink {
    private final Request request;
    private final BodyAnswer answer;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private Collected(Request request, BodyAnswer answer) {
      this.request = request;
      this.answer = answer;
    }

    @Override
    public void chunk(byte[] bytes) {
      body.writeBytes(bytes);
    }

    @Override
    public CompletableFuture<Response> end() throws IOException {
      return answer.to(request, body.toByteArray());
    }
  }
}
