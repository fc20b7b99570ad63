package io.blackroad.mesh.peer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * One direction of a line: a queue that leaves at the line's rate, then a delay; in order. While it
 * is stalled, what leaves waits; what is lost on purpose is lost without a word.
 */
final class SimPipe {
  private static final long MICROS = 1_000;

  private final SimTime time;
  private final long bytesPerMilli;
  private final long delayMillis;
  private final Consumer<byte[]> arrive;
  private final Deque<byte[]> stalled = new ArrayDeque<>();
  private long freeAtMicros;
  private long stalledUntilMillis;
  private int life;
  private int queuedBytes;

  SimPipe(SimTime time, long bytesPerMilli, long delayMillis, Consumer<byte[]> arrive) {
    this.time = time;
    this.bytesPerMilli = bytesPerMilli;
    this.delayMillis = delayMillis;
    this.arrive = arrive;
  }

  void send(byte[] frame) {
    int ofLife = life;
    long begin = Math.max(freeAtMicros, time.monotonicMillis() * MICROS);
    freeAtMicros = begin + frame.length * MICROS / bytesPerMilli;
    queuedBytes += frame.length;
    time.at((freeAtMicros + MICROS - 1) / MICROS, () -> left(ofLife, frame));
  }

  private void left(int ofLife, byte[] frame) {
    if (ofLife == life) {
      queuedBytes -= frame.length;
      time.after(delayMillis, () -> arrived(ofLife, frame));
    }
  }

  private void arrived(int ofLife, byte[] frame) {
    if (ofLife != life) {
      return;
    }
    if (time.monotonicMillis() < stalledUntilMillis || !stalled.isEmpty()) {
      stalled.addLast(frame);
      time.at(stalledUntilMillis, this::release);
    } else {
      arrive.accept(frame);
    }
  }

  private void release() {
    while (time.monotonicMillis() >= stalledUntilMillis && !stalled.isEmpty()) {
      arrive.accept(stalled.removeFirst());
    }
  }

  /** Bytes that have not left. */
  int queuedBytes() {
    return queuedBytes;
  }

  /** Nothing arrives before {@code untilMillis}; nothing is lost. */
  void stall(long untilMillis) {
    stalledUntilMillis = Math.max(stalledUntilMillis, untilMillis);
  }

  /** Nothing leaves for so long: whoever sends has other things to do. */
  void pause(long millis) {
    freeAtMicros = Math.max(freeAtMicros, time.monotonicMillis() * MICROS) + millis * MICROS;
  }

  /** It works again. */
  void unstall() {
    stalledUntilMillis = 0;
    release();
  }

  /** What is under way is lost. */
  void lose() {
    life++;
    queuedBytes = 0;
    freeAtMicros = 0;
    stalled.clear();
  }
}
