package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.conformance.SampleChain;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.EventLogContract;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log in SQLite keeps the contract. */
class SqliteEventLogTest extends EventLogContract {
  @TempDir Path folder;

  @Override
  protected Subject open() throws Exception {
    return new SqliteSubject(folder.resolve("data"), folder.resolve("after"));
  }

  @Test
  void refusesAGapInTheChain() throws Exception {
    List<LoggedEntry> entries = SampleChain.entries(3, new SeededBytes(1));
    EventLog log = open().log();
    log.append(LogBatch.of(entries.get(0)));
    assertThrows(IllegalArgumentException.class, () -> log.append(LogBatch.of(entries.get(2))));
    log.append(LogBatch.of(entries.get(1)));
  }

  /** A crash is a copy of the files as they are while the writer is at work. */
  private static final class SqliteSubject implements Subject {
    private final Path data;
    private final Path after;
    private final SqliteSeedStore store;
    private final EventLog log;
    private final BlockingQueue<Long> durable = new LinkedBlockingQueue<>();

    SqliteSubject(Path data, Path after) throws StoreRefusal {
      this.data = data;
      this.after = after;
      store = SqliteSeedStore.open(data, new Sha256());
      log = store.start(durable::add, cause -> {});
    }

    @Override
    public EventLog log() {
      return log;
    }

    @Override
    public List<Long> durableUpTo(long seq) throws InterruptedException {
      List<Long> reported = new ArrayList<>();
      while (reported.isEmpty() || reported.getLast() < seq) {
        Long next = durable.poll(30, TimeUnit.SECONDS);
        if (next == null) {
          return fail("no report of entry " + seq + ", only " + reported);
        }
        reported.add(next);
      }
      return reported;
    }

    @Override
    public List<LoggedEntry> crash() throws IOException {
      Files.createDirectories(after);
      // The write-ahead log first: a checkpoint in between only moves pages to the database.
      for (String file : List.of("mesh.db-wal", "mesh.db")) {
        Files.copy(data.resolve(file), after.resolve(file));
      }
      store.close();
      try (SqliteSeedStore successor = SqliteSeedStore.open(after, new Sha256())) {
        return successor.log().entries(0, Integer.MAX_VALUE);
      }
    }
  }
}
