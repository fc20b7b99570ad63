package io.blackroad.mesh.seed.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An answer: status, header fields in order, and a body. */
public record Response(int status, List<Field> fields, Body body) {
  public Response {
    fields = List.copyOf(fields);
  }

  /** A header field. */
  public record Field(String name, String value) {}

  /** Where the bytes come from. */
  public sealed interface Body {}

  /** All of them are at hand. */
  public record Bytes(byte[] bytes) implements Body {}

  /**
   * They come one chunk after the other.
   *
   * @param length of all chunks together, or -1 when it is not known
   */
  public record Chunks(ChunkSource source, long length) implements Body {}

  /** Server-sent events (HTML 9.2), until the feed ends. */
  public record Events(EventFeed feed) implements Body {}

  /** Makes a body while it is sent; only ever called on workers, one call at a time. */
  public interface ChunkSource extends AutoCloseable {
    /** The next bytes, or null at the end. Asked for only when the client has room. May block. */
    byte @Nullable [] next() throws IOException;

    /** Called once, after the last {@link #next}, also when the client has gone. */
    @Override
    void close() throws IOException;
  }

  /** What a client follows; asked four times a second, on an event loop: must not block. */
  public interface EventFeed {
    /** Events that are due, as they go over the wire; empty when there is nothing new. */
    String due();

    /** Whether the event last returned was the last one. */
    boolean ended();
  }

  /** An answer of {@code bytes}. */
  public static Response of(int status, String contentType, byte[] bytes) {
    return new Response(status, List.of(new Field("Content-Type", contentType)), new Bytes(bytes));
  }

  /** An answer of UTF-8 text. */
  public static Response text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer without a body. */
  public static Response empty(int status) {
    return new Response(status, List.of(), new Bytes(new byte[0]));
  }

  /** A feed of events. */
  public static Response events(EventFeed feed) {
    return new Response(
        200,
        List.of(
            new Field("Content-Type", "text/event-stream"), new Field("Cache-Control", "no-store")),
        new Events(feed));
  }

  /** The same with one more header field. */
  public Response with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Response(status, more, body);
  }

  /** This answer, which is there already. */
  public CompletableFuture<Response> now() {
    return CompletableFuture.completedFuture(this);
  }
}
