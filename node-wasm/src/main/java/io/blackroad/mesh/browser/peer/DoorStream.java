package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.browser.js.DoorMessage;
import io.blackroad.mesh.browser.js.Port;
import io.blackroad.mesh.peer.PeerStream;
import io.blackroad.mesh.peer.StreamEnd;
import io.blackroad.mesh.peer.StreamListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.Int8Array;

/** A stream as the user of a {@link PeerDoor} has it. */
final class DoorStream implements StreamListener {
  private final int number;
  private final Port port;
  private final Consumer<DoorStream> over;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private @Nullable PeerStream stream;
  private int written;
  private int waitingBytes;
  private boolean finishing;
  private boolean delivered;
  private boolean finished;

  /**
   * @param number by which the user knows it
   * @param over is told when nothing more comes of it
   */
  DoorStream(int number, Port port, Consumer<DoorStream> over) {
    this.number = number;
    this.port = port;
    this.over = over;
  }

  int number() {
    return number;
  }

  void join(PeerStream joined) {
    stream = joined;
  }

  /** What the user wants of it. */
  void asked(DoorMessage message) {
    PeerStream joined = stream;
    if (joined == null) {
      return;
    }
    switch (message.getKind()) {
      case DoorMessage.DATA -> {
        byte[] bytes = message.getBytes().copyToJavaArray();
        waiting.addLast(bytes);
        waitingBytes += bytes.length;
        write(joined);
      }
      case DoorMessage.TOOK -> joined.consumed(message.getCount());
      case DoorMessage.FINISHED -> {
        finishing = true;
        write(joined);
      }
      default -> {
        joined.cancel();
        over.accept(this);
      }
    }
  }

  private void write(PeerStream joined) {
    byte[] next = waiting.peekFirst();
    boolean room = true;
    while (next != null && room) {
      int taken = joined.write(next, written);
      written += taken;
      waitingBytes -= taken;
      room = written == next.length;
      if (room) {
        waiting.removeFirst();
        written = 0;
        next = waiting.peekFirst();
      }
    }
    tell(DoorMessage.WAITING, waitingBytes);
    if (finishing && waiting.isEmpty()) {
      joined.finish();
    }
  }

  private void tell(String kind, int count) {
    port.post(DoorMessage.Of.stream(kind, number, count));
  }

  @Override
  public void data(byte[] content) {
    Int8Array bytes = Int8Array.copyFromJavaArray(content);
    Port.give(port, DoorMessage.Of.bytes(DoorMessage.DATA, "", number, bytes), bytes);
  }

  @Override
  public void finished() {
    finished = true;
    tell(DoorMessage.FINISHED, 0);
    done();
  }

  @Override
  public void writable() {
    PeerStream joined = stream;
    if (joined != null) {
      write(joined);
    }
  }

  @Override
  public void delivered() {
    delivered = true;
    tell(DoorMessage.DELIVERED, 0);
    done();
  }

  private void done() {
    if (delivered && finished) {
      over.accept(this);
    }
  }

  @Override
  public void broken(StreamEnd reason) {
    tell(DoorMessage.BROKEN, 0);
    over.accept(this);
  }
}
