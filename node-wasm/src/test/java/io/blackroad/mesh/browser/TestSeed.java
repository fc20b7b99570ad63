package io.blackroad.mesh.browser;

import io.blackroad.mesh.Arrival;
import io.blackroad.mesh.Coordinator;
import io.blackroad.mesh.JobListener;
import io.blackroad.mesh.LogHead;
import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.SeedConfig;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.NoRecords;
import io.blackroad.mesh.merkle.ProofSource;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.merkle.TreeTail;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Entropy;
import io.blackroad.mesh.port.JdkEd25519;
import io.blackroad.mesh.reward.Tariff;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.verify.Tolerance;
import io.blackroad.mesh.witness.CodeManifest;
import io.blackroad.mesh.witness.ProvenEntry;
import io.blackroad.mesh.witness.Published;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.ReceiptJson;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A real coordinator on real sockets, whose log is memory. */
final class TestSeed implements JobListener, AutoCloseable {
  private static final Sha256 DIGEST = new Sha256();
  private static final long PUMP_MILLIS = 20;
  private static final long WAIT_MILLIS_MAX = 20_000;

  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::loop);
  private final Coordinator coordinator;
  private final List<AcceptedOutput> outputs = new CopyOnWriteArrayList<>();
  private final List<String> ended = new CopyOnWriteArrayList<>();
  private final Object moved = new Object();
  private volatile @Nullable MeshSnapshot snapshot;
  private long connections;

  /** Every hash of the log's tree. */
  private final TreeTail tree = TreeTail.empty(DIGEST);

  private final JdkEd25519 key;
  private final List<LoggedEntry> log = new CopyOnWriteArrayList<>();
  private volatile @Nullable LoggedEntry migrated;
  private final Traffic traffic = new Traffic();

  private static final class JvmClock implements Clock {
    @Override
    public long monotonicMillis() {
      return System.nanoTime() / 1_000_000;
    }

    @Override
    public long unixNanos() {
      return System.currentTimeMillis() * 1_000_000;
    }
  }

  /** A seed with a key of its own, whose visitors must have agreed to {@code code}. */
  TestSeed(ModelSpec model, CodeManifest code) {
    this(model, code, new JdkEd25519());
  }

  /** A seed with an empty log and that key; a second one of a key shows another history. */
  TestSeed(ModelSpec model, CodeManifest code, JdkEd25519 key) {
    this(model, code, key, List.of());
  }

  /** A seed whose log begins with {@code past}. */
  TestSeed(ModelSpec model, CodeManifest code, JdkEd25519 key, List<LoggedEntry> past) {
    this.key = key;
    past.forEach(this::keep);
    Clock clock = new JvmClock();
    Entropy entropy = new SecureRandom()::nextBytes;
    String id = Identity.seedId(key.publicKey(), DIGEST);
    Chain.Ports ports = new Chain.Ports(DIGEST, clock, entropy);
    Chain chain = past.isEmpty() ? Chain.begin("mesh/" + id, ports) : resumed(past, ports);
    ProofSource proofs =
        (size1, size2, done) -> done.accept(new TreeProver(tree, DIGEST).consistency(size1, size2));
    coordinator =
        new Coordinator(
            new Coordinator.Ports(
                clock,
                entropy,
                DIGEST,
                key,
                JdkEd25519.CHECK,
                this::store,
                proofs,
                new NoRecords()),
            new SeedConfig(
                id,
                List.of(new SeedConfig.OfferedModel(model, new Tolerance(0.98, 0.5), 100)),
                Tariff.WHITE_PAPER,
                code),
            new LogHead(
                chain,
                TreeTail.at(past.size(), tree, DIGEST),
                false,
                migrated == null ? "" : codeHash(migrated)),
            this);
    thread.start();
  }

  private void store(LogBatch batch) {
    batch.entries().forEach(this::keep);
    long last = batch.entries().getLast().entry().seq();
    events.add(() -> coordinator.durable(last));
  }

  private void loop() {
    try {
      while (true) {
        Runnable event = events.poll(PUMP_MILLIS, TimeUnit.MILLISECONDS);
        if (event != null) {
          event.run();
        }
        pump();
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump() {
    while (coordinator.step() > 0) {
      // A step at a time until nothing is left.
    }
    synchronized (moved) {
      snapshot = coordinator.snapshot();
      moved.notifyAll();
    }
  }

  private static Chain resumed(List<LoggedEntry> past, Chain.Ports ports) {
    Entry last = past.getLast().entry();
    return Chain.resume(last.chain(), last.seq() + 1, last.hash(), last.timestampNanos(), ports);
  }

  private void keep(LoggedEntry logged) {
    log.add(logged);
    tree.append(Hex.require(logged.entry().hash()));
    if (logged.entry().action() == Action.MIGRATE) {
      migrated = logged;
    }
  }

  private static String codeHash(LoggedEntry migrated) {
    return Objects.requireNonNull(CodeManifest.fromPayload(migrated.payload(), DIGEST))
        .hash(DIGEST);
  }

  /** Its key, for a seed that shows another history. */
  JdkEd25519 key() {
    return key;
  }

  /** What it has handed out. */
  List<Traffic.Passing> assigned() {
    return traffic.assigned();
  }

  /** What has gone over its links. */
  Traffic traffic() {
    return traffic;
  }

  /** Submits {@code job} and does not wait for it. */
  void submit(Job job) {
    events.add(() -> coordinator.submit(job));
  }

  /** The log so far. */
  List<LoggedEntry> log() {
    return List.copyOf(log);
  }

  /** What {@code /log/code} answers: the receipt of the entry that names the code. */
  byte[] codeReceipt() {
    await("the entry that names the code", mesh -> migrated != null);
    CompletableFuture<byte[]> receipt = new CompletableFuture<>();
    events.add(() -> coordinator.checkpoint(published -> receipt.complete(codeUnder(published))));
    return receipt.join();
  }

  private byte[] codeUnder(Published published) {
    LoggedEntry entry = Objects.requireNonNull(migrated);
    long size = published.checkpoint().checkpoint().treeSize();
    List<String> path =
        new TreeProver(tree, DIGEST)
            .inclusion(entry.entry().seq(), size).path().stream().map(Hex::of).toList();
    Receipt receipt = new Receipt(new ProvenEntry(entry, path), published.checkpoint());
    return CanonicalJson.bytes(ReceiptJson.toJson(receipt));
  }

  /** Serves one node's socket until it closes. */
  void serve(TestSocket socket) throws IOException {
    long connection;
    synchronized (this) {
      connection = connections++;
    }
    events.add(
        () ->
            coordinator.opened(
                connection, new TestLink(socket, connection, traffic), Arrival.VISITOR));
    try {
      for (byte[] frame = socket.receive(); frame != null; frame = socket.receive()) {
        byte[] received = frame;
        traffic.received(connection, received);
        events.add(() -> coordinator.received(connection, received));
      }
    } finally {
      events.add(() -> coordinator.closed(connection));
    }
  }

  /** Submits {@code job} and waits until all its outputs are accepted; returns them. */
  List<AcceptedOutput> outputsOf(Job job) {
    submit(job);
    return awaitOutputsOf(job);
  }

  /** Waits until all outputs of a job that was submitted are accepted; returns them. */
  List<AcceptedOutput> awaitOutputsOf(Job job) {
    await("the job's end", mesh -> ended.contains(job.id()));
    return new ArrayList<>(outputs);
  }

  /** Waits until the mesh is as wanted. */
  MeshSnapshot await(String what, Predicate<MeshSnapshot> wanted) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS_MAX);
    synchronized (moved) {
      MeshSnapshot now = snapshot;
      while (now == null || !wanted.test(now)) {
        if (System.nanoTime() > end) {
          throw new AssertionError(what + " did not come; the mesh: " + now);
        }
        waitForMove();
        now = snapshot;
      }
      return now;
    }
  }

  @SuppressWarnings("WaitNotInLoop") // await loops
  private void waitForMove() {
    try {
      moved.wait(WAIT_MILLIS_MAX);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void admitted(String jobId) {}

  @Override
  public void accepted(AcceptedOutput output) {
    outputs.add(output);
  }

  @Override
  public void corrected(AcceptedOutput output) {}

  @Override
  public void ended(String jobId, boolean cancelled) {
    ended.add(jobId);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
