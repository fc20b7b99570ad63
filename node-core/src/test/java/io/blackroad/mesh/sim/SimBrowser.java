package io.blackroad.mesh.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One browser with several tabs: one of them runs the node, and when that one ends, the next goes
 * on with the same key and what was put down. Writing that down takes a moment, and is lost when
 * the tab dies meanwhile.
 */
public final class SimBrowser {
  private final Simulation simulation;
  private final int microsPerToken;
  private final int writingMillisMax;
  private final SimKey key;
  private final List<SimEngine> engines = new ArrayList<>();
  private SimNode leader;
  private byte[] kept = new byte[0];

  /** How a leader ends. */
  public enum End {
    /** Its process is killed; its link breaks. */
    CRASH,
    /** It is frozen; its link stays open, and another tab takes over. */
    FREEZE,
    /** It is closed, and leaves its work to the next. */
    CLOSE
  }

  /**
   * A browser whose first tab is open.
   *
   * @param writingMillisMax how long it takes at most until something is put down
   */
  public SimBrowser(Simulation simulation, int microsPerToken, int writingMillisMax) {
    this.writingMillisMax = writingMillisMax;
    this.simulation = simulation;
    this.microsPerToken = microsPerToken;
    this.key = SimKey.drawn(simulation.random);
    this.leader = open();
  }

  private SimNode open() {
    SimEngine engine =
        new SimEngine(simulation.clock, "sim-wasm", microsPerToken, SimEngine.Manner.HONEST, 0);
    engines.add(engine);
    int tab = engines.size();
    SimNode node =
        new SimNode(
            simulation, engine, new SimNode.Birth(key, newest -> save(tab, newest), 100, false));
    node.resume(kept);
    return simulation.add(node);
  }

  private void save(int tab, Supplier<byte[]> newest) {
    byte[] bytes = newest.get();
    if (writingMillisMax == 0) {
      kept(tab, bytes);
    } else {
      simulation.after(simulation.random.below(writingMillisMax), () -> kept(tab, bytes));
    }
  }

  private void kept(int tab, byte[] bytes) {
    if (tab == engines.size()) {
      kept = bytes;
    }
  }

  /** The leading tab ends, and the next takes over {@code gapMillis} later. */
  public void takeOver(End end, long gapMillis) {
    switch (end) {
      case CRASH -> leader.crash();
      case FREEZE -> leader.freeze();
      case CLOSE -> leader.handOver();
    }
    simulation.after(gapMillis, () -> leader = open());
  }

  /** The tab that runs the node, or ran it last. */
  public SimNode leader() {
    return leader;
  }

  /** Texts that all tabs together were asked to compute. */
  public int computed() {
    return engines.stream().mapToInt(SimEngine::computed).sum();
  }
}
