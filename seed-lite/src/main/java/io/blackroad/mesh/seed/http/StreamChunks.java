package io.blackroad.mesh.seed.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A range of a stream, chunk by chunk. */
final class StreamChunks implements Response.ChunkSource {
  private static final int CHUNK_BYTES = 32 << 10;

  private final FileSource.Opening opening;
  private final ByteRange range;
  private long sent;
  private @Nullable InputStream in;

  StreamChunks(FileSource.Opening opening, ByteRange range) {
    this.opening = opening;
    this.range = range;
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    if (in == null) {
      in = opening.open();
      in.skipNBytes(range.from());
    }
    long left = range.length() - sent;
    if (left == 0) {
      return null;
    }
    byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, left)];
    int read = in.readNBytes(chunk, 0, chunk.length);
    if (read == 0) {
      throw new EOFException("a file became shorter while it was sent");
    }
    sent += read;
    return read == chunk.length ? chunk : Arrays.copyOf(chunk, read);
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
  }
}
