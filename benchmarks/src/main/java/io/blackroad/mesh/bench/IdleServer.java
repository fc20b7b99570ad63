package io.blackroad.mesh.bench;

import io.blackroad.mesh.seed.api.ProblemAnswers;
import io.blackroad.mesh.seed.http.ClientRule;
import io.blackroad.mesh.seed.http.Handler;
import io.blackroad.mesh.seed.http.HttpLimits;
import io.blackroad.mesh.seed.http.HttpServer;
import io.blackroad.mesh.seed.http.HttpSite;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Router;
import io.blackroad.mesh.seed.http.Workers;
import io.blackroad.mesh.seed.signal.NettySignalLink;
import io.blackroad.mesh.seed.signal.RelayCounts;
import io.blackroad.mesh.seed.signal.SignalEvents;
import io.blackroad.mesh.seed.signal.SignalLimits;
import io.blackroad.mesh.seed.signal.SignalUpgrade;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The seed's HTTP server and its WebSockets with everything that a connection has there, but
 * without a coordinator, which shows out whoever says nothing for three seconds. Ends with its
 * input.
 */
final class IdleServer {
  private static final int CONNECTIONS_MAX = 200_000;
  private static final long SILENCE_MILLIS = 3_600_000;

  private IdleServer() {}

  /** Says where it listens, in one line. */
  public static void main(String[] arguments) throws IOException {
    SignalLimits limits =
        SignalLimits.STANDARD
            .withConnectionsPerAddressMax(CONNECTIONS_MAX)
            .withSilence(SILENCE_MILLIS, SILENCE_MILLIS);
    SignalUpgrade signal = new SignalUpgrade(new Nobody(), limits, List.of("*"), new RelayCounts());
    Handler nothing =
        Handler.of(
            request -> {
              throw new Problem(404, "nothing", "Nothing is here", "This is a measurement.");
            });
    HttpSite site =
        new HttpSite(
            new Router(nothing).upgrade("/ws/signal", signal),
            new ProblemAnswers(),
            HttpLimits.STANDARD.withConnections(CONNECTIONS_MAX, CONNECTIONS_MAX),
            new Workers(),
            new ClientRule(false));
    try (HttpServer server = HttpServer.start(site, "127.0.0.1", 0)) {
      System.out.println("http://127.0.0.1:" + server.port());
      int byteRead = System.in.read();
      System.out.println("ended " + byteRead);
    }
    System.exit(0);
  }

  /** Hears nothing. */
  private static final class Nobody implements SignalEvents {
    private final AtomicLong connections = new AtomicLong();

    @Override
    public long opened(NettySignalLink link, String prefix) {
      return connections.incrementAndGet();
    }

    @Override
    public void received(long connection, byte[] frame, Runnable handled) {
      handled.run();
    }

    @Override
    public void closed(long connection) {}
  }
}
