package io.blackroad.mesh.seed.seal;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.seal.GrantDesk;
import io.blackroad.mesh.seal.Want;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The {@link GrantDesk} of a seed, as its threads reach it: nodes leave their questions, submitters
 * stay for them a while. All of it happens on the loop's thread, where futures complete as well;
 * {@link #step} is wanted at {@link #wakeAtMillis}.
 */
public final class Grants {
  /**
   * A submitter that waits is answered after that at the latest: several times as often as it has
   * to be heard, and within what proxies let pass.
   */
  static final long ATTEND_MILLIS = 10_000;

  private static final long SWEEP_MILLIS = 250;

  private final Executor loop;
  private final Clock clock;
  private final SignatureCheck signatures;
  private final Ends ends;
  private final GrantDesk desk = new GrantDesk();

  /** Names of the jobs that are open, by their seed's ids. Any thread. */
  private final Map<String, String> names = new ConcurrentHashMap<>();

  /** The other way round. */
  private final Map<String, String> ids = new LinkedHashMap<>();

  /** Submitters that wait for questions, by name of their job. */
  private final Map<String, Attending> attending = new LinkedHashMap<>();

  private long sweptMillis;

  /** A submitter that waits. */
  private record Attending(CompletableFuture<List<Want>> wants, long sinceMillis) {}

  /** What follows for the coordinator; called on the loop's thread. */
  public interface Ends {
    /** Nobody will grant that job's keys: it cannot be done. */
    void forsaken(String jobId);

    /** A node was refused a key, and has to give its task back. */
    void refused(String nodeId);
  }

  /**
   * @param signatures answers at once
   */
  public Grants(Executor loop, Clock clock, SignatureCheck signatures, Ends ends) {
    this.loop = loop;
    this.clock = clock;
    this.signatures = signatures;
    this.ends = ends;
    this.sweptMillis = clock.monotonicMillis();
  }

  /**
   * A sealed job is open, or about to be. Of two with one name the first counts.
   *
   * @param jobId the seed's id of it
   * @param name its submitter's
   */
  public void open(String jobId, String name) {
    names.put(jobId, name);
    loop.execute(
        () -> {
          ids.putIfAbsent(name, jobId);
          desk.open(name, clock.monotonicMillis());
        });
  }

  /** Whether that open job has that name. Any thread. */
  public boolean isOf(String jobId, String name) {
    return name.equals(names.get(jobId));
  }

  /** Whether a question's key is shown to be its node's. Any thread. */
  public boolean holds(Want want) {
    boolean[] holds = new boolean[1];
    want.proof().check(want.nodeId(), new Sha256(), signatures, found -> holds[0] = found);
    return holds[0];
  }

  /** A job is over; others than sealed ones are ignored. On the loop's thread. */
  public void ended(String jobId) {
    String name = names.remove(jobId);
    if (name != null && ids.remove(name, jobId)) {
      desk.close(name);
      release(name, List.of());
    }
  }

  private void release(String name, List<Want> wants) {
    Attending waiting = attending.remove(name);
    if (waiting != null) {
      waiting.wants.complete(wants);
    }
  }

  /**
   * The submitter is here: completes as soon as it is asked something, with nothing after a while.
   * The newest call of a job counts; the one before completes with nothing.
   *
   * @param again whether it wants to be shown what it has seen already
   */
  public CompletableFuture<List<Want>> attend(String name, boolean again) {
    CompletableFuture<List<Want>> wants = new CompletableFuture<>();
    loop.execute(
        () -> {
          release(name, List.of());
          long now = clock.monotonicMillis();
          List<Want> waiting = desk.attend(name, again, now);
          if (!waiting.isEmpty() || !ids.containsKey(name)) {
            wants.complete(waiting);
          } else {
            attending.put(name, new Attending(wants, now));
          }
        });
    return wants;
  }

  /** The submitter's answers; completes with how many of them somebody waited for. */
  public CompletableFuture<Integer> answer(Map<Want.Asked, Want.Answer> answers) {
    CompletableFuture<Integer> delivered = new CompletableFuture<>();
    loop.execute(
        () -> {
          int count = 0;
          for (Map.Entry<Want.Asked, Want.Answer> each : answers.entrySet()) {
            count += desk.answer(each.getKey(), each.getValue()) ? 1 : 0;
          }
          delivered.complete(count);
        });
    return delivered;
  }

  /** A node asks. On the loop's thread. */
  public void ask(Want want, Consumer<Want.Answer> done) {
    long now = clock.monotonicMillis();
    desk.ask(want, answer -> answered(want, answer, done), now);
    if (attending.containsKey(want.job())) {
      release(want.job(), desk.attend(want.job(), false, now));
    }
  }

  private void answered(Want want, Want.Answer answer, Consumer<Want.Answer> done) {
    if (answer instanceof Want.Answer.Refused) {
      ends.refused(want.nodeId());
    }
    done.accept(answer);
  }

  /** The seed's id of the open job of that name; empty when there is none. On the loop's thread. */
  public String jobId(String name) {
    return ids.getOrDefault(name, "");
  }

  /** Looks for what has waited too long, now and then; 0 when it was not time yet. */
  public int step() {
    long now = clock.monotonicMillis();
    if (desk.isIdle() || now - sweptMillis < SWEEP_MILLIS) {
      return 0;
    }
    sweptMillis = now;
    List<String> idle = new ArrayList<>();
    attending.forEach(
        (name, waiting) -> {
          if (now - waiting.sinceMillis >= ATTEND_MILLIS) {
            idle.add(name);
          }
        });
    idle.forEach(name -> release(name, desk.attend(name, false, now)));
    for (String name : desk.sweep(now)) {
      String jobId = jobId(name);
      ended(jobId);
      ends.forsaken(jobId);
    }
    return 1;
  }

  /** Monotonic time at which {@link #step} is wanted. */
  public long wakeAtMillis() {
    return desk.isIdle() ? Long.MAX_VALUE : sweptMillis + SWEEP_MILLIS;
  }

  /** Answers everybody who waits, because the seed ends. */
  public void close() {
    loop.execute(
        () -> {
          List.copyOf(attending.keySet()).forEach(name -> release(name, List.of()));
          List.copyOf(ids.keySet()).forEach(desk::close);
        });
  }
}
