package io.blackroad.mesh.peer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One end of a stream: what it sends, and what has come of the other half. */
final class StreamTraffic implements StreamListener {
  private static final int CHUNK_BYTES = 50_000;

  private final Traffic traffic;
  private final int which;
  private final int bytes;
  private int written;
  private @Nullable PeerStream stream;
  int received;
  boolean finished;
  boolean delivered;
  boolean broken;

  StreamTraffic(Traffic traffic, int bytes, int which) {
    this.traffic = traffic;
    this.bytes = bytes;
    this.which = which;
  }

  void begin(PeerStream begun) {
    stream = begun;
    writable();
  }

  int id() {
    return Objects.requireNonNull(stream).id();
  }

  int bytes() {
    return bytes;
  }

  private byte content(int sender, int at) {
    return (byte) (id() * 31 + sender * 17 + at + (at >>> 8) * 7 + (at >>> 16) * 3);
  }

  @Override
  public void writable() {
    PeerStream to = Objects.requireNonNull(stream);
    int taken = 1;
    while (written < bytes && taken > 0) {
      byte[] chunk = new byte[Math.min(CHUNK_BYTES, bytes - written)];
      for (int i = 0; i < chunk.length; i++) {
        chunk[i] = content(which, written + i);
      }
      taken = to.write(chunk, 0);
      written += taken;
    }
    if (written == bytes) {
      to.finish();
    }
  }

  @Override
  public void data(byte[] data) {
    traffic.alive();
    if (finished || broken) {
      traffic.broke("data of stream " + id() + " after its end");
    }
    for (byte value : data) {
      if (value != content(1 - which, received)) {
        traffic.broke("byte " + received + " of stream " + id() + " is another");
        return;
      }
      received++;
    }
    traffic.consume(Objects.requireNonNull(stream), data.length);
  }

  @Override
  public void finished() {
    finished = true;
  }

  @Override
  public void delivered() {
    delivered = true;
  }

  @Override
  public void broken(StreamEnd reason) {
    broken = true;
  }

  /** What is wrong with both ends of one stream together. */
  static String problem(StreamTraffic here, StreamTraffic there) {
    if (there.finished && there.received != here.bytes) {
      return "stream " + here.id() + ": " + there.received + " of " + here.bytes + " finished";
    }
    if (here.delivered && !there.finished) {
      return "stream " + here.id() + ": delivered, but not finished at the other end";
    }
    boolean hereClear = here.broken || (here.delivered && here.finished);
    return hereClear ? "" : "stream " + here.id() + ": neither complete nor broken off";
  }
}
