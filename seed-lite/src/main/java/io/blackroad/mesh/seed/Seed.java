package io.blackroad.mesh.seed;

import io.blackroad.mesh.CheckpointStore;
import io.blackroad.mesh.ConsentSource;
import io.blackroad.mesh.Coordinator;
import io.blackroad.mesh.LogHead;
import io.blackroad.mesh.MeshNode;
import io.blackroad.mesh.SeedConfig;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.reward.Tariff;
import io.blackroad.mesh.seed.api.AdminGate;
import io.blackroad.mesh.seed.api.Api;
import io.blackroad.mesh.seed.api.ApiParts;
import io.blackroad.mesh.seed.api.JobBoard;
import io.blackroad.mesh.seed.api.LogStore;
import io.blackroad.mesh.seed.api.ProblemAnswers;
import io.blackroad.mesh.seed.api.SeedOptions;
import io.blackroad.mesh.seed.api.UnfinishedJob;
import io.blackroad.mesh.seed.http.BundledFiles;
import io.blackroad.mesh.seed.http.ClientRule;
import io.blackroad.mesh.seed.http.FolderFiles;
import io.blackroad.mesh.seed.http.HttpServer;
import io.blackroad.mesh.seed.http.HttpSite;
import io.blackroad.mesh.seed.http.Router;
import io.blackroad.mesh.seed.http.StaticFiles;
import io.blackroad.mesh.seed.http.Workers;
import io.blackroad.mesh.seed.peer.PeerService;
import io.blackroad.mesh.seed.signal.RelayCounts;
import io.blackroad.mesh.seed.signal.RelayLimits;
import io.blackroad.mesh.seed.signal.SignalUpgrade;
import io.blackroad.mesh.witness.CodeManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A running seed: storage, coordinator, fallback node and HTTP server.
 *
 * <pre>
 * HTTP, WebSocket (event loops, workers) --events--> SeedLoop: Coordinator, fallback MeshNode
 *        ^                                              |  LogBatch
 *        +------------- durable facts ------------ SeedStore (its own thread)
 * </pre>
 */
public final class Seed implements AutoCloseable {
  private static final String SIGNAL = "/ws/signal";
  static final String BUNDLED = "META-INF/mesh-web/";

  private final SeedOptions options;
  private final SeedParts parts;
  private final SystemClock clock = new SystemClock();
  private final SecureEntropy entropy = new SecureEntropy();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final SeedLoop loop = new SeedLoop(clock, failure::complete);
  private final PeerService peers;
  private final LoopMesh mesh;
  private final SealedWork sealed;
  private final Workers workers = new Workers();
  private final JobBoard board;
  private final SignalUpgrade signal;
  private final Retention retention;
  private final JcaSigner key;
  private final String seedId;
  private @Nullable FallbackNode fallback;
  private @Nullable HttpServer http;
  private boolean closed;

  private Seed(SeedOptions options, SeedParts parts, JcaSigner key) {
    this.options = options;
    this.parts = parts;
    this.key = key;
    this.seedId = Identity.seedId(key.publicKey(), new JcaDigest());
    RelayCounts relayed = new RelayCounts();
    RelayLimits relay = parts.limits().signal().relay();
    this.peers = new PeerService(clock, entropy, relay, options.ice()::forNode);
    this.mesh = new LoopMesh(loop, parts.store()::behind, peers, relayed);
    this.sealed = new SealedWork(loop, clock, mesh);
    this.board = new JobBoard(mesh, InstantSource.system(), parts.limits().api().openJobsMax());
    this.retention = new Retention(parts.store().jobs(), options.keep(), InstantSource.system());
    this.signal = new SignalUpgrade(mesh, parts.limits().signal(), options.origins(), relayed);
  }

  /**
   * Starts a seed and takes up what it was doing when it ended.
   *
   * @throws IOException with a reason for a person, when it cannot be started
   */
  public static Seed start(SeedOptions options, SeedParts parts) throws IOException {
    Files.createDirectories(options.data());
    Seed seed = new Seed(options, parts, SeedKey.in(options.data()));
    try {
      seed.startCoordinator();
      seed.startHttp();
      seed.retention.start();
      return seed;
    } catch (IOException | RuntimeException e) {
      seed.close();
      throw e;
    }
  }

