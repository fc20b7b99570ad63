package io.blackroad.mesh.demo.nat;

import com.microsoft.playwright.PlaywrightException;
import io.blackroad.mesh.demo.DemoFailure;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Two visitors' nodes, one in each home, which meet at the seed. One thread. */
public final class MeshPair implements AutoCloseable {
  /** A cold browser fetches and compiles 40 MB first, on a shared machine. */
  private static final long MEET_MILLIS_MAX = 60_000;

  private static final long LOOK_MILLIS = 25;

  private static final int TEXTS = 48;
  private static final long JOB_MILLIS = 1_500;

  private final MeshPeer a;
  private final MeshPeer b;
  private long metNanos;

  private MeshPair(MeshPeer a, MeshPeer b) {
    this.a = a;
    this.b = b;
  }

  /**
   * How two nodes came to reach each other.
   *
   * @param route {@code direct}, {@code turn} or {@code relay}, the same for both
   * @param attempts at a direct connection, of whoever made more
   * @param millis from the relayed edge until then
   */
  public record Outcome(String route, int attempts, long millis) {}

  /** Lets both join and work, until both have an edge, by whatever route. */
  public static MeshPair meet(LabBrowsers browsers, LabServers servers) {
    MeshPair pair =
        new MeshPair(
            MeshPeer.join(browsers.newContext(NatLab.Home.A), servers.url()),
            MeshPeer.join(browsers.newContext(NatLab.Home.B), servers.url()));
    try {
      pair.workUntilMet();
      pair.metNanos = System.nanoTime();
      return pair;
    } catch (DemoFailure | PlaywrightException e) {
      pair.close();
      throw e;
    }
  }

  /** Work comes in small jobs: the first node to be ready would do all of a single one. */
  private void workUntilMet() {
    for (long waited = 0; !hasEdge(); waited += JOB_MILLIS) {
      if (waited > MEET_MILLIS_MAX) {
        throw new DemoFailure("they did not meet: " + this);
      }
      a.submit(TEXTS);
      await(JOB_MILLIS, this::hasEdge);
    }
  }

  private boolean hasEdge() {
    return !a.route().isEmpty() && !b.route().isEmpty();
  }

  /** Waits until both have {@code route}; says how it is then, or how it is at the end. */
  public Outcome await(String route, long millisMax) {
    await(millisMax, () -> a.route().equals(route) && b.route().equals(route));
    String one = a.route();
    String other = b.route();
    return new Outcome(
        one.equals(other) ? one : one + "/" + other,
        Math.max(a.connectionsMade(), b.connectionsMade()),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - metNanos));
  }

  /** Waits until both have tried a direct connection, and given it up; false when not in time. */
  public boolean triesInVain(long millisMax) {
    return await(millisMax, () -> a.hasGivenUp() && b.hasGivenUp());
  }

  /**
   * Begins to count aloud from one home, five numbers a second, to the other: as many messages as
   * an edge keeps for a peer that is not heard for a minute.
   */
  public void startCounting() {
    a.use();
    b.use();
    await(MEET_MILLIS_MAX, () -> !a.text("() => edge.peer ?? ''").isEmpty());
    a.run("() => { edge.count(); }");
  }

  /** Numbers that have arrived so far. */
  public int counted() {
    return Integer.parseInt(b.text("() => edge.numbers.length"));
  }

  /**
   * Stops counting, and waits for what is under way.
   *
   * @return empty when every number arrived once and in order, else what was wrong
   */
  public String stopCounting(long millisMax) {
    int said = Integer.parseInt(a.text("() => edge.stop()"));
    await(millisMax, () -> counted() >= said);
    boolean inOrder =
        b.text("() => edge.numbers.every((number, index) => number === index)").equals("true");
    return counted() == said && inOrder
        ? ""
        : counted() + " of " + said + (inOrder ? ", in order" : ", out of order") + ends();
  }

  private String ends() {
    return " " + a.text("() => edge.ended ?? ''") + b.text("() => edge.ended ?? ''");
  }

  /** Begins to send that many random bytes as one stream. */
  public void startSending(int bytes) {
    a.run("() => { edge.send(" + bytes + "); }");
  }

  /** Bytes of the stream that have arrived so far. */
  public int received() {
    return Integer.parseInt(b.text("() => edge.bytes"));
  }

  /** Waits for the stream's end; true when what came is what was sent, by SHA-256. */
  public boolean endsEqual(long millisMax) {
    return await(
        millisMax,
        () -> b.text("() => edge.got ?? ''").equals(a.text("() => edge.sent ?? 'nothing'")));
  }

  /** Looks often until {@code reached} holds; false when it did not in time. */
  public static boolean await(long millisMax, BooleanSupplier reached) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millisMax);
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
    }
    return true;
  }

  @Override
  public void close() {
    a.close();
    b.close();
  }

  @Override
  public String toString() {
    return a.status() + " / " + b.status();
  }
}
