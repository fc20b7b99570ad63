package io.blackroad.mesh.demo;

import java.io.PrintStream;
import java.util.Locale;

/** A progress bar on one line of a terminal, or a line every tenth of the way elsewhere. */
public final class ProgressLine implements AutoCloseable {
  private static final int BAR_CELLS = 24;
  private static final int STEPS = 10;

  private final PrintStream out;
  private final boolean terminal;
  private int shownStep = -1;
  private boolean open;

  public ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * What a progress event says.
   *
   * @param secondsLeft -1 when not known
   * @param waitingFor a sentence when nothing moves, else empty
   */
  public record State(
      int done,
      int checked,
      int total,
      double perSecond,
      double secondsLeft,
      int nodes,
      String waitingFor) {}

  /** Draws {@code state}. */
  public void show(State state) {
    if (state.total == 0) {
      return;
    }
    int step = state.done * STEPS / state.total;
    if (terminal) {
      out.print("\r\u001b[K" + text(state));
      open = true;
    } else if (step > shownStep) {
      out.println(text(state));
    }
    shownStep = step;
    out.flush();
  }

  static String text(State state) {
    int cells = state.done * BAR_CELLS / state.total;
    String bar = "█".repeat(cells) + "░".repeat(BAR_CELLS - cells);
    String left =
        state.secondsLeft < 0
            ? ""
            : String.format(Locale.ROOT, "  %.0f s left", Math.ceil(state.secondsLeft));
    String waiting = state.waitingFor.isEmpty() ? "" : "  waiting for " + state.waitingFor;
    return String.format(
        Locale.ROOT,
        "%s %d/%d texts  %.1f/s  %d nodes  %d/%d checked%s%s",
        bar,
        state.done,
        state.total,
        state.perSecond,
        state.nodes,
        state.checked,
        state.total,
        left,
        waiting);
  }

  @Override
  public void close() {
    if (open) {
      out.println();
    }
  }
}