  /**
   * Starts a seed with its own database, models and engine.
   *
   * @throws IOException with a reason for a person, when it cannot be started
   */
  public static Seed start(SeedOptions options) throws IOException {
    Files.createDirectories(options.data());
    return start(options, SeedParts.of(options));
  }

  private void startCoordinator() throws IOException {
    EventLog log = parts.store().start(mesh::durable, failure::complete);
    LogStore stored = parts.store().log();
    LogHead head = SeedHead.of(seedId, stored, new Chain.Ports(new JcaDigest(), clock, entropy));
    CodeManifest code = BundledCode.manifest(BUNDLED);
    Coordinator coordinator =
        new Coordinator(
            new Coordinator.Ports(
                clock,
                entropy,
                new JcaDigest(),
                key,
                new JcaSignatureCheck(),
                log,
                new StoredProofs(stored, workers, loop),
                parts.store().records(loop)),
            new SeedConfig(seedId, SealedWork.offers(parts.offers()), Tariff.WHITE_PAPER, code),
            head,
            sealed.listener(board));
    mesh.attach(coordinator);
    parts.store().jobs().forEachUnfinished(job -> resume(coordinator, job));
    loop.drive(actor(coordinator));
    loop.drive(sealed);
    if (options.fallback()) {
      fallback = fallback(coordinator, code.hash(new JcaDigest()));
      loop.drive(fallback);
    }
    loop.start();
  }

  private void resume(Coordinator coordinator, UnfinishedJob unfinished) {
    coordinator.resume(unfinished.job(), unfinished.doneShards());
    board.putResumed(unfinished.stored());
    sealed.resume(unfinished.job());
  }

  private static SeedLoop.Actor actor(Coordinator coordinator) {
    return new SeedLoop.Actor() {
      @Override
      public int step() {
        return coordinator.step();
      }

      @Override
      public long wakeAtMillis() {
        return coordinator.wakeAtMillis();
      }
    };
  }

  private FallbackNode fallback(Coordinator coordinator, String codeHash) {
    return new FallbackNode(
        coordinator,
        mesh::nextConnection,
        new MeshNode.Ports(
            clock,
            entropy,
            new JcaDigest(),
            JcaSigner.generated(),
            new JcaSignatureCheck(),
            parts.fallbackEngine().apply(loop),
            new NoArchive(),
            ConsentSource.of(FallbackNode.terms(codeHash)),
            CheckpointStore.NONE),
        codeHash);
  }

  private void startHttp() throws IOException {
    Path site = options.site();
    StaticFiles files =
        new StaticFiles(new BundledFiles(BUNDLED), site == null ? null : new FolderFiles(site));
    ApiParts api =
        new ApiParts(
            mesh,
            board,
            parts.store(),
            parts.catalog(),
            entropy,
            workers,
            parts.limits().api(),
            new AdminGate(AdminToken.in(options.data(), entropy), InstantSource.system()),
            sealed.grants());
    Router router = Api.router(api, files).upgrade(SIGNAL, signal);
    HttpSite served =
        new HttpSite(
            router,
            new ProblemAnswers(),
            parts.limits().http(),
            workers,
            new ClientRule(options.proxied()));
    http = HttpServer.start(served, options.host(), options.port());
  }

  /** The port that is listened on. */
  public int port() {
    return Objects.requireNonNull(http).port();
  }

  public String seedId() {
    return seedId;
  }

  /**
   * Completes when the seed cannot go on, with the reason: its store is broken, or it has a defect.
   * Nothing is acknowledged any more; its owner should end the process.
   */
  public CompletableFuture<Throwable> failure() {
    return failure;
  }

  /** Says goodbye to nodes, finishes answers under way, stores what is queued, and ends. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    signal.close();
    sealed.grants().close();
    if (http != null) {
      http.close();
    }
    FallbackNode own = fallback;
    if (own != null) {
      loop.execute(own::leave);
    }
    if (mesh.isAttached()) {
      mesh.logLast();
    }
    loop.stop();
    peers.close();
    workers.close();
    retention.close();
    parts.store().close();
  }
}
