package io.blackroad.mesh.seed.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * How far an embedding run is, on a terminal as a bar that is redrawn, elsewhere as a line now and
 * then. Safe for threads.
 */
final class EmbedProgress implements AutoCloseable {
  private static final long REDRAW_MILLIS = 200;
  private static final long LINE_MILLIS = 10_000;
  private static final int BAR_WIDTH = 24;

  private final PrintStream err;
  private final boolean terminal;
  private final boolean checking;
  private final Thread drawer;
  private final long startNanos = System.nanoTime();
  private long total;
  private boolean totalKnown;
  private long done;
  private long checked;
  private String waiting = "";

  /**
   * @param checking whether results are confirmed by several nodes
   */
  EmbedProgress(PrintStream err, boolean terminal, boolean checking) {
    this.err = err;
    this.terminal = terminal;
    this.checking = checking;
    this.drawer = Thread.ofPlatform().daemon().name("progress").start(this::draw);
  }

  /** What is known of the number of texts by now. */
  synchronized void expect(long texts, boolean known) {
    total = texts;
    totalKnown = known;
  }

  /** A job went on by so many texts, of which so many more were confirmed. */
  synchronized void add(int newDone, int newChecked, String waitingFor) {
    done += newDone;
    checked += newChecked;
    waiting = waitingFor;
  }

  private void draw() {
    try {
      while (true) {
        Thread.sleep(terminal ? REDRAW_MILLIS : LINE_MILLIS);
        if (terminal) {
          err.print("\r" + line() + "\u001b[K"); // erase what a longer line left behind
        } else {
          err.println(line());
        }
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  /** The state in one line. */
  synchronized String line() {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    double rate = done / Math.max(seconds, 1e-3);
    StringBuilder line = new StringBuilder();
    if (terminal) {
      line.append(bar()).append(' ');
    }
    line.append(done).append(totalKnown ? "/" : "/~").append(total).append(" texts");
    if (checking) {
      line.append(", ").append(checked).append(" checked");
    }
    line.append(String.format(Locale.ROOT, ", %.1f texts/s", rate));
    if (done > 0) {
      line.append(", ").append(clock((long) ((total - done) / rate))).append(" left");
    }
    if (!waiting.isEmpty()) {
      line.append("; ").append(waiting);
    }
    return line.toString();
  }

  private String bar() {
    int filled = total == 0 ? 0 : (int) Math.min(BAR_WIDTH, BAR_WIDTH * done / total);
    return "[" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "]";
  }

  private static String clock(long seconds) {
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /** Says how it ended; nothing is drawn afterwards. */
  synchronized void finish() {
    close();
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    String checks = checking ? ", " + checked + " confirmed by several nodes" : "";
    err.println(
        String.format(
            Locale.ROOT,
            "%s%d texts in %.1f s, %.1f texts/s%s",
            terminal ? "\r\u001b[K" : "",
            done,
            seconds,
            done / Math.max(seconds, 1e-3),
            checks));
  }

  @Override
  public void close() {
    drawer.interrupt();
  }
}
