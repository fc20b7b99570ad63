package io.blackroad.mesh.bench;

import io.blackroad.mesh.peer.service.PeerMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** Sends a message through each pair now and then, and measures how long it takes. One thread. */
final class RelayLatency implements AutoCloseable {
  private static final int FRAME_BYTES = 256;
  private static final int READ_BYTES = 64 << 10;
  private static final long PERIOD_NANOS = 20_000_000;
  private static final long BEAT_NANOS = 900_000_000;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Selector selector = Selector.open();
  private final List<Lane> lanes = new ArrayList<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
  private final List<Double> millis = new ArrayList<>();
  private long beatenNanos = System.nanoTime();

  private record Lane(RelayPair pair, ServerFrames frames) {}

  RelayLatency(List<RelayPair> pairs) throws IOException {
    for (RelayPair pair : pairs) {
      int length = pair.message(FRAME_BYTES).length;
      Lane lane = new Lane(pair, new ServerFrames(length, PeerMessage.FRAME_AT + Long.BYTES));
      pair.from().channel().configureBlocking(false);
      pair.to().channel().configureBlocking(false);
      pair.from().channel().register(selector, SelectionKey.OP_READ, lane);
      pair.to().channel().register(selector, SelectionKey.OP_READ, lane);
      lanes.add(lane);
    }
  }

  /** Milliseconds from the sending of each message to its arrival, over {@code seconds}. */
  Samples run(double seconds) throws IOException {
    millis.clear();
    long began = System.nanoTime();
    long end = began + (long) (seconds * 1e9);
    long step = PERIOD_NANOS / lanes.size();
    int sent = 0;
    for (long now = began; now < end; now = System.nanoTime()) {
      while (began + sent * step <= now) {
        send(lanes.get(sent % lanes.size()), began + sent * step);
        sent++;
      }
      if (now - beatenNanos > BEAT_NANOS) {
        beatenNanos = now;
        beat();
      }
      selector.select(this::serve, 1);
    }
    return new Samples(millis);
  }

  /**
   * @param dueNanos when the message should have gone: a load that is held up counts that too
   */
  private static void send(Lane lane, long dueNanos) throws IOException {
    byte[] message = lane.pair.message(FRAME_BYTES);
    ByteBuffer.wrap(message).putLong(PeerMessage.FRAME_AT, dueNanos);
    lane.pair.from().channel().write(ByteBuffer.wrap(RelaySocket.frame(message)));
  }

  private void beat() throws IOException {
    for (Lane lane : lanes) {
      lane.pair.from().channel().write(ByteBuffer.wrap(RelayNode.heartbeat()));
      lane.pair.to().channel().write(ByteBuffer.wrap(RelayNode.heartbeat()));
    }
  }

  private void serve(SelectionKey key) {
    if (!(key.attachment() instanceof Lane lane)) {
      throw new IllegalStateException("a key of nobody's");
    }
    try {
      boolean receiver = key.channel().equals(lane.pair.to().channel());
      RelaySocket socket = receiver ? lane.pair.to() : lane.pair.from();
      in.clear();
      if (socket.channel().read(in) < 0) {
        throw new IOException("the seed has closed a connection that did nothing wrong");
      }
      in.flip();
      while (receiver && lane.frames.next(in)) {
        long due = lane.frames.beginning().getLong(PeerMessage.FRAME_AT);
        millis.add((System.nanoTime() - due) / NANOS_PER_MILLI);
      }
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
}
