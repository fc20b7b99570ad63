package io.blackroad.mesh;

import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.log.Unconfirmed;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.reward.Reward;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.verify.Ballot;
import io.blackroad.mesh.verify.Standings;
import io.blackroad.mesh.verify.Verdict;
import io.blackroad.mesh.wire.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts on record what ballots decide, and tells everybody concerned once that is proved: nodes
 * their receipts, the listener the output. A node that is caught is let go at once.
 */
final class Verdicts {
  private final Digest digest;
  private final SeedConfig config;
  private final Desk desk;
  private final Cashier cashier;
  private final Rechecks rechecks;
  private @Nullable Doorman doorman;

  /** What it works with, of the coordinator's. */
  record Desk(Ledger ledger, JobBook jobs, JobListener listener, Tally tally) {}

  /** Who keeps the door to the mesh. */
  interface Doorman {
    /** Says something to a node that is there; nothing to one that is not. */
    void tell(String nodeId, Message message);

    /** A node's standing is another: the scheduler is to know. */
    void regarded(Standing standing);

    /** Gives a node no more work, and forgets what it has in hand. */
    void suspend(String nodeId);

    /** Shows a node that was suspended out. */
    void expel(String nodeId, String reason);
  }

  Verdicts(
      Coordinator.Ports ports, SeedConfig config, Desk desk, Cashier cashier, Rechecks rechecks) {
    this.digest = ports.digest();
    this.config = config;
    this.desk = desk;
    this.cashier = cashier;
    this.rechecks = rechecks;
  }

  /** To be called once, before the first verdict: each needs the other. */
  void attach(Doorman doorman) {
    this.doorman = doorman;
  }

  /** Results agree: they are accepted, paid and handed out. */
  void settle(Ballot ballot, Verdict.Agreed verdict) {
    Task task = ballot.task();
    Unconfirmed earlier = rechecks.take(task.id());
    Minutes minutes = desk.ledger.minutes();
    Settlement settlement =
        new Settlement(new Settlement.Office(minutes, cashier, config, digest), task, verdict);
    settlement.write(ballot, earlier != null);
    desk.tally.accepted(task, verdict, minutes.draft().postings);
    for (String nodeId : verdict.agreeing()) {
      Reward reward = settlement.rewardOf(nodeId);
      desk.jobs.share(task, nodeId, reward == null ? 0 : reward.units());
    }
    Runnable announce =
        earlier == null
            ? accept(task, verdict, settlement.output(), minutes)
            : correct(earlier, settlement.output(), minutes);
    store(minutes, settlement.caught(), announce);
  }

  private Runnable accept(
      Task task, Verdict.Agreed verdict, AcceptedOutput output, Minutes minutes) {
    boolean last = desk.jobs.accept(task, verdict);
    minutes.draft().outputs.add(output);
    if (last) {
      desk.jobs.remove(task.jobId());
      minutes.draft().jobsEnded.add(task.jobId());
    }
    return () -> {
      desk.listener.accepted(output);
      if (last) {
        desk.listener.ended(output.jobId(), false);
      }
    };
  }

  /** The task was accepted before on the word of a node that was caught since. */
  private Runnable correct(Unconfirmed earlier, AcceptedOutput output, Minutes minutes) {
    minutes.draft().corrections.add(output);
    boolean wrong = !earlier.output().output().equals(output.output());
    if (wrong) {
      desk.jobs.corrected(earlier.task());
      desk.tally.corrected();
      cashier.takeBack(minutes, earlier.output().soleNode(), earlier.task().id(), earlier.units());
    }
    return () -> {
      if (wrong) {
        desk.listener.corrected(output);
      }
      rechecks.settled();
    };
  }

  /** Stores what was decided; tells, announces, and shows the caught out once that is proved. */
  private void store(Minutes minutes, List<String> caught, Runnable announce) {
    desk.ledger.storeProven(
        minutes.draft().batch(),
        proofs -> {
          minutes.tellAll(door(), proofs);
          announce.run();
          for (String nodeId : caught) {
            door().expel(nodeId, cashier.accounts().of(nodeId).barred());
            rechecks.suspect(nodeId);
          }
        });
    // Only now: what this leads to writes minutes of its own.
    minutes.draft().standings.forEach(door()::regarded);
    caught.forEach(door()::suspend);
  }

  private Doorman door() {
    if (doorman == null) {
      throw new IllegalStateException("nobody keeps the door yet");
    }
    return doorman;
  }

  /** Too few results agree: all are on record, none counts. */
  void dispute(Ballot ballot, Verdict.Disputed disputed) {
    Task task = ballot.task();
    desk.jobs.disputed(task, disputed.nodes().size());
    desk.tally.disputed(disputed);
    Minutes minutes = desk.ledger.minutes();
    String modelHash = config.offered(task.model()).spec().modelHash();
    Map<String, LoggedEntry> results = minutes.enterResults(ballot, modelHash, digest);
    LoggedEntry verdict =
        minutes.enter(config.seedId(), Action.VERIFY, 0, Payloads.disputed(task, results.size()));
    Minutes.Rejection why =
        new Minutes.Rejection(task, 0, "too few nodes agree; the task is computed again");
    results.forEach((nodeId, result) -> minutes.tellRejected(nodeId, why, result, verdict));
    store(minutes, List.of(), () -> {});
  }

  /** A result that is none: it is not what the node had committed to, or has the wrong shape. */
  void fault(Task task, String nodeId, String fault) {
    Standing before = cashier.accounts().of(nodeId);
    offence(task, fault, Standings.faulty(before, task.id(), fault));
  }

  /** A node was asked to reveal and did not; whether it left or kept silent is the same. */
  void withheld(Task task, String nodeId) {
    Standing before = cashier.accounts().of(nodeId);
    offence(task, "the result was committed to and not shown", Standings.withheld(before));
  }

  private void offence(Task task, String fault, Standing after) {
    String nodeId = after.nodeId();
    boolean caught = after.isBarred() && !cashier.accounts().of(nodeId).isBarred();
    Minutes minutes = desk.ledger.minutes();
    LoggedEntry entry =
        minutes.enter(config.seedId(), Action.VERIFY, -1, Payloads.fault(task, nodeId, fault));
    minutes.tellRejected(nodeId, new Minutes.Rejection(task, 0, fault), entry);
    cashier.note(minutes, after);
    if (caught) {
      cashier.forfeit(minutes, nodeId);
    }
    store(minutes, caught ? List.of(nodeId) : List.of(), () -> {});
  }
}
