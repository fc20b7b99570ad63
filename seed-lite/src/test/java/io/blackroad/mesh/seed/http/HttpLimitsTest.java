package io.blackroad.mesh.seed.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are slow, many or greedy. */
@Timeout(60)
class HttpLimitsTest {
  private static final HttpLimits SHORT = HttpLimits.STANDARD.withMillis(300);

  private final AtomicInteger chunksMade = new AtomicInteger();
  private final CompletableFuture<Boolean> sourceClosed = new CompletableFuture<>();

  private Router router() {
    return new Router(Handler.of(request -> Response.text(200, "hello").now()))
        .on("POST", "/echo", Handler.whole(1_000_000, HttpLimitsTest::echo))
        .on("GET", "/endless", Handler.of(request -> endless().now()))
        .on("GET", "/events", Handler.of(request -> Response.events(new ThreeEvents()).now()));
  }

  private static CompletableFuture<Response> echo(Request request, byte[] body) {
    return Response.of(200, "application/octet-stream", body).now();
  }

  private Response endless() {
    return new Response(200, List.of(), new Response.Chunks(new Endless(), -1));
  }

  /** Never ends, and tells how much of it was asked for. */
  private final class Endless implements Response.ChunkSource {
    @Override
    public byte @Nullable [] next() {
      chunksMade.incrementAndGet();
      return new byte[64 << 10];
    }

    @Override
    public void close() {
      sourceClosed.complete(true);
    }
  }

  private static final class ThreeEvents implements Response.EventFeed {
    private int sent;

    @Override
    public String due() {
      sent++;
      return "id: " + sent + "\ndata: {}\n\n";
    }

    @Override
    public boolean ended() {
      return sent == 3;
    }
  }

  @Test
  void endsAConnectionWhoseHeadersDripIn() throws IOException {
    try (TestSite site = TestSite.of(router(), SHORT);
        RawClient client = site.connect()) {
      String answer = client.send("GET / HTTP/1.1\r\nHost: t\r\nX-Slow: ").readAll();
      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }
  }

  @Test
  void endsAConnectionWhoseBodyDoesNotCome() throws IOException {
    try (TestSite site = TestSite.of(router(), SHORT);
        RawClient client = site.connect()) {
      client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\nabc");
      assertTrue(client.readAll().startsWith("HTTP/1.1 408 "));
    }
  }

  @Test
  void endsAnIdleConnectionAfterItsAnswer() throws IOException {
    try (TestSite site = TestSite.of(router(), SHORT);
        RawClient client = site.connect()) {
      String answer = client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n").readAll();
      assertTrue(answer.endsWith("hello"), answer);
    }
  }

  @Test
  void makesNoMoreOfAnAnswerThanItsReaderTakesAndEndsAStalledOne() throws Exception {
    try (TestSite site = TestSite.of(router(), SHORT);
        RawClient client = site.connect()) {
      client.send("GET /endless HTTP/1.1\r\nHost: t\r\n\r\n");
      client.readTo("\r\n\r\n");
      assertTrue(sourceClosed.get(20, TimeUnit.SECONDS));
      int made = chunksMade.get();
      assertTrue(made < 400, made + " chunks of 64 KiB for a reader that takes none");
    }
  }

  @Test
  void letsGoOfAnAnswerWhoseReaderLeaves() throws Exception {
    try (TestSite site = TestSite.of(router(), HttpLimits.STANDARD)) {
      try (RawClient client = site.connect()) {
        client.send("GET /endless HTTP/1.1\r\nHost: t\r\n\r\n").readTo("\r\n\r\n");
      }
      assertTrue(sourceClosed.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void sendsEventsUntilTheFeedEnds() throws IOException {
    try (TestSite site = TestSite.of(router(), HttpLimits.STANDARD)) {
      String events = site.get("/events");
      assertTrue(events.contains("Content-Type: text/event-stream\r\n"), events);
      assertTrue(events.contains("id: 3\ndata: {}\n\n"), events);
      assertTrue(events.endsWith("0\r\n\r\n"), "the last chunk is missing: " + events);
    }
  }

  @Test
  void turnsAwayConnectionsBeyondTheCapOfAnAddressAndLetsThemInAgain() throws IOException {
    try (TestSite site = TestSite.of(router(), HttpLimits.STANDARD.withConnections(100, 3))) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clients.add(site.connect());
        hello(clients.get(i));
      }
      try (RawClient fourth = site.connect()) {
        assertEquals("", fourth.readAll());
      }
      clients.getFirst().send("GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n").readAll();
      clients.getFirst().close();
      String next = "";
      while (!next.endsWith("hello")) { // the server learns of the end a moment later
        next = answerOrNothing(site);
      }
      clients.getLast().close();
    }
  }

  private static void hello(RawClient client) throws IOException {
    client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
    assertTrue(client.readTo("hello").endsWith("hello"));
  }

  /**
   * The kernel may still take a connection for a moment after the server has let go of the port.
   */
  private static String answerOrNothing(TestSite site) {
    try {
      return site.exchange("GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void finishesAnAnswerWhenItIsClosedAndTakesNoMore() throws Exception {
    CompletableFuture<Response> answer = new CompletableFuture<>();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    Router slow =
        new Router(
            Handler.of(
                request -> {
                  asked.complete(true);
                  return answer;
                }));
    try (TestSite site = TestSite.of(slow, HttpLimits.STANDARD);
        RawClient busy = site.connect();
        RawClient idle = site.connect()) {
      busy.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
      asked.get(20, TimeUnit.SECONDS);
      Thread closing = new Thread(site::close);
      closing.start();
      assertEquals("", idle.readAll());
      assertEquals("", answerOrNothing(site));
      answer.complete(Response.text(200, "last words"));
      assertTrue(busy.readAll().endsWith("last words"));
      closing.join(20_000);
      assertFalse(closing.isAlive());
    }
  }
}
