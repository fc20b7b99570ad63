package io.blackroad.mesh.seed.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One request on its way through a handler: its body goes in, an answer comes out, on workers. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
final class Exchange {
  private static final Logger LOG = System.getLogger(Exchange.class.getName());

  private final Request request;
  private final Handler handler;
  private final HttpSite site;
  private Handler.@Nullable BodySink sink;

  Exchange(Request request, Handler handler, HttpSite site) {
    this.request = request;
    this.handler = handler;
    this.site = site;
  }

  Request request() {
    return request;
  }

  long bodyBytesMax() {
    return handler.bodyBytesMax(request);
  }

  /**
   * Hands {@code bytes} to the handler, on a worker; {@code last} ends the body.
   *
   * @return completes with null when the handler wants more, or with its answer
   */
  CompletableFuture<@Nullable Response> take(byte[] bytes, boolean last) {
    CompletableFuture<@Nullable Response> taken = new CompletableFuture<>();
    if (!site.workers().run(() -> takeNow(bytes, last, taken))) {
      taken.complete(refusal(Problem.busy("Too much work is waiting; try again in a moment.")));
    }
    return taken;
  }

  private void takeNow(byte[] bytes, boolean last, CompletableFuture<@Nullable Response> taken) {
    try {
      if (sink == null) {
        sink = handler.open(request);
      }
      if (bytes.length > 0) {
        sink.chunk(bytes);
      }
      if (!last) {
        taken.complete(null);
        return;
      }
      sink.end().whenComplete((answer, failure) -> taken.complete(outcome(answer, failure)));
    } catch (IOException | RuntimeException | Error e) {
      taken.complete(outcome(null, e));
    }
  }

  private Response outcome(@Nullable Response answer, @Nullable Throwable failure) {
    if (answer != null) {
      return answer;
    }
    Throwable cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    if (cause instanceof Problem problem) {
      return refusal(problem);
    }
    LOG.log(Level.ERROR, request.method() + " " + request.path() + " failed", cause);
    return refusal(Problem.broken());
  }

  Response refusal(Problem problem) {
    return problem.withFields(site.problems().write(problem, request.path()));
  }
}
