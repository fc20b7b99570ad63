package io.blackroad.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.sim.Jobs;
import io.blackroad.mesh.sim.SimNode;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.sim.Simulation;
import io.blackroad.mesh.task.Confidence;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each change of a consent, its withdrawal and its end, as the log and the node tell them. */
class ConsentLogTest {
  private static final long DAY_MILLIS = 24L * 60 * 60 * 1_000;

  private final Simulation simulation = new Simulation(5);

  private List<LoggedEntry> entries(SimNode node) {
    return simulation.stored().stream()
        .flatMap(batch -> batch.entries().stream())
        .filter(entry -> entry.entry().actorId().equals(node.nodeId()))
        .toList();
  }

  private List<Action> actions(SimNode node) {
    return entries(node).stream().map(entry -> entry.entry().action()).toList();
  }

  private static Json member(LoggedEntry entry, String name) {
    Json value = ((Json.Obj) entry.payload()).members().get(name);
    return value == null ? Json.Null.NULL : value;
  }

  @Test
  void theEntryHasEverySetting() {
    SimNode node = simulation.visitor();
    simulation.run(1_000);
    LoggedEntry consent = entries(node).get(0);
    assertEquals(Action.CONSENT, consent.entry().action());
    assertEquals(15, ((Json.Obj) consent.payload()).members().size());
    assertEquals(new Json.Text("https://sim.test"), member(consent, "site"));
  }

  @Test
  void aWithdrawalIsOnRecordBeforeTheLeave() {
    SimNode node = simulation.visitor();
    simulation.run(1_000);
    node.withdraw();
    simulation.run(1_000);
    assertEquals(List.of(Action.CONSENT, Action.JOIN, Action.CONSENT, Action.LEAVE), actions(node));
    assertEquals(new Json.Bool(false), member(entries(node).get(2), "enabled"));
    assertEquals(new Json.Text("consent withdrawn"), member(entries(node).get(3), "reason"));
  }

  @Test
  void ofAFloodOfChangesOneASecondIsLoggedAndTheLastIsNotLost() {
    SimNode node = simulation.visitor();
    simulation.run(1_500);
    for (int i = 0; i < 200; i++) {
      node.limit(5 + i % 90);
      simulation.run(20);
    }
    node.limit(77);
    simulation.run(2_000);
    List<LoggedEntry> consents =
        entries(node).stream().filter(e -> e.entry().action() == Action.CONSENT).toList();
    assertTrue(consents.size() >= 4 && consents.size() <= 8, consents.size() + " entries");
    assertEquals(new Json.Int(77), member(consents.get(consents.size() - 1), "cpu_cap_percent"));
  }

  @Test
  void anOlderReadingOfTheRecordDoesNotUndoAChange() {
    SimNode node = simulation.visitor();
    node.readSlowly(400);
    simulation.submit(Jobs.of("j_0000000000000001", 200, Confidence.OFF, new SimRandom(3)));
    simulation.run(1_500);
    for (int cap = 20; cap < 40; cap++) {
      node.limit(cap);
      simulation.run(1_130);
    }
    long before = 0;
    for (LoggedEntry entry : entries(node)) {
      if (entry.entry().action() == Action.CONSENT && before > 0) {
        long now = ((Json.Int) member(entry, "cpu_cap_percent")).value();
        assertTrue(now > before, now + " % after " + before + " %");
        before = now;
      } else if (entry.entry().action() == Action.JOIN) {
        before = 1;
      }
    }
    assertEquals(39, before);
  }

  @Test
  void aChangeThatWaitsIsLoggedBeforeTheLeave() {
    SimNode node = simulation.visitor();
    simulation.run(1_500);
    node.limit(50);
    simulation.run(30);
    node.limit(60);
    simulation.run(30);
    node.closeTab();
    simulation.run(1_000);
    List<LoggedEntry> all = entries(node);
    assertEquals(Action.LEAVE, all.get(all.size() - 1).entry().action());
    assertEquals(new Json.Int(60), member(all.get(all.size() - 2), "cpu_cap_percent"));
  }

  @Test
  void whatHasExpiredRunsNoMore() {
    SimNode node = simulation.visitor();
    simulation.run(1_000);
    simulation.setWallClock(91 * DAY_MILLIS);
    simulation.run(3_000);
    NodeStatus status = node.status();
    assertEquals(NodeStatus.Phase.STOPPED, status.phase());
    assertTrue(actions(node).contains(Action.LEAVE));
  }

  @Test
  void aConsentThatLastsTooLongIsRefused() {
    simulation.setWallClock(-2 * DAY_MILLIS);
    SimNode node = simulation.visitor();
    simulation.run(2_000);
    assertTrue(node.status().pauseReason().contains("90 days"), node.status().pauseReason());
    assertFalse(actions(node).contains(Action.JOIN));
  }
}
