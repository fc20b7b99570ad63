package io.blackroad.mesh.seed;

import io.blackroad.mesh.Arrival;
import io.blackroad.mesh.Coordinator;
import io.blackroad.mesh.NodeLine;
import io.blackroad.mesh.seed.api.Mesh;
import io.blackroad.mesh.seed.api.PeersNow;
import io.blackroad.mesh.seed.peer.PeerCounts;
import io.blackroad.mesh.seed.peer.PeerService;
import io.blackroad.mesh.seed.signal.NettySignalLink;
import io.blackroad.mesh.seed.signal.RelayCounts;
import io.blackroad.mesh.seed.signal.SignalEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everybody's way to the coordinator: all of it goes through the loop's inbox. */
final class LoopMesh implements Mesh, SignalEvents {
  /** A last group commit takes a few milliseconds on an SD card, or a few hundred. */
  private static final long LAST_MILLIS_MAX = 3_000;

  private final SeedLoop loop;
  private final LinkBrake brake;
  private final PeerService peers;
  private final RelayCounts relayed;
  private final AtomicLong connections = new AtomicLong();
  private @Nullable Coordinator attached;

  /**
   * @param behind whether the store has more to do than it should
   * @param peers is told who has joined
   * @param relayed what has become of frames between them
   */
  LoopMesh(SeedLoop loop, BooleanSupplier behind, PeerService peers, RelayCounts relayed) {
    this.relayed = relayed;
    this.loop = loop;
    this.peers = peers;
    this.brake = new LinkBrake(behind);
  }

  /** Must come before the loop is started. */
  void attach(Coordinator coordinator) {
    attached = coordinator;
  }

  /** Whether there is a coordinator yet. */
  boolean isAttached() {
    return attached != null;
  }

  /** Has the log end in a checkpoint; waits a while for it, and no longer for a broken store. */
  void logLast() {
    CompletableFuture<Boolean> logged = new CompletableFuture<>();
    loop.execute(() -> coordinator().close(() -> logged.complete(true)));
    logged.completeOnTimeout(false, LAST_MILLIS_MAX, TimeUnit.MILLISECONDS).join();
  }

  private Coordinator coordinator() {
    return Objects.requireNonNull(attached);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> ask(Function<Coordinator, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    loop.execute(() -> answer(question, answer));
    return answer;
  }

  /** A question that fails is its asker's trouble; the coordinator refused it before it began. */
  private <T extends @Nullable Object> void answer(
      Function<Coordinator, T> question, CompletableFuture<T> answer) {
    try {
      answer.complete(question.apply(coordinator()));
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  /** A number that no other connection has. */
  long nextConnection() {
    return connections.incrementAndGet();
  }

  /** Entries up to {@code seq} are stored. */
  void durable(long seq) {
    loop.execute(
        () -> {
          coordinator().durable(seq);
          brake.stored();
        });
  }

  @Override
  public long opened(NettySignalLink link, String prefix) {
    long connection = nextConnection();
    NodeLine line = peers.line(link, prefix);
    loop.execute(() -> coordinator().opened(connection, line, new Arrival(prefix, false)));
    return connection;
  }

  @Override
  public void received(long connection, byte[] frame, Runnable handled) {
    loop.execute(
        () -> {
          coordinator().received(connection, frame);
          brake.handled(handled);
        });
  }

  @Override
  public void closed(long connection) {
    loop.execute(() -> coordinator().closed(connection));
  }

  @Override
  public PeersNow peers() {
    PeerCounts now = peers.counts();
    List<PeersNow.Dropped> dropped = new ArrayList<>();
    for (RelayCounts.Drop why : RelayCounts.Drop.values()) {
      dropped.add(new PeersNow.Dropped(why.name().toLowerCase(Locale.ROOT), relayed.dropped(why)));
    }
    return new PeersNow(
        now.nodes(),
        now.edges(),
        now.met(),
        now.parted(),
        now.ignored(),
        relayed.frames(),
        relayed.bytes(),
        relayed.cut(),
        dropped);
  }
}
