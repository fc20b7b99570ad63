package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LoggedEntry;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * Erases one entry after the other and prints the number of each that it was told is erased; {@link
 * ErasureTest} kills it. Begins anew when all are erased.
 */
final class KilledEraser {
  private KilledEraser() {}

  /** Arguments: data folder, seed of this life. */
  public static void main(String[] arguments) throws Exception {
    PrintStream acknowledged = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Semaphore stored = new Semaphore(0);
    SqliteSeedStore store = SqliteSeedStore.open(Path.of(arguments[0]), new Sha256());
    TestBatches batches = TestBatches.after(store, Long.parseLong(arguments[1]));
    EventLog log = store.start(seq -> stored.release(), cause -> Runtime.getRuntime().halt(3));
    while (true) {
      for (LoggedEntry entry : store.log().entries(1, 119)) {
        if (entry.salt() != null) {
          log.append(batches.erasing(entry.entry().seq()));
          stored.acquire();
          acknowledged.println(entry.entry().seq());
        }
      }
    }
  }
}
