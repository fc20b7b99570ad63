package io.blackroad.mesh.seed;

import io.blackroad.mesh.ConsentSource;
import io.blackroad.mesh.MeshNode;
import io.blackroad.mesh.NodeStatus;
import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.seal.SealedEngine;
import io.blackroad.mesh.seed.seal.JcaSealCrypto;
import io.blackroad.mesh.wire.ConsentTerms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A visitor's node on the JVM: the real actor, a real WebSocket, an engine of words. */
public final class TestNode implements AutoCloseable {
  private static final ConsentTerms TERMS =
      ConsentTerms.computing(
          100,
          new ConsentTerms.Basis(
              "",
              "https://library.example",
              false,
              1,
              codeHash(),
              System.currentTimeMillis() + TimeUnit.DAYS.toMillis(1)));

  private final SeedLoop loop;
  private final MeshNode node;
  private final WebSocket socket;
  private final JcaSigner key;
  private volatile byte[] kept = new byte[0];

  private TestNode(int port, boolean stuck, JcaSigner key, byte[] left) {
    this.key = key;
    SystemClock clock = new SystemClock();
    loop = new SeedLoop(clock, failure -> {});
    node =
        new MeshNode(
            new MeshNode.Ports(
                clock,
                new SecureEntropy(),
                new JcaDigest(),
                key,
                new JcaSignatureCheck(),
                new SealedEngine(new WordEngine(loop, stuck), sealing(port)),
                new NoArchive(),
                ConsentSource.of(TERMS),
                newest -> kept = newest.get()),
            TERMS,
            null);
    node.resume(left);
    loop.drive(
        new SeedLoop.Actor() {
          @Override
          public int step() {
            return node.step();
          }

          @Override
          public long wakeAtMillis() {
            return node.wakeAtMillis();
          }
        });
    loop.start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/signal"), new Incoming())
            .join();
  }

  private SealedEngine.Ports sealing(int port) {
    return new SealedEngine.Ports(
        new JcaSealCrypto(), new JcaDigest(), key, new HttpLetterbox(port, loop));
  }

  /** Hash of the code that the seed serves, which a consent agrees to. */
  public static String codeHash() {
    try {
      return BundledCode.manifest(Seed.BUNDLED).hash(new JcaDigest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A node that computes. */
  public static TestNode join(int port) {
    return new TestNode(port, false, JcaSigner.generated(), new byte[0]);
  }

  /** A node that takes tasks and never finishes one. */
  public static TestNode joinStuck(int port) {
    return new TestNode(port, true, JcaSigner.generated(), new byte[0]);
  }

  /** The next tab of the same browser: goes on with what this node has put down. */
  public TestNode successor(int port) {
    return new TestNode(port, false, key, kept);
  }

  /** Whether it has put down that something is under way. */
  public boolean hasLeftWork() {
    return kept.length > 0;
  }

  /** Waits until the node's state is as wanted. */
  public NodeStatus await(Predicate<NodeStatus> wanted) throws Exception {
    CompletableFuture<NodeStatus> reached = new CompletableFuture<>();
    loop.execute(() -> look(wanted, reached));
    return reached.get(30, TimeUnit.SECONDS);
  }

  private void look(Predicate<NodeStatus> wanted, CompletableFuture<NodeStatus> reached) {
    NodeStatus status = node.status();
    if (wanted.test(status)) {
      reached.complete(status);
    } else if (!reached.isDone()) {
      CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS, loop)
          .execute(() -> look(wanted, reached));
    }
  }

  /** Breaks the connection off without a word. */
  public void vanish() {
    socket.abort();
    loop.stop();
  }

  @Override
  public void close() {
    loop.execute(() -> node.leave("the tab closes"));
    loop.stop();
    socket.abort();
  }

  /** Frames from the seed. */
  private final class Incoming implements WebSocket.Listener {
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();

    @Override
    public void onOpen(WebSocket to) {
      loop.execute(() -> node.opened(new Outgoing(to)));
      to.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      frame.writeBytes(bytes);
      if (last) {
        byte[] whole = frame.toByteArray();
        frame.reset();
        loop.execute(() -> node.received(whole));
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      loop.execute(node::closed);
      return null;
    }
  }

  /** Frames to the seed, one after the other, as the client demands. */
  private static final class Outgoing implements SignalLink {
    private final WebSocket socket;
    private CompletableFuture<WebSocket> last;

    Outgoing(WebSocket socket) {
      this.socket = socket;
      this.last = CompletableFuture.completedFuture(socket);
    }

    @Override
    public boolean send(byte[] frame) {
      last = last.thenCompose(sent -> socket.sendBinary(ByteBuffer.wrap(frame), true));
      return !socket.isOutputClosed();
    }

    @Override
    public void close(String reason) {
      last = last.thenCompose(sent -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }
  }
}
