package io.blackroad.mesh.seed.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A write whose caller waits until it is stored; it shares its commit with whatever else waits. */
final class WriteCall<T> implements GroupCommit.Write {
  private static final int BYTES = 1 << 10;

  private final ReadSessions.Reading<T> body;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  private @Nullable T result;

  WriteCall(ReadSessions.Reading<T> body) {
    this.body = body;
  }

  /**
   * Has {@code writer} run the body, and returns what came of it once that is stored.
   *
   * @throws UncheckedIOException when it could not be stored
   */
  T await(GroupCommit writer) {
    writer.submit(this, BYTES);
    try {
      return outcome.join();
    } catch (CompletionException e) {
      throw new UncheckedIOException(new IOException("the database cannot be written", e));
    }
  }

  @Override
  public void store(SqlSession session) throws SQLException {
    result = body.read(session);
  }

  @Override
  public void stored() {
    outcome.complete(Objects.requireNonNull(result));
  }

  @Override
  public void failed(Exception cause) {
    outcome.completeExceptionally(cause);
  }
}
