package io.blackroad.mesh.seed.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/**
 * Looks at the write-ahead log before SQLite does, which drops what it cannot read without a word.
 * The end of a write that a crash interrupted may go; a write that had been acknowledged may not.
 *
 * <p>After {@code kill -9} nothing that was committed can go unnoticed: {@code mesh.db-shm} still
 * knows how far it went. Without that file, or after a power cut, what is missing or damaged of the
 * very last write cannot be told from one that was never finished.
 */
final class WalCheck {
  private static final Logger LOG = System.getLogger(WalCheck.class.getName());

  private WalCheck() {}

  /** Returns when SQLite may open {@code database}; warns of a write that was not finished. */
  static void require(Path database) throws StoreRefusal {
    Path file = database.resolveSibling(database.getFileName() + "-wal");
    try {
      WalScan log = WalScan.of(file);
      WalIndex index = WalIndex.of(database.resolveSibling(database.getFileName() + "-shm"));
      if (log.damagedAt() >= 0 || lacks(log, index)) {
        throw damaged(file, Math.max(log.damagedAt(), log.committedBytes()));
      }
      if (log.unfinishedBytes() > 0) {
        LOG.log(
            Level.WARNING,
            "cut {0} bytes off {1}, from byte {2}: the end of a write that the seed did not finish;"
                + " nothing that was acknowledged is in it",
            Long.toString(log.unfinishedBytes()),
            file,
            Long.toString(log.committedBytes()));
      }
    } catch (StoreRefusal e) {
      throw e;
    } catch (IOException e) {
      throw new StoreRefusal(file + " cannot be read (" + e + "): choose another --data", e);
    }
  }

  /** Whether frames are missing that were committed and are not in the database yet. */
  private static boolean lacks(WalScan log, WalIndex index) {
    if (log.salts() == 0) {
      return index.committedFrames() > index.movedFrames();
    }
    return log.salts() == index.salts() && log.committedFrames() < index.committedFrames();
  }

  private static StoreRefusal damaged(Path file, long at) {
    return new StoreRefusal(
        file
            + " is damaged from byte "
            + at
            + " on, in what had been acknowledged; nothing was changed: restore a backup of this"
            + " folder, or choose another --data");
  }
}
