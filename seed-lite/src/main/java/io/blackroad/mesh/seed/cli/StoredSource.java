package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.TilePath;
import io.blackroad.mesh.seed.api.LogStore;
import io.blackroad.mesh.seed.api.PublicLog;
import io.blackroad.mesh.seed.store.StoreRefusal;
import io.blackroad.mesh.seed.store.StoredLog;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The database of a seed, which may be writing to it: verified is what it holds at the start. */
final class StoredSource implements LogSource {
  private static final int PAGE_ENTRIES = 1_000;

  private final StoredLog stored;
  private final LogStore log;
  private final LedgerCheck ledger;
  private final long size;

  StoredSource(Path data) throws StoreRefusal {
    this.stored = StoredLog.open(data);
    this.log = stored.log();
    this.size = log.size();
    this.ledger = new LedgerCheck(log, stored.ledger(), size);
  }

  @Override
  public void claims(Claims claims) throws Breach {
    LoggedEntry newest = log.newest(Action.CHECKPOINT);
    SignedCheckpoint signed = newest == null ? null : CheckpointJson.fromJson(newest.payload());
    if (newest != null && signed != null && newest.entry().seq() < size) {
      claims.add(signed, "entry " + newest.entry().seq());
    }
  }

  @Override
  public void read(Sink sink) throws IOException, CliFailure, Breach {
    long next = 0;
    while (next < size) {
      List<LoggedEntry> page = log.entries(next, (int) Math.min(PAGE_ENTRIES, size - next));
      if (page.isEmpty()) {
        throw new Breach(next, "it is missing");
      }
      for (LoggedEntry entry : page) {
        sink.take(entry);
        ledger.take(entry);
      }
      next = page.getLast().entry().seq() + 1;
    }
  }

  @Override
  public void finish() throws Breach {
    ledger.end();
  }

  @Override
  public boolean hasTiles() {
    return true;
  }

  @Override
  public byte @Nullable [] tile(TilePath path) {
    return new PublicLog(log).tile(path);
  }

  @Override
  public void close() {
    stored.close();
  }
}
