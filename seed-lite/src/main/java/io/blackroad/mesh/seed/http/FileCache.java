package io.blackroad.mesh.seed.http;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.seed.http.FileSource.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Files that were read once: their hash, their compressed form, and small ones as they are. */
final class FileCache {
  /** A larger file is read from its source each time. */
  private static final int KEPT_BYTES_MAX = 1 << 20;

  /** A larger file is not compressed on the fly: it would take seconds. */
  private static final int COMPRESSED_BYTES_MAX = 32 << 20;

  /** Memory for contents; the whole seed has 128 MiB of heap on a small machine. */
  private static final long TOTAL_BYTES_MAX = 24 << 20;

  private static final int BUFFER_BYTES = 64 << 10;
  private static final int TAG_BYTES = 16;

  private final Map<String, FutureTask<ReadFile>> files = new LinkedHashMap<>(16, 0.75f, true);
  private long totalBytes;

  /**
   * A file that was read.
   *
   * @param tag hash of its content, for ETag
   * @param content its bytes, or null when it is too large to be kept
   * @param gzip its bytes compressed, or null when that gains nothing
   */
  record ReadFile(String tag, byte @Nullable [] content, byte @Nullable [] gzip) {
    long keptBytes() {
      long contentBytes = content == null ? 0 : content.length;
      return contentBytes + (gzip == null ? 0 : gzip.length);
    }
  }

  /** What is known of {@code file}; reads it when this version of it was not seen yet. */
  ReadFile read(SourceFile file) throws IOException {
    String key = file.path() + "\n" + file.version();
    FutureTask<ReadFile> task = taskFor(key, file);
    task.run();
    try {
      ReadFile read = task.get();
      trim();
      return read;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (ExecutionException e) {
      forget(key);
      throw new IOException("cannot read " + file.path(), e.getCause());
    }
  }

  private synchronized FutureTask<ReadFile> taskFor(String key, SourceFile file) {
    return files.computeIfAbsent(key, absent -> new FutureTask<>(() -> load(file)));
  }

  private synchronized void forget(String key) {
    files.remove(key);
  }

  /** Drops what was not asked for longest until the rest fits. */
  private synchronized void trim() {
    var eldest = files.values().iterator();
    while (totalBytes > TOTAL_BYTES_MAX && eldest.hasNext()) {
      FutureTask<ReadFile> task = eldest.next();
      if (task.state() == FutureTask.State.SUCCESS) {
        totalBytes -= task.resultNow().keptBytes();
        eldest.remove();
      }
    }
  }

  private synchronized void count(long bytes) {
    totalBytes += bytes;
  }

  private ReadFile load(SourceFile file) throws IOException {
    boolean kept = file.length() <= KEPT_BYTES_MAX;
    boolean compressed =
        MediaTypes.compresses(file.path()) && file.length() <= COMPRESSED_BYTES_MAX;
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(file.opening().open(), digest);
        GZIPOutputStream gzip = new GZIPOutputStream(small)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        content.write(buffer, 0, kept ? n : 0);
        gzip.write(buffer, 0, compressed ? n : 0);
      }
    }
    boolean smaller = compressed && small.size() < file.length() * 9 / 10;
    ReadFile read =
        new ReadFile(
            Hex.of(Arrays.copyOf(digest.digest(), TAG_BYTES)),
            kept ? content.toByteArray() : null,
            smaller ? small.toByteArray() : null);
    count(read.keptBytes());
    return read;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
