package io.blackroad.mesh.seed.http;

import java.io.IOException;

/** A server on a free port whose problems are plain text. */
final class TestSite implements AutoCloseable {
  private final Workers workers = new Workers();
  private final HttpServer server;

  private TestSite(Router router, HttpLimits limits) throws IOException {
    HttpSite site = new HttpSite(router, TestSite::write, limits, workers, new ClientRule(false));
    server = HttpServer.start(site, "127.0.0.1", 0);
  }

  static TestSite of(Router router, HttpLimits limits) throws IOException {
    return new TestSite(router, limits);
  }

  private static Response write(Problem problem, String path) {
    return Response.text(problem.status(), problem.slug() + ": " + problem.detail());
  }

  int port() {
    return server.port();
  }

  RawClient connect() throws IOException {
    return new RawClient(port());
  }

  /** Sends {@code request} on a connection of its own and reads all that comes back. */
  String exchange(String request) throws IOException {
    try (RawClient client = connect()) {
      return client.send(request).readAll();
    }
  }

  /** A GET that ends its connection. */
  String get(String path, String... headers) throws IOException {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: t\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return exchange(request + "Connection: close\r\n\r\n");
  }

  @Override
  public void close() {
    server.close();
    workers.close();
  }
}
