package io.blackroad.mesh.seed.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request without its body. Immutable but for {@link #gone}. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
public final class Request {
  private final HttpRequest message;
  private final String path;
  private final Map<String, List<String>> query;
  private final Map<String, String> pathParameters;
  private final Client client;

  /** Completes when the client has gone away before it had the whole answer. */
  private final CompletableFuture<Boolean> gone;

  private Request(Request other, Map<String, String> pathParameters) {
    this.message = other.message;
    this.path = other.path;
    this.query = other.query;
    this.gone = other.gone;
    this.client = other.client;
    this.pathParameters = pathParameters;
  }

  private Request(HttpRequest message, Client client) {
    QueryStringDecoder target = new QueryStringDecoder(withoutAuthority(message.uri()));
    this.message = message;
    this.client = client;
    this.path = target.path();
    this.query = target.parameters();
    this.gone = new CompletableFuture<>();
    this.pathParameters = Map.of();
  }

  /**
   * Reads the target of {@code message}; refuses one that is not a path.
   *
   * @param client who sent it
   */
  static Request of(HttpRequest message, Client client) {
    try {
      Request request = new Request(message, client);
      if (!request.path.startsWith("/") || request.path.indexOf('\0') >= 0) {
        throw Problem.badRequest("The request's target has to be a path that begins with '/'.");
      }
      return request;
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The request's target is not properly percent-encoded.");
    }
  }

  /** RFC 9112 3.2.2: a server accepts the absolute form although only proxies are sent it. */
  private static String withoutAuthority(String uri) {
    int scheme = uri.indexOf("://");
    if (uri.startsWith("/") || scheme < 0) {
      return uri;
    }
    int slash = uri.indexOf('/', scheme + 3);
    return slash < 0 ? "/" : uri.substring(slash);
  }

  Request withPathParameters(Map<String, String> parameters) {
    return new Request(this, parameters);
  }

  public String method() {
    return message.method().name();
  }

  boolean isHead() {
    return method().equals("HEAD");
  }

  boolean isHttp10() {
    return message.protocolVersion().equals(HttpVersion.HTTP_1_0);
  }

  /** Who sent it. */
  public Client client() {
    return client;
  }

  /** The path, percent-decoded once. */
  public String path() {
    return path;
  }

  /** What stood in the place of {@code {name}} in the route's pattern. */
  public String pathParameter(String name) {
    return Objects.requireNonNull(pathParameters.get(name), name);
  }

  /** First value of a query parameter, or null. */
  public @Nullable String query(String name) {
    List<String> values = query.get(name);
    return values == null ? null : values.getFirst();
  }

  /** Names of all query parameters. */
  public Iterable<String> queryNames() {
    return query.keySet();
  }

  /** First value of a header field, or null. */
  public @Nullable String header(String name) {
    return message.headers().get(name);
  }

  HttpHeaders headers() {
    return message.headers();
  }

  HttpRequest message() {
    return message;
  }

  /** Runs {@code action} if the client goes away before it has the whole answer. */
  public void onGone(Runnable action) {
    gone.thenRun(action);
  }

  void tellGone() {
    gone.complete(true);
  }
}
