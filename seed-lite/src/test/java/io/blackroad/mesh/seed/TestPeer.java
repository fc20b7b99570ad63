package io.blackroad.mesh.seed;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.peer.service.PeerMessage;
import io.blackroad.mesh.peer.service.PeerMessageReader;
import io.blackroad.mesh.peer.service.PeerMessageWriter;
import io.blackroad.mesh.peer.service.PeerWord;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.HelloProof;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A node that computes nothing and talks to others, over a real WebSocket. */
public final class TestPeer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;
  private static final long BEAT_MILLIS = 500;
  private static final ScheduledThreadPoolExecutor BEATS = beats();

  private final JcaSigner key;
  private final ConsentTerms terms;
  private final BlockingQueue<PeerMessage> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> joined = new CompletableFuture<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<String> refused = new CompletableFuture<>();
  private final WebSocket socket;
  private final ScheduledFuture<?> beat;
  private volatile boolean reading = true;
  private CompletableFuture<WebSocket> last;

  private TestPeer(int port, JcaSigner key, ConsentTerms terms) {
    this.key = key;
    this.terms = terms;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/signal"), new Incoming())
            .join();
    this.last = CompletableFuture.completedFuture(socket);
    this.beat =
        BEATS.scheduleAtFixedRate(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    socket.request(1);
  }

  /** Says that it is there, once it has joined. */
  private void beat() {
    if (joined.isDone()) {
      send(MessageCodec.encode(new Message.Heartbeat()));
    }
  }

  private static ScheduledThreadPoolExecutor beats() {
    return new ScheduledThreadPoolExecutor(
        1, Thread.ofPlatform().daemon().name("test-beats").factory());
  }

  /** Joins with a new key, on terms that allow so many MiB a day. */
  public static TestPeer join(int port, int relayMib) throws Exception {
    return join(port, JcaSigner.generated(), terms(relayMib, true));
  }

  /** Joins as a visitor who allows no direct connections. */
  public static TestPeer joinRelayed(int port) throws Exception {
    return join(port, JcaSigner.generated(), terms(100, false));
  }

  /** Connects once more with this one's key. */
  public TestPeer again(int port) throws Exception {
    return join(port, key, terms);
  }

  private static TestPeer join(int port, JcaSigner key, ConsentTerms terms) throws Exception {
    TestPeer peer = new TestPeer(port, key, terms);
    peer.joined.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return peer;
  }

  /** Connects, and says nothing. */
  public static TestPeer connect(int port) {
    return new TestPeer(port, JcaSigner.generated(), terms(0, false).withdrawn());
  }

  private static ConsentTerms terms(int relayMib, boolean direct) {
    long expires = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(1);
    return new ConsentTerms(
        true,
        new ConsentTerms.Limits(100, relayMib, 0),
        new ConsentTerms.Permits(false, direct, false, false, true),
        new ConsentTerms.Basis(
            "", "https://library.example", false, 1, TestNode.codeHash(), expires));
  }

  public String nodeId() {
    return Identity.nodeId(key.publicKey(), new JcaDigest());
  }

  /** Seeks peers, naming those whom it had. */
  public void seek(String... peers) {
    say(new PeerWord.Seek(8, true, List.of(), List.of(), List.of(), List.of(peers)));
  }

  public void say(PeerWord.FromNode word) {
    send(PeerMessageWriter.word(word));
  }

  public void relay(int edge, byte[] frame) {
    send(PeerMessageWriter.relayed(edge, frame));
  }

  /** The visitor allows less, or more. */
  public void allow(int relayMib) {
    send(MessageCodec.encode(new Message.ConsentChanged(terms(relayMib, true))));
  }

  /** Sends any bytes whatever. */
  public synchronized void send(byte[] message) {
    last =
        last.thenCompose(sent -> socket.sendBinary(ByteBuffer.wrap(message), true))
            .exceptionally(gone -> socket);
  }

  /** Waits until everything has left this end. */
  public void flush() throws Exception {
    CompletableFuture<WebSocket> sent;
    synchronized (this) {
      sent = last;
    }
    sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Sends a message in two pieces. */
  public synchronized void sendInPieces(byte[] message) {
    ByteBuffer first = ByteBuffer.wrap(message, 0, 1);
    ByteBuffer rest = ByteBuffer.wrap(message, 1, message.length - 1);
    last =
        last.thenCompose(sent -> socket.sendBinary(first, false))
            .thenCompose(sent -> socket.sendBinary(rest, true));
  }

  /** The next word that is {@code wanted}; others before it are dropped. */
  public <W extends PeerWord> W hear(Class<W> wanted) throws Exception {
    while (true) {
      if (next() instanceof PeerMessage.Said said && wanted.isInstance(said.word())) {
        return wanted.cast(said.word());
      }
    }
  }

  /** The next frame from a peer; words before it are dropped. */
  public PeerMessage.Relayed frame() throws Exception {
    while (true) {
      if (next() instanceof PeerMessage.Relayed relayed) {
        return relayed;
      }
    }
  }

  /** Everything that it has been sent so far, and not asked for. */
  public List<PeerMessage> rest() {
    List<PeerMessage> rest = new ArrayList<>();
    heard.drainTo(rest);
    return rest;
  }

  private PeerMessage next() throws Exception {
    PeerMessage next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return Objects.requireNonNull(next, "nothing came");
  }

  /** Reads no more. */
  public void stopReading() {
    reading = false;
  }

  /** Reads on. */
  public void readOn() {
    reading = true;
    socket.request(1);
  }

  /** What the link was closed with; 1006 when it was without a word. */
  public int status() throws Exception {
    return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Why it was refused. */
  public String refusal() throws Exception {
    return refused.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Breaks the connection off without a word. */
  public void vanish() {
    beat.cancel(false);
    socket.abort();
  }

  /** Says goodbye. */
  public void leave() {
    send(MessageCodec.encode(new Message.Goodbye("the tab closes")));
  }

  @Override
  public void close() {
    vanish();
  }

  private void control(byte[] message) {
    if (!(MessageCodec.decode(message) instanceof Decoded.Ok ok)) {
      throw new IllegalStateException("the seed talks nonsense");
    }
    switch (ok.message()) {
      case Message.Welcome welcome when terms.enabled() ->
          send(
              MessageCodec.encode(
                  new Message.Hello(
                      Hex.of(key.publicKey()),
                      Hex.of(
                          key.signed(
                              HelloProof.signed(welcome.challenge(), welcome.seedId(), terms))),
                      "none",
                      0,
                      terms,
                      List.of())));
      case Message.Joined in -> joined.complete(in.nodeId());
      case Message.Refused no -> {
        refused.complete(no.reason());
        joined.completeExceptionally(new IllegalStateException(no.reason()));
      }
      default -> {
        // Receipts, models, checkpoints: for those who compute and check.
      }
    }
  }

  /** Messages from the seed. */
  private final class Incoming implements WebSocket.Listener {
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    /** Nothing is asked for before the constructor is done. */
    @Override
    public void onOpen(WebSocket from) {}

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      message.writeBytes(bytes);
      if (last) {
        heard(message.toByteArray());
        message.reset();
      }
      if (reading) {
        from.request(1);
      }
      return null;
    }

    private void heard(byte[] whole) {
      if (whole[0] == PeerMessage.RELAYED || whole[0] == PeerMessage.WORD) {
        heard.add(PeerMessageReader.read(whole));
      } else {
        control(whole);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed.complete(status);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.complete(1006);
    }
  }
}
