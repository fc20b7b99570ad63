package io.blackroad.mesh.seed.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at a seed as a browser would: its pages, its clock, its WebSocket. */
final class SeedVisit {
  /** A credential lasts five minutes at least; half of that may be lost to clocks. */
  private static final long SKEW_SECONDS_MAX = 120;

  private final URI seed;
  private final Duration timeout;
  private final InstantSource clock;

  SeedVisit(URI seed, Duration timeout, InstantSource clock) {
    this.seed = seed;
    this.timeout = timeout;
    this.clock = clock;
  }

  List<Finding> look() throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build()) {
      URI health = seed.resolve("/healthz");
      HttpRequest request = HttpRequest.newBuilder(health).timeout(timeout).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        findings.add(
            Finding.bad(
                health.toString(),
                "answers "
                    + answer.statusCode()
                    + ": is this a seed, and does the proxy pass it?"));
        return findings;
      }
      findings.add(Finding.good(health.toString(), "answers"));
      findings.add(clock(answer));
      findings.add(socket(client));
    } catch (IOException e) {
      findings.add(
          Finding.bad(
              seed.toString(),
              "cannot be reached (" + reason(e) + "): does it run, is the port let in?"));
    }
    return findings;
  }

  private Finding clock(HttpResponse<String> answer) {
    String about = "clock";
    String date = answer.headers().firstValue("Date").orElse("");
    try {
      Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      long seconds = Duration.between(clock.instant(), theirs).toSeconds();
      return Math.abs(seconds) <= SKEW_SECONDS_MAX
          ? Finding.good(about, "the seed's differs by " + seconds + " s")
          : Finding.bad(
              about,
              "the seed's differs by "
                  + seconds
                  + " s, so TURN may refuse its credentials: run NTP"
                  + " on seed, TURN server and here");
    } catch (DateTimeParseException e) {
      return Finding.skipped(about, "the seed does not say what time it has");
    }
  }

  private Finding socket(HttpClient client) throws InterruptedException {
    String scheme = "https".equals(seed.getScheme()) ? "wss" : "ws";
    URI signal = URI.create(scheme + "://" + seed.getRawAuthority() + "/ws/signal");
    try {
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .header("Origin", seed.getScheme() + "://" + seed.getRawAuthority())
              .connectTimeout(timeout)
              .buildAsync(signal, new WebSocket.Listener() {})
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      socket.abort();
      return Finding.good(signal.toString(), "opens");
    } catch (ExecutionException | TimeoutException e) {
      return Finding.bad(
          signal.toString(),
          "does not open ("
              + reason(e)
              + "): let the proxy pass Upgrade, Connection and Host on (docs/operator.md)");
    }
  }

  /** The innermost cause, in a few words. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
