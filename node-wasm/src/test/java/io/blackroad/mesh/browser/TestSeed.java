package io.blackroad.mesh.browser;

import io.blackroad.mesh.Coordinator;
import io.blackroad.mesh.JobListener;
import io.blackroad.mesh.LogHead;
import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.SeedConfig;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.merkle.ProofSource;
import io.blackroad.mesh.merkle.TreeTail;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Entropy;
import io.blackroad.mesh.port.JdkEd25519;
import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.reward.Tariff;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.verify.Tolerance;
import io.blackroad.mesh.witness.CodeManifest;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A real coordinator on real sockets, whose log is memory. */
final class TestSeed implements JobListener, AutoCloseable {
  /** What its visitors must have consented to. */
  static final CodeManifest CODE =
      new CodeManifest(new TreeMap<>(Map.of("mesh/node.wasm", "0".repeat(64))));

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

  /** Its log is as young as its newest visitor: whatever is demanded is still at hand. */
  private static final ProofSource NO_OLD_PROOFS =
      (size1, size2, done) -> {
        throw new IllegalStateException("a proof of " + size1 + " in " + size2);
      };

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

  TestSeed(ModelSpec model) {
    Clock clock = new JvmClock();
    Entropy entropy = new SecureRandom()::nextBytes;
    Sha256 digest = new Sha256();
    JdkEd25519 key = new JdkEd25519();
    String id = Identity.seedId(key.publicKey(), digest);
    Chain chain = Chain.begin("mesh/" + id, new Chain.Ports(digest, clock, entropy));
    coordinator =
        new Coordinator(
            new Coordinator.Ports(
                clock, entropy, digest, key, JdkEd25519.CHECK, this::store, NO_OLD_PROOFS),
            new SeedConfig(
                id,
                List.of(new SeedConfig.OfferedModel(model, new Tolerance(0.98, 0.5), 100)),
                Tariff.WHITE_PAPER,
                CODE),
            new LogHead(chain, TreeTail.empty(digest), false, ""),
            this);
    thread.start();
  }

  private void store(LogBatch batch) {
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

  /** Serves one node's socket until it closes. */
  void serve(TestSocket socket) throws IOException {
    long connection;
    synchronized (this) {
      connection = connections++;
    }
    events.add(() -> coordinator.opened(connection, new Link(socket), false));
    try {
      for (byte[] frame = socket.receive(); frame != null; frame = socket.receive()) {
        byte[] received = frame;
        events.add(() -> coordinator.received(connection, received));
      }
    } finally {
      events.add(() -> coordinator.closed(connection));
    }
  }

  /** Submits {@code job} and waits until all its outputs are accepted; returns them. */
  List<AcceptedOutput> outputsOf(Job job) {
    events.add(() -> coordinator.submit(job));
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
  public void ended(String jobId, boolean cancelled) {
    ended.add(jobId);
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private record Link(TestSocket socket) implements SignalLink {
    @Override
    public boolean send(byte[] frame) {
      try {
        socket.send(frame);
        return true;
      } catch (IOException gone) {
        return false;
      }
    }

    @Override
    public void close(String reason) {
      socket.close();
    }
  }
}
