package io.blackroad.mesh.seed.cli;

import java.util.Locale;

/** How far a long check is: a line that is redrawn, on a terminal only. */
final class Progress implements AutoCloseable {
  /** A fraction of a second's work, below which nobody waits. */
  private static final long STRIDE_ENTRIES = 20_000;

  private final Streams streams;
  private boolean asked;
  private boolean shown;

  Progress(Streams streams) {
    this.streams = streams;
  }

  /**
   * @param total 0 when it is not known
   */
  void at(long entries, long total) {
    if (entries % STRIDE_ENTRIES != 0) {
      return;
    }
    shown = asked ? shown : streams.terminal().getAsBoolean();
    asked = true;
    if (shown) {
      String of = total == 0 ? "" : String.format(Locale.ROOT, " of %,d", total);
      streams.err().printf(Locale.ROOT, "\r\u001b[K%,d%s entries hold", entries, of);
    }
  }

  /** Wipes the line. */
  @Override
  public void close() {
    if (shown) {
      streams.err().print("\r\u001b[K");
      streams.err().flush();
    }
  }
}
