package io.blackroad.mesh.seed;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of the seed's actors. Everybody else only enqueues here; the loop hands events to
 * the actors, lets each step until it has nothing to do, and sleeps until the next event or alarm.
 *
 * <p>A failure inside of an actor is a defect: the actors' state cannot be trusted any more, so the
 * loop ends and says so. What was promised is stored, and a restart takes it up.
 */
final class SeedLoop implements Executor {
  private static final Logger LOG = System.getLogger(SeedLoop.class.getName());

  /** Events between two looks at the actors: keeps steps from waiting behind a flood. */
  private static final int EVENTS_PER_TURN = 64;

  /** An actor that is due but does nothing is asked again no sooner than this. */
  private static final long REST_MILLIS_MIN = 1;

  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final List<Actor> actors = new ArrayList<>();
  private final SystemClock clock;
  private final Consumer<Throwable> broken;
  private final Thread thread = new Thread(this::run, "seed-loop");
  private volatile boolean stopping;

  /** What the loop drives: a coordinator or a node. Called on the loop's thread only. */
  interface Actor {
    /** Does one bounded unit of work; 0 when there was none. */
    int step();

    /** Monotonic time at which {@link #step} is wanted though nothing arrives. */
    long wakeAtMillis();
  }

  /**
   * @param broken told once, on the loop's thread, when an actor has failed
   */
  SeedLoop(SystemClock clock, Consumer<Throwable> broken) {
    this.clock = clock;
    this.broken = broken;
  }

  /** Adds an actor. Before {@link #start}, or on the loop's thread. */
  void drive(Actor actor) {
    actors.add(actor);
  }

  void start() {
    thread.start();
  }

  /** Runs {@code event} on the loop's thread, in the order of the calls. Never blocks. */
  @Override
  public void execute(Runnable event) {
    inbox.add(event);
  }

  /** Does what is enqueued, lets the actors finish their steps, and ends. */
  void stop() {
    execute(() -> stopping = true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping) {
        turn();
      }
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "the coordinator failed; the seed ends", e);
      broken.accept(e);
    } catch (InterruptedException e) {
      LOG.log(Level.WARNING, "interrupted; the seed's loop ends");
    }
  }

  private void turn() throws InterruptedException {
    @Nullable Runnable event = inbox.poll();
    for (int n = 1; event != null; n++) {
      event.run();
      event = n < EVENTS_PER_TURN ? inbox.poll() : null;
    }
    int work = 0;
    for (Actor actor : actors) {
      work += actor.step();
    }
    if (work == 0 && inbox.isEmpty() && !stopping) {
      sleep();
    }
  }

  private void sleep() throws InterruptedException {
    long wakeAtMillis = Long.MAX_VALUE;
    for (Actor actor : actors) {
      wakeAtMillis = Math.min(wakeAtMillis, actor.wakeAtMillis());
    }
    Runnable event =
        wakeAtMillis == Long.MAX_VALUE
            ? inbox.take()
            : inbox.poll(
                Math.max(REST_MILLIS_MIN, wakeAtMillis - clock.monotonicMillis()),
                TimeUnit.MILLISECONDS);
    if (event != null) {
      event.run();
    }
  }
}
