package io.blackroad.mesh.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Sends as much through pairs as comes out at the other end, with so many messages under way in
 * each pair. One thread, no copies: all messages are the same, so that what is measured is the
 * server.
 */
final class RelayLoad implements AutoCloseable {
  private static final int READ_BYTES = 256 << 10;

  /** What one writing may take, about. */
  private static final int PATTERN_BYTES = 512 << 10;

  private static final long BEAT_NANOS = 900_000_000;
  private static final long SELECT_MILLIS = 20;

  private final Selector selector = Selector.open();
  private final List<Lane> lanes = new ArrayList<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
  private long messages;
  private long beatenNanos = System.nanoTime();

  RelayLoad(List<RelayPair> pairs, int frameBytes, int window) throws IOException {
    for (RelayPair pair : pairs) {
      lanes.add(new Lane(pair, frameBytes, window));
    }
  }

  /** Reads nothing from now on of what comes out, and sends without end. */
  void deafen() {
    for (Lane lane : lanes) {
      lane.reading.cancel();
      lane.owed = Long.MAX_VALUE / 2;
    }
  }

  /** What a stretch of time came to. */
  record Ran(double perSecond, double cpuSecondsPerGb) {}

  /**
   * Runs for {@code seconds}.
   *
   * @param cpuNanos CPU time that the server has used so far
   */
  Ran run(double seconds, LongSupplier cpuNanos) throws IOException {
    long cpuBefore = cpuNanos.getAsLong();
    long messagesBefore = messages;
    long began = System.nanoTime();
    long end = began + (long) (seconds * 1e9);
    long now = began;
    while (now < end) {
      selector.select(this::serve, SELECT_MILLIS);
      now = System.nanoTime();
      beat(now);
    }
    double elapsed = (now - began) / 1e9;
    long passed = messages - messagesBefore;
    double gigabytes = (double) passed * lanes.getFirst().messageBytes / 1e9;
    double cpu = (cpuNanos.getAsLong() - cpuBefore) / 1e9;
    return new Ran(passed / elapsed, cpu / gigabytes);
  }

  private void beat(long nowNanos) throws IOException {
    if (nowNanos - beatenNanos < BEAT_NANOS) {
      return;
    }
    beatenNanos = nowNanos;
    for (Lane lane : lanes) {
      lane.beat();
    }
  }

  private void serve(SelectionKey key) {
    if (!(key.attachment() instanceof Lane lane)) {
      throw new IllegalStateException("a key of nobody's");
    }
    try {
      if (key.isReadable()) {
        messages += lane.read(key, in);
      }
      lane.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Lane lane : lanes) {
      lane.pair.close();
    }
    selector.close();
  }

  /** One pair's traffic. */
  private final class Lane {
    final RelayPair pair;
    final int messageBytes;
    private final int frameBytes;
    private final ByteBuffer pattern;
    private final ServerFrames frames;
    private final SelectionKey writing;
    private final SelectionKey reading;
    private final ByteBuffer beat = ByteBuffer.wrap(RelayNode.heartbeat());

    /** Bytes of messages that may be sent and are not. */
    private long owed;

    /** Where in the endless row of messages the next byte is. */
    private long sent;

    private boolean beating;

    Lane(RelayPair pair, int payloadBytes, int window) throws IOException {
      this.pair = pair;
      byte[] message = pair.message(payloadBytes);
      byte[] frame = RelaySocket.frame(message);
      messageBytes = message.length;
      frameBytes = frame.length;
      int copies = Math.min(2 * window, Math.max(2, PATTERN_BYTES / frameBytes));
      pattern = ByteBuffer.allocateDirect(copies * frameBytes);
      while (pattern.hasRemaining()) {
        pattern.put(frame);
      }
      frames = new ServerFrames(messageBytes, 0);
      owed = (long) window * frameBytes;
      pair.from().channel().configureBlocking(false);
      pair.to().channel().configureBlocking(false);
      writing =
          pair.from()
              .channel()
              .register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE, this);
      reading = pair.to().channel().register(selector, SelectionKey.OP_READ, this);
    }

    int read(SelectionKey key, ByteBuffer into) throws IOException {
      into.clear();
      boolean arriving = key.equals(reading);
      RelaySocket socket = arriving ? pair.to() : pair.from();
      if (socket.channel().read(into) < 0) {
        throw new IOException("the server has closed a connection of the load");
      }
      if (!arriving) {
        return 0;
      }
      into.flip();
      int arrived = 0;
      while (frames.next(into)) {
        arrived++;
      }
      owed += (long) arrived * frameBytes;
      return arrived;
    }

    void write() throws IOException {
      boolean room = true;
      while (room && (beating || owed > 0)) {
        int at = (int) (sent % frameBytes);
        if (beating && at == 0) {
          pair.from().channel().write(beat);
          room = !beat.hasRemaining();
          beating = beat.hasRemaining();
        } else {
          // A sign of life waits for the end of the message under way, and no longer.
          int most = beating ? frameBytes - at : pattern.capacity() - at;
          int length = (int) Math.min(owed, most);
          int wrote = pair.from().channel().write(pattern.slice(at, length));
          sent += wrote;
          owed -= wrote;
          room = wrote == length;
        }
      }
      int wanted =
          owed > 0 || beating ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
      if (writing.interestOps() != wanted) {
        writing.interestOps(wanted);
      }
    }

    /** Signs of life, between two messages. */
    void beat() throws IOException {
      if (!pair.joined()) {
        return;
      }
      pair.to().channel().write(ByteBuffer.wrap(RelayNode.heartbeat()));
      if (!beating) {
        beat.clear();
        beating = true;
        write();
      }
    }
  }
}
