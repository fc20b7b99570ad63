package io.blackroad.mesh.seed.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What a write-ahead log holds, frame by frame, read as SQLite would read it and beyond where it
 * would stop (<a href="https://sqlite.org/fileformat2.html#the_write_ahead_log">file format 4</a>).
 * Memory does not depend on its length, but for one number a frame of an unfinished transaction.
 *
 * <p>Each commit is synced before the next transaction begins. So whatever a crash leaves behind
 * the last whole commit is one transaction: no page twice, a commit at its end at most, nothing
 * after. Anything else was written after a commit that had succeeded and cannot be read any more.
 */
final class WalScan {
  private static final int HEADER_BYTES = 32;
  private static final int FRAME_HEADER_BYTES = 24;
  private static final int MAGIC = 0x377f0682;
  private static final int PAGE_BYTES_MIN = 512;
  private static final int PAGE_BYTES_MAX = 1 << 16;

  private final WalSum sum = new WalSum();
  private final Set<Integer> unfinishedPages = new HashSet<>();
  private ByteOrder sumOrder = ByteOrder.LITTLE_ENDIAN;
  private int pageBytes;
  private long salts;
  private long committedFrames;
  private long committedBytes;
  private long writtenBytes;
  private long damagedAt = -1;

  private WalScan() {}

  /** Reads {@code file}; one that is missing is an empty one. */
  static WalScan of(Path file) throws IOException {
    WalScan scan = new WalScan();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      if (scan.header(in)) {
        scan.frames(in);
      }
    } catch (NoSuchFileException e) {
      return scan; // the seed was stopped in good order, or never ran
    }
    return scan;
  }

  /** Frames up to the last commit that can be read. */
  long committedFrames() {
    return committedFrames;
  }

  /** Where the last commit that can be read ends. */
  long committedBytes() {
    return committedBytes;
  }

  /** Bytes of a write that was never finished. */
  long unfinishedBytes() {
    return writtenBytes - committedBytes;
  }

  /** Where something is damaged that had been committed; -1 when nothing is. */
  long damagedAt() {
    return damagedAt;
  }

  /** Chosen anew whenever the log begins anew; 0 when there is no header. */
  long salts() {
    return salts;
  }

  private boolean header(InputStream in) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER_BYTES));
    if (header.limit() < HEADER_BYTES) {
      return false; // it is synced before any frame is written
    }
    int magic = header.getInt(0);
    sumOrder = (magic & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    pageBytes = header.getInt(8);
    sum.add(header.order(sumOrder), 0, 24);
    header.order(ByteOrder.BIG_ENDIAN);
    boolean known =
        (magic & ~1) == MAGIC
            && Integer.bitCount(pageBytes) == 1
            && pageBytes >= PAGE_BYTES_MIN
            && pageBytes <= PAGE_BYTES_MAX
            && sum.is(header.getInt(24), header.getInt(28));
    if (!known) {
      damagedAt = in.read() < 0 ? -1 : 0;
      return false;
    }
    salts = header.getLong(16);
    committedBytes = HEADER_BYTES;
    writtenBytes = HEADER_BYTES;
    return true;
  }

  private void frames(InputStream in) throws IOException {
    boolean readable = true;
    boolean ended = false;
    long at = HEADER_BYTES;
    long firstBad = -1;
    for (long number = 1; damagedAt < 0; number++) {
      ByteBuffer frame = ByteBuffer.wrap(in.readNBytes(FRAME_HEADER_BYTES + pageBytes));
      if (frame.limit() < FRAME_HEADER_BYTES + pageBytes) {
        writtenBytes += ours(frame) ? at + frame.limit() - writtenBytes : 0;
        return;
      }
      readable = readable && ours(frame) && sums(frame);
      firstBad = readable || firstBad >= 0 ? firstBad : at;
      at += frame.limit();
      if (ours(frame)) {
        writtenBytes = at;
        boolean another = ended || !unfinishedPages.add(frame.getInt(0));
        ended = frame.getInt(4) != 0;
        if (another) {
          damagedAt = firstBad;
        } else if (ended && readable) {
          commit(number, at);
          ended = false;
        }
      }
    }
  }

  private void commit(long frames, long end) {
    committedFrames = frames;
    committedBytes = end;
    unfinishedPages.clear();
  }

  /** Whether the frame was written since the log began anew; others are left over. */
  private boolean ours(ByteBuffer frame) {
    return frame.limit() >= FRAME_HEADER_BYTES && frame.getLong(8) == salts;
  }

  private boolean sums(ByteBuffer frame) {
    sum.add(frame.order(sumOrder), 0, 8);
    sum.add(frame, FRAME_HEADER_BYTES, frame.limit());
    frame.order(ByteOrder.BIG_ENDIAN);
    return sum.is(frame.getInt(16), frame.getInt(20));
  }
}
