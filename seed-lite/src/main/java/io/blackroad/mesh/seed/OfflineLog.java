package io.blackroad.mesh.seed;

import io.blackroad.mesh.Coordinator;
import io.blackroad.mesh.JobListener;
import io.blackroad.mesh.LogHead;
import io.blackroad.mesh.SeedConfig;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.NoRecords;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.reward.Tariff;
import io.blackroad.mesh.seed.api.LogStore;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import io.blackroad.mesh.witness.Checkpoint;
import io.blackroad.mesh.witness.CheckpointNote;
import io.blackroad.mesh.witness.CodeManifest;
import io.blackroad.mesh.witness.Published;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What can be done with the log of a data folder without a seed that runs. */
public final class OfflineLog {
  private static final long BROKEN = -1;

  private OfflineLog() {}

  /** A checkpoint of all that {@code log} holds now, signed with the key in {@code data}. */
  public static Published sign(Path data, LogStore log) throws IOException {
    JcaSigner key = SeedKey.existing(data);
    Digest digest = new JcaDigest();
    long size = log.size();
    LoggedEntry last = log.entry(size - 1);
    if (last == null) {
      throw new IOException("the log in " + data + " holds no entries yet");
    }
    Entry head = last.entry();
    String root = Hex.of(new TreeProver(log.hashes(), digest).root(size));
    Checkpoint checkpoint =
        new Checkpoint(head.chain(), size, root, head.hash(), head.timestampNanos());
    SignedCheckpoint signed =
        new SignedCheckpoint(
            checkpoint, Hex.of(key.publicKey()), Hex.of(key.signed(checkpoint.signedBytes())));
    if (!signed.isOfItsChain(digest)) {
      throw new IOException("seed.key is not the key of " + head.chain() + ": restore it");
    }
    return new Published(
        signed, Hex.of(key.signed(CheckpointNote.signedBytes(checkpoint))), List.of());
  }

  /**
   * Destroys what entry {@code seq} says and records why; returns once it is gone from the disk.
   * Whether there is such an entry, and it may be erased, is the caller's question.
   *
   * @throws IOException when the folder is in use, or cannot be written
   */
  public static void erase(Path data, long seq, String reason)
      throws IOException, InterruptedException {
    JcaSigner key = SeedKey.existing(data);
    BlockingQueue<Long> durable = new LinkedBlockingQueue<>();
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new JcaDigest())) {
      EventLog log = store.start(durable::add, cause -> durable.add(BROKEN));
      Coordinator coordinator = coordinator(key, store.log(), log);
      AtomicBoolean ended = new AtomicBoolean();
      coordinator.erase(seq, reason, () -> coordinator.close(() -> ended.set(true)));
      while (!ended.get()) {
        long stored = durable.take();
        if (stored == BROKEN) {
          throw new IOException("the database in " + data + " cannot be written");
        }
        coordinator.durable(stored);
        settle(coordinator);
      }
    }
  }

  private static void settle(Coordinator coordinator) {
    int work = coordinator.step();
    while (work > 0) {
      work = coordinator.step();
    }
  }

  private static Coordinator coordinator(JcaSigner key, LogStore stored, EventLog log)
      throws IOException {
    SystemClock clock = new SystemClock();
    SecureEntropy entropy = new SecureEntropy();
    String seedId = Identity.seedId(key.publicKey(), new JcaDigest());
    LogHead head = SeedHead.of(seedId, stored, new Chain.Ports(new JcaDigest(), clock, entropy));
    LoggedEntry migrate = stored.newest(Action.MIGRATE);
    @Nullable CodeManifest code =
        migrate == null ? null : CodeManifest.fromPayload(migrate.payload(), new JcaDigest());
    CodeManifest served = code == null ? BundledCode.manifest(Seed.BUNDLED) : code;
    return new Coordinator(
        new Coordinator.Ports(
            clock,
            entropy,
            new JcaDigest(),
            key,
            new JcaSignatureCheck(),
            log,
            (size1, size2, done) -> {},
            new NoRecords()),
        new SeedConfig(seedId, List.of(), Tariff.WHITE_PAPER, served),
        head,
        new NoJobs());
  }

  /** Nobody waits for a job. */
  private static final class NoJobs implements JobListener {
    @Override
    public void admitted(String jobId) {}

    @Override
    public void accepted(AcceptedOutput output) {}

    @Override
    public void corrected(AcceptedOutput output) {}

    @Override
    public void ended(String jobId, boolean cancelled) {}
  }
}
