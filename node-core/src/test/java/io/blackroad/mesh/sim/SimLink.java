package io.blackroad.mesh.sim;

import io.blackroad.mesh.port.SignalLink;
import java.util.function.Consumer;

/** One direction of a link: frames arrive in order after a delay, or never once it is cut. */
final class SimLink implements SignalLink {
  private final SimClock clock;
  private final SimRandom random;
  private final Consumer<byte[]> arrive;
  private final Runnable onClose;
  private long lastArrivalMillis;
  private boolean cut;
  private boolean blackhole;

  SimLink(SimClock clock, SimRandom random, Consumer<byte[]> arrive, Runnable onClose) {
    this.clock = clock;
    this.random = random;
    this.arrive = arrive;
    this.onClose = onClose;
  }

  @Override
  public boolean send(byte[] frame) {
    if (cut) {
      return false;
    }
    later(() -> arrive.accept(frame));
    return true;
  }

  @Override
  public void close(String reason) {
    later(onClose);
  }

  private void later(Runnable action) {
    long at = Math.max(lastArrivalMillis, clock.monotonicMillis() + 1 + random.below(20));
    lastArrivalMillis = at;
    clock.after(
        at - clock.monotonicMillis(),
        () -> {
          if (!cut && !blackhole) {
            action.run();
          }
        });
  }

  /** Nothing arrives any more, what is under way included. */
  void cut() {
    cut = true;
  }

  /** Frames vanish though the link looks open: a silent peer. */
  void blackhole() {
    blackhole = true;
  }
}
