package io.blackroad.mesh.seed.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server does with proper, improper and hostile requests. */
class HttpServerTest {
  private static final Handler ECHO =
      Handler.whole(
          1_000, (request, body) -> Response.of(200, "application/octet-stream", body).now());

  private final CompletableFuture<String> gone = new CompletableFuture<>();
  private final CompletableFuture<Response> later = new CompletableFuture<>();
  private TestSite site;

  @BeforeEach
  void start() throws IOException {
    Router router =
        new Router(Handler.of(request -> Response.text(200, "file " + request.path()).now()))
            .on("GET", "/hello/{name}", Handler.of(HttpServerTest::hello))
            .on("POST", "/echo", ECHO)
            .on("GET", "/later", Handler.of(this::later))
            .on("GET", "/broken", Handler.of(HttpServerTest::broken))
            .on("DELETE", "/hello/{name}", Handler.of(request -> Response.empty(204).now()));
    site = TestSite.of(router, HttpLimits.STANDARD);
  }

  @AfterEach
  void stop() {
    later.complete(Response.empty(204));
    site.close();
  }

  private static CompletableFuture<Response> hello(Request request) {
    String style = request.query("style");
    return Response.text(200, "hello " + request.pathParameter("name") + " " + style).now();
  }

  private CompletableFuture<Response> later(Request request) {
    request.onGone(() -> gone.complete(request.path()));
    return later;
  }

  private static CompletableFuture<Response> broken(Request request) {
    throw new IllegalStateException("on purpose");
  }

  @Test
  void routesByMethodAndPath() throws IOException {
    assertTrue(site.get("/hello/J%C3%B6rg?style=a+b").endsWith("hello J\u00c3\u00b6rg a b"));
    assertTrue(site.get("/other").endsWith("file /other"));
  }

  @Test
  void answersSeveralRequestsOnOneConnectionInOrder() throws IOException {
    String both =
        site.exchange(
            "GET /hello/a HTTP/1.1\r\nHost: t\r\n\r\n"
                + "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\nabc"
                + "GET /hello/b HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    assertTrue(both.indexOf("hello a") < both.indexOf("abc"), both);
    assertTrue(both.indexOf("abc") < both.indexOf("hello b"), both);
  }

  @Test
  void saysWhichMethodsThereAre() throws IOException {
    String refused = site.exchange("PUT /hello/a HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    assertTrue(refused.startsWith("HTTP/1.1 405 "), refused);
    assertTrue(refused.contains("allow: DELETE, GET, HEAD, OPTIONS".replace("allow", "Allow")));
  }

  @Test
  void answersAPreflight() throws IOException {
    String allowed =
        site.exchange("OPTIONS /echo HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    assertTrue(allowed.startsWith("HTTP/1.1 204 "), allowed);
    assertTrue(allowed.contains("Access-Control-Allow-Methods: OPTIONS, POST"), allowed);
    assertTrue(allowed.contains("Access-Control-Allow-Headers: *, Authorization"), allowed);
  }

  @Test
  void answersHeadLikeGetWithoutABody() throws IOException {
    String head = site.exchange("HEAD /hello/abc HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    assertTrue(head.contains("content-length: 14\r\n"), head);
    assertTrue(head.endsWith("\r\n\r\n"), head);
  }

  @ParameterizedTest
  @CsvSource({
    "'GARBAGE\r\n\r\n', 400",
    "'GET /hello/a HTTP/1.1\r\n\r\n', 400",
    "'GET /hello/a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400",
    "'GET hello HTTP/1.1\r\nHost: t\r\n\r\n', 400",
    "'GET /%zz HTTP/1.1\r\nHost: t\r\n\r\n', 400",
    "'GET /a%00b HTTP/1.1\r\nHost: t\r\n\r\n', 400",
    "'GET / HTTP/3.7\r\nHost: t\r\n\r\n', 505",
    "'POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1001\r\n\r\n', 413",
    "'POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n', 400",
    "'POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400",
    "'POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400",
    "'POST /echo HTTP/1.1\r\nHost: t\r\nExpect: magic\r\n\r\n', 417",
    "'GET /hello/a HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nabcde', 413",
  })
  void refusesWhatIsNoProperRequest(String request, int status) throws IOException {
    String answer = site.exchange(request);
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(answer.contains("connection: close"), answer);
  }

  @Test
  void refusesALongTargetAndLongHeaders() throws IOException {
    String target = site.get("/" + "a".repeat(9_000));
    assertTrue(target.startsWith("HTTP/1.1 414 "), target);
    String headers = site.get("/", "Cookie: " + "a".repeat(17_000));
    assertTrue(headers.startsWith("HTTP/1.1 431 "), headers);
  }

  @Test
  void refusesAChunkedBodyOnceItIsTooLong() throws IOException {
    String chunk = "100\r\n" + "x".repeat(256) + "\r\n";
    String answer =
        site.exchange(
            "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(4)
                + "0\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
  }

  @Test
  void neverTakesOneRequestForTwo() throws IOException {
    String answer =
        site.exchange(
            "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 6\r\nTransfer-Encoding:"
                + " chunked\r\n\r\n0\r\n\r\nGET /hello/smuggled HTTP/1.1\r\nHost: t\r\n"
                + "Connection: close\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertFalse(answer.contains("smuggled"), answer);
  }

  @Test
  void letsAClientGoAheadThatAsksFirst() throws IOException {
    try (RawClient client = site.connect()) {
      client.send(
          "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nExpect: 100-continue\r\n");
      client.send("Connection: close\r\n\r\n");
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readTo("\r\n\r\n"));
      assertTrue(client.send("abc").readAll().endsWith("\r\n\r\nabc"));
    }
  }

  @Test
  void speaksHttp10() throws IOException {
    String answer = site.exchange("GET /hello/a HTTP/1.0\r\n\r\n");
    assertTrue(answer.endsWith("hello a null"), answer);
  }

  @Test
  void hidesWhatWentWrongInside() throws IOException {
    String answer = site.get("/broken");
    assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
    assertFalse(answer.contains("on purpose"), answer);
  }

  @Test
  void noticesAClientThatHangsUpWhileItsAnswerIsMade() throws Exception {
    try (RawClient client = site.connect()) {
      client.send("GET /later HTTP/1.1\r\nHost: t\r\n\r\n");
      client.send("GET /hello/ahead HTTP/1.1\r\nHost: t\r\n\r\n");
    }
    assertEquals("/later", gone.get(20, TimeUnit.SECONDS));
  }

  @Test
  void everyAnswerCarriesTheSecurityFields() throws IOException {
    for (String path : new String[] {"/hello/a", "/broken", "/%zz"}) {
      String answer = site.get(path);
      assertTrue(answer.contains("Access-Control-Allow-Origin: *\r\n"), answer);
      assertTrue(answer.contains("Cross-Origin-Resource-Policy: cross-origin\r\n"), answer);
      assertTrue(answer.contains("X-Content-Type-Options: nosniff\r\n"), answer);
      assertTrue(answer.contains("Content-Security-Policy: default-src 'none'"), answer);
    }
  }
}
