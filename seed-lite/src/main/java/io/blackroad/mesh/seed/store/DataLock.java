package io.blackroad.mesh.seed.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that one seed at most writes to a data folder; the kernel frees it with the process.
 */
final class DataLock implements AutoCloseable {
  private static final String FILE = "mesh.lock";

  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Locks {@code data}, which is made when missing. */
  static DataLock take(Path data) throws StoreRefusal {
    DataLock lock = tryTake(data);
    if (lock == null) {
      throw new StoreRefusal(
          "another seed is using the data folder " + data + ": stop it, or choose another --data");
    }
    return lock;
  }

  /** The same; null when another holds the lock. */
  static @Nullable DataLock tryTake(Path data) throws StoreRefusal {
    try {
      Files.createDirectories(data);
      FileChannel channel =
          FileChannel.open(data.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        return null;
      }
      return new DataLock(channel);
    } catch (IOException e) {
      throw new StoreRefusal(
          "the data folder " + data + " cannot be written (" + e + "): choose another --data", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
