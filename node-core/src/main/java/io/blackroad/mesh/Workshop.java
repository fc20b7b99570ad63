package io.blackroad.mesh;

import io.blackroad.mesh.admit.TaskSplitter;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.schedule.SessionSurvival;
import io.blackroad.mesh.schedule.VerificationBudget;

/** The parts of a coordinator, put together; what each does is its own affair. */
final class Workshop {
  final Ledger ledger;
  final Notary notary;
  final Roster roster = new Roster();
  final Scheduler scheduler =
      new Scheduler(new SessionSurvival(), new VerificationBudget(VerificationBudget.PER_MILLE));
  final JobBook jobs = new JobBook();
  final Tally tally = new Tally();
  final Accounts accounts;
  final Rechecks rechecks;
  final TaskFloor floor;
  final ModelPlan models;
  final JobDesk desk;
  final Reception reception;
  final Usher usher;
  final Attendance attendance;
  final Register register;

  Workshop(Coordinator.Ports ports, SeedConfig config, LogHead head, JobListener listener) {
    Clock clock = ports.clock();
    notary = new Notary(ports.digest(), ports.signer(), head.chain(), head.tail());
    ledger = new Ledger(ports.log(), head.chain(), notary);
    accounts = new Accounts(config.tariff(), clock, ports.records());
    rechecks = new Rechecks(ports.records(), config, jobs, scheduler);
    Cashier cashier = new Cashier(accounts, config.tariff());
    Verdicts.Desk court = new Verdicts.Desk(ledger, jobs, listener, tally);
    Verdicts verdicts = new Verdicts(ports, config, court, cashier, rechecks);
    Beacon beacon = new Beacon(ports.digest(), ports.signer(), ports.entropy());
    TaskFloor.Desk tools = new TaskFloor.Desk(roster, scheduler, verdicts, beacon);
    floor = new TaskFloor(ports, config, tools);
    models = new ModelPlan(config, tools, clock);
    desk =
        new JobDesk(
            config,
            new JobDesk.Desk(ledger, listener, scheduler, roster, jobs),
            new TaskSplitter(ports.digest()));
    usher = new Usher(clock, roster, scheduler, floor);
    verdicts.attach(usher);
    reception =
        new Reception(
            ports,
            config,
            roster,
            new Reception.Desk(ledger, accounts, scheduler, floor, models, usher));
    attendance = new Attendance(clock, roster, cashier, ledger);
    register =
        new Register(
            ports, config, new Register.Desk(ledger, notary, roster, beacon), head.quiet());
  }

  /** Begins an empty log, and records which code the seed serves unless the log says so already. */
  void begin(Coordinator.Ports ports, SeedConfig config, LogHead head) {
    if (head.chain().nextSeq() == 0) {
      record(config, Action.GENESIS, Payloads.genesis(ports.signer().publicKey()));
    }
    if (!config.code().hash(ports.digest()).equals(head.codeHash())) {
      record(config, Action.MIGRATE, config.code().payload(ports.digest()));
    }
  }

  private void record(SeedConfig config, Action action, Json payload) {
    ledger.store(LogBatch.of(ledger.chained(config.seedId(), action, 1, payload)), () -> {});
  }

  /** The mesh as it is now. */
  MeshSnapshot snapshot(String seedId, long nowMillis) {
    return tally.snapshot(
        seedId,
        roster.views(accounts::of, nowMillis),
        new Tally.Work(jobs.size(), scheduler.queued(), floor.open()),
        ledger.chain().nextSeq());
  }
}
