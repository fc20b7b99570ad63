package io.blackroad.mesh.seed.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What {@code mesh.db-shm} remembers of the write-ahead log: how many of its frames were committed
 * and synced when the seed was killed. Only a hint where it is missing or does not check out, as
 * after a power cut (<a href="https://sqlite.org/walformat.html#the_wal_index_file_format">WAL
 * format 2</a>).
 *
 * @param salts of the log that it is about; 0 when nothing is known
 * @param committedFrames frames up to the last commit
 * @param movedFrames how many of them are in the database already
 */
record WalIndex(long salts, long committedFrames, long movedFrames) {
  private static final WalIndex UNKNOWN = new WalIndex(0, 0, 0);

  /** One of two copies of the header. */
  private static final int HEADER_BYTES = 48;

  private static final int SUMMED_BYTES = 40;
  private static final int COMMITTED_AT = 16;
  private static final int SALTS_AT = 32;
  private static final int MOVED_AT = 2 * HEADER_BYTES;

  static WalIndex of(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(beginning(file)).order(ByteOrder.nativeOrder());
    if (bytes.limit() < MOVED_AT + Integer.BYTES || !valid(bytes)) {
      return UNKNOWN;
    }
    long committed = Integer.toUnsignedLong(bytes.getInt(COMMITTED_AT));
    long moved = Integer.toUnsignedLong(bytes.getInt(MOVED_AT));
    return new WalIndex(bytes.order(ByteOrder.BIG_ENDIAN).getLong(SALTS_AT), committed, moved);
  }

  private static byte[] beginning(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MOVED_AT + Integer.BYTES);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /** Both copies are the same, and as they were summed. */
  private static boolean valid(ByteBuffer bytes) {
    WalSum sum = new WalSum();
    sum.add(bytes, 0, SUMMED_BYTES);
    return sum.is(bytes.getInt(SUMMED_BYTES), bytes.getInt(SUMMED_BYTES + 4))
        && bytes.slice(0, HEADER_BYTES).equals(bytes.slice(HEADER_BYTES, HEADER_BYTES));
  }
}
