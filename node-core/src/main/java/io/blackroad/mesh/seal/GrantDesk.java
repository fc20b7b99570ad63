package io.blackroad.mesh.seal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The seed's side: passes what nodes ask on to the submitters of sealed jobs, and their answers
 * back, unread. Remembers nothing that a restart would have to bring back: nodes ask again.
 * Single-threaded.
 *
 * <pre>
 * a job:  attended --nothing heard of its submitter for AWAY_MILLIS, or
 *                    REFUSALS_MAX refusals in a row--> forsaken (the caller's to end)
 * a want: waiting --attend--> shown --answer--> answered      waiting or shown for WANT_MILLIS: refused
 * </pre>
 */
public final class GrantDesk {
  /** A submitter that polls is heard every few seconds; a laptop's lid or a train may last. */
  public static final long AWAY_MILLIS = 60_000;

  /** A third of a task's usual lease: the node can still give it back in time. */
  public static final long WANT_MILLIS = 10_000;

  /**
   * Each costs a node the time that it waits: a submitter that grants nothing to so many in a row
   * wants no work done.
   */
  static final int REFUSALS_MAX = 64;

  /** Questions of one job at a time: more than nodes times their tasks in any mesh of one seed. */
  static final int WANTS_PER_JOB_MAX = 2_048;

  /** Jobs that are asked about and whose submitter has not come: all those of a seed's restart. */
  static final int UNKNOWN_JOBS_MAX = 1_024;

  private final Map<String, Desk> jobs = new LinkedHashMap<>();
  private int unknown;

  /** What waits for one submitter. */
  private static final class Desk {
    final Map<String, Waiting> waiting = new LinkedHashMap<>();
    boolean known;
    long heardMillis;
    int refusals;
  }

  /** A question under way. */
  private static final class Waiting {
    final Want want;
    final Consumer<Want.Answer> done;
    final long sinceMillis;
    boolean shown;

    Waiting(Want want, Consumer<Want.Answer> done, long sinceMillis) {
      this.want = want;
      this.done = done;
      this.sinceMillis = sinceMillis;
    }
  }

  /** A sealed job is open; its submitter has just been heard of. */
  public void open(String job, long nowMillis) {
    Desk desk = jobs.get(job);
    if (desk == null) {
      desk = new Desk();
      jobs.put(job, desk);
    } else if (!desk.known) {
      unknown--;
    }
    desk.known = true;
    desk.heardMillis = nowMillis;
  }

  /** A job is over: nobody is granted anything of it any more. */
  public void close(String job) {
    Desk desk = jobs.remove(job);
    if (desk != null) {
      unknown -= desk.known ? 0 : 1;
      desk.waiting.values().forEach(each -> refuse(each, "the job is over"));
    }
  }

  private static void refuse(Waiting waiting, String reason) {
    waiting.done.accept(new Want.Answer.Refused(reason));
  }

  /**
   * A node asks. One that asks again for the same block has lost its first question. A job that is
   * not known may be that of a submitter who has not come back since the seed's restart.
   */
  public void ask(Want want, Consumer<Want.Answer> done, long nowMillis) {
    Desk desk = jobs.get(want.job());
    Waiting waiting = new Waiting(want, done, nowMillis);
    if (desk == null && unknown == UNKNOWN_JOBS_MAX) {
      refuse(waiting, "no such job is open");
      return;
    }
    if (desk == null) {
      desk = new Desk();
      jobs.put(want.job(), desk);
      unknown++;
    }
    Waiting earlier = desk.waiting.remove(key(want.block(), want.nodeId()));
    if (earlier != null) {
      refuse(earlier, "asked again");
    }
    if (desk.waiting.size() == WANTS_PER_JOB_MAX) {
      refuse(waiting, WANTS_PER_JOB_MAX + " questions wait already");
    } else {
      desk.waiting.put(key(want.block(), want.nodeId()), waiting);
    }
  }

  private static String key(int block, String nodeId) {
    return block + " " + nodeId;
  }

  /**
   * The submitter is here.
   *
   * @param again whether it wants to be shown everything, as after it was cut off
   * @return what it has not been shown yet, oldest first
   */
  public List<Want> attend(String job, boolean again, long nowMillis) {
    Desk desk = jobs.get(job);
    List<Want> wants = new ArrayList<>();
    if (desk != null && desk.known) {
      desk.heardMillis = nowMillis;
      for (Waiting each : desk.waiting.values()) {
        if (again || !each.shown) {
          each.shown = true;
          wants.add(each.want);
        }
      }
    }
    return wants;
  }

  /** The submitter answers; false when nobody waits for it (any more). */
  public boolean answer(Want.Asked asked, Want.Answer answer) {
    Desk desk = jobs.get(asked.job());
    Waiting waiting = desk == null ? null : desk.waiting.remove(key(asked.block(), asked.nodeId()));
    if (desk == null || waiting == null) {
      return false;
    }
    desk.refusals = answer instanceof Want.Answer.Granted ? 0 : desk.refusals + 1;
    waiting.done.accept(answer);
    return true;
  }

  /** Whether nothing is open and nobody asks: there is nothing to {@link #sweep}. */
  public boolean isIdle() {
    return jobs.isEmpty();
  }

  /** Refuses what has waited for too long; names the jobs that are forsaken. */
  public List<String> sweep(long nowMillis) {
    List<String> forsaken = new ArrayList<>();
    List<String> idle = new ArrayList<>();
    for (Map.Entry<String, Desk> entry : jobs.entrySet()) {
      Desk desk = entry.getValue();
      refuseLate(desk, nowMillis);
      boolean away = nowMillis - desk.heardMillis >= AWAY_MILLIS;
      if (desk.known && (away || desk.refusals >= REFUSALS_MAX)) {
        forsaken.add(entry.getKey());
      } else if (!desk.known && desk.waiting.isEmpty()) {
        idle.add(entry.getKey());
      }
    }
    idle.forEach(this::close);
    return forsaken;
  }

  private static void refuseLate(Desk desk, long nowMillis) {
    List<Waiting> late = new ArrayList<>();
    for (Waiting each : desk.waiting.values()) {
      if (nowMillis - each.sinceMillis >= WANT_MILLIS) {
        late.add(each);
      }
    }
    desk.waiting.values().removeAll(late);
    desk.refusals += late.size();
    late.forEach(each -> refuse(each, "the submitter does not answer"));
  }
}
