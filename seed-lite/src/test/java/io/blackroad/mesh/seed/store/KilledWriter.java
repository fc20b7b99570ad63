package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LoggedEntry;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes for as long as it lives and prints the number of each entry that it was told is durable;
 * {@link KilledSeedTest} kills it.
 */
final class KilledWriter {
  /** Batches that wait for their commit: enough that some always are when the kill comes. */
  private static final int IN_FLIGHT = 64;

  private KilledWriter() {}

  /** Arguments: data folder, seed of this life. */
  public static void main(String[] arguments) throws Exception {
    PrintStream acknowledged = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Semaphore window = new Semaphore(IN_FLIGHT);
    SqliteSeedStore store = SqliteSeedStore.open(Path.of(arguments[0]), new Sha256());
    TestBatches batches = TestBatches.after(store, Long.parseLong(arguments[1]));
    LoggedEntry newest = store.log().newest();
    AtomicLong told = new AtomicLong(newest == null ? -1 : newest.entry().seq());
    EventLog log =
        store.start(
            seq -> {
              acknowledged.println(seq);
              window.release((int) (seq - told.getAndSet(seq)));
            },
            cause -> Runtime.getRuntime().halt(3));
    while (true) {
      window.acquire();
      log.append(batches.next());
    }
  }
}
