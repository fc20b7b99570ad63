package io.blackroad.mesh.seed.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A log at a web server, which is not trusted: answers are bounded in size and time, and redirects
 * stay at the server that was named.
 */
final class MirrorUrl implements LogFiles {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** For a whole answer: a slow line takes some seconds for a bundle of entries. */
  private static final long ANSWER_SECONDS = 60;

  private static final int REDIRECTS_MAX = 5;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build(); // follows no redirects by itself
  private final URI base;

  /**
   * @param address of a seed, or of its {@code /log/}
   */
  MirrorUrl(URI address) throws CliFailure {
    if (address.getHost() == null || address.getRawQuery() != null) {
      throw new CliFailure(address + " is not the address of a seed", CliFailure.FAILED);
    }
    String text = address.toString().replaceAll("/+$", "");
    this.base = URI.create(text.endsWith("/log") ? text + "/" : text + "/log/");
  }

  @Override
  public byte @Nullable [] read(String path, int bytesMax) throws CliFailure {
    URI address = base.resolve(path);
    for (int redirect = 0; redirect <= REDIRECTS_MAX; redirect++) {
      HttpResponse<InputStream> answer = ask(address);
      int status = answer.statusCode();
      if (status == 200) {
        return body(answer, bytesMax);
      }
      close(answer.body());
      if (status == 404) {
        return null;
      }
      if (status / 100 != 3) {
        throw failed(address, "it answers with status " + status);
      }
      address = redirected(address, answer.headers().firstValue("Location").orElse(""));
    }
    throw failed(base.resolve(path), "it redirects more than " + REDIRECTS_MAX + " times");
  }

  private HttpResponse<InputStream> ask(URI address) throws CliFailure {
    HttpRequest request =
        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(ANSWER_SECONDS)).build();
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw failed(address, e.getMessage() == null ? e.toString() : e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(address, "interrupted");
    }
  }

  private static byte[] body(HttpResponse<InputStream> answer, int bytesMax) throws CliFailure {
    CompletableFuture<byte[]> whole =
        CompletableFuture.supplyAsync(() -> bytes(answer.body(), bytesMax + 1));
    try {
      byte[] bytes = whole.get(ANSWER_SECONDS, TimeUnit.SECONDS);
      if (bytes.length > bytesMax) {
        throw failed(answer.uri(), "it sends more than the " + bytesMax + " bytes it can have");
      }
      return bytes;
    } catch (ExecutionException e) {
      throw failed(answer.uri(), "it hung up");
    } catch (TimeoutException e) {
      throw failed(answer.uri(), "it takes longer than " + ANSWER_SECONDS + " seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(answer.uri(), "interrupted");
    } finally {
      close(answer.body());
    }
  }

  private static byte[] bytes(InputStream in, int countMax) {
    try {
      return in.readNBytes(countMax);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI redirected(URI from, String location) throws CliFailure {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw failed(from, "it redirects to nowhere");
    }
    boolean sameOrigin =
        Objects.equals(from.getScheme(), to.getScheme())
            && Objects.equals(from.getHost(), to.getHost())
            && from.getPort() == to.getPort();
    if (!sameOrigin) {
      throw failed(from, "it redirects to another server, " + to + ": name that one to trust it");
    }
    return to;
  }

  private static CliFailure failed(URI address, String why) {
    return new CliFailure(address + " cannot be read: " + why, CliFailure.TRY_AGAIN);
  }

  @Override
  public String where(String path) {
    return base.resolve(path).toString();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
