package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.KeptDatabase;
import io.blackroad.mesh.browser.js.Promises;
import io.blackroad.mesh.browser.js.Timers;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.json.Utf8;
import io.blackroad.mesh.witness.Archive;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.Evidence;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.ReceiptJson;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps checkpoint, receipts and evidence in IndexedDB, where the widget reads them, for this
 * browser's tabs together. Written in batches, never waited for. Where storage is closed or full,
 * the page is handed the receipts instead and keeps them for the session.
 */
final class KeptArchive implements Archive {
  /** The widget opens it, too ({@code receipts.js}); the layout's version goes up there as well. */
  static final String NAME = "mesh-archive";

  /** Some weeks of an hour a day; 3 MB. */
  static final int RECEIPTS_MAX = 1_000;

  /** Ten times the usual one; a longer one is verified and counted, and not kept. */
  static final int RECEIPT_CHARS_MAX = 32_768;

  /** One convicts; the rest are other tabs' of the same lie. */
  private static final int EVIDENCE_MAX = 10;

  /** What a crash may cost of receipts. */
  private static final int BATCH_MILLIS = 250;

  private static final int NO_TIMER = 0;

  private final @Nullable SignedCheckpoint held;
  private final boolean accuses;
  private final Consumer<String> session;
  private @Nullable KeptDatabase database;
  private @Nullable SignedCheckpoint newest;
  private List<String> receipts = new ArrayList<>();
  private List<String> evidence = new ArrayList<>();
  private int timer = NO_TIMER;

  private KeptArchive(@Nullable KeptDatabase database, Consumer<String> session) {
    this.database = database;
    this.session = session;
    this.held = database == null ? null : checkpoint(database);
    this.accuses = database != null && newest(database, "evidence") != null;
  }

  /**
   * Opens what this browser has kept. Suspends (see {@link Await}).
   *
   * @param session hears each receipt, as JSON, that the browser does not keep
   */
  static KeptArchive open(Consumer<String> session) {
    try {
      return new KeptArchive(Await.value(KeptDatabase.open(NAME)), session);
    } catch (BrowserFailure closed) {
      return new KeptArchive(null, session);
    }
  }

  private static @Nullable String newest(KeptDatabase database, String store) {
    KeptDatabase.Kept kept = Await.valueOrNull(KeptDatabase.newest(database, store));
    return kept == null ? null : kept.getText();
  }

  private static @Nullable SignedCheckpoint checkpoint(KeptDatabase database) {
    String text = newest(database, "checkpoints");
    if (text == null) {
      return null;
    }
    return CanonicalJson.parse(Utf8.bytes(text)) instanceof Parsed.Value value
        ? CheckpointJson.fromJson(value.json())
        : null;
  }

  /** The newest checkpoint of earlier sessions, or null. */
  @Nullable SignedCheckpoint held() {
    return held;
  }

  /** Whether there is evidence against the seed that the visitor has not discarded. */
  boolean accuses() {
    return accuses;
  }

  /** Whether what comes is kept beyond the session, as far as is known. */
  boolean lasts() {
    return database != null;
  }

  @Override
  public void checkpoint(SignedCheckpoint checkpoint) {
    newest = checkpoint;
    flushSoon();
  }

  @Override
  public void receipt(Receipt receipt) {
    String text = CanonicalJson.text(ReceiptJson.toJson(receipt));
    if (text.length() <= RECEIPT_CHARS_MAX) {
      receipts.add(text);
      flushSoon();
    }
  }

  @Override
  public void evidence(Evidence found) {
    evidence.add(CanonicalJson.text(found.toJson()));
    flush(() -> {});
  }

  private void flushSoon() {
    if (timer == NO_TIMER) {
      timer = Timers.after(() -> flush(() -> {}), BATCH_MILLIS);
    }
  }

  /** Writes all that waits; {@code then} runs once it is kept, or cannot be. */
  void flush(Runnable then) {
    Timers.cancel(timer);
    timer = NO_TIMER;
    Batch batch = new Batch(newest, receipts, evidence);
    newest = null;
    receipts = new ArrayList<>();
    evidence = new ArrayList<>();
    KeptDatabase open = database;
    if (open == null) {
      batch.receipts.forEach(session);
      then.run();
    } else if (batch.isEmpty()) {
      then.run();
    } else {
      Promises.settle(
          KeptDatabase.write(open, batch::write),
          written -> then.run(),
          reason -> lost(batch, then));
    }
  }

  /** The browser keeps no more: storage is full, or was taken away. */
  private void lost(Batch batch, Runnable then) {
    database = null;
    batch.receipts.forEach(session);
    then.run();
  }

  /** What is written in one transaction. */
  private record Batch(
      @Nullable SignedCheckpoint newest, List<String> receipts, List<String> evidence) {
    boolean isEmpty() {
      return newest == null && receipts.isEmpty() && evidence.isEmpty();
    }

    void write(KeptDatabase.Writing writing) {
      if (newest != null) {
        KeptDatabase.Writing.checkpoint(
            writing,
            CanonicalJson.text(CheckpointJson.toJson(newest)),
            (double) newest.checkpoint().treeSize());
      }
      receipts.forEach(text -> KeptDatabase.Writing.add(writing, "receipts", text, RECEIPTS_MAX));
      evidence.forEach(text -> KeptDatabase.Writing.add(writing, "evidence", text, EVIDENCE_MAX));
    }
  }
}
