package io.blackroad.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.reward.Bookings;
import io.blackroad.mesh.sim.Audit;
import io.blackroad.mesh.sim.Jobs;
import io.blackroad.mesh.sim.SimConsent;
import io.blackroad.mesh.sim.SimEngine.Manner;
import io.blackroad.mesh.sim.SimKey;
import io.blackroad.mesh.sim.SimNode;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.sim.Simulation;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.HelloProof;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node's history is worth, and what new ones may do; every actor is real. */
class StandingTest {
  private static final long TEN_MINUTES = 600_000;

  private final Simulation simulation = new Simulation(21);

  @Test
  void rewardsAreHeldUntilTwentyResultsWereConfirmedAndThenPaidOut() {
    SimNode first = simulation.visitor();
    SimNode second = simulation.visitor();
    submit("j_0000000000000001", 60);
    simulation.run(1_000);
    assertTrue(first.status().unitsHeld() > 0, first.status().toString());
    assertEquals(first.status().unitsHeld(), first.status().unitsEarned());
    submit("j_0000000000000002", 600);
    simulation.run(2_000);
    for (SimNode node : List.of(first, second)) {
      assertTrue(node.status().resultsConfirmed() >= Bookings.CREDIBLE_AFTER);
      assertEquals(0, node.status().unitsHeld());
      assertEquals(new Audit(simulation).paid().get(node.nodeId()), node.status().unitsEarned());
    }
    assertEquals(2, new Audit(simulation).count(Action.TRANSFER));
  }

  @Test
  void onlyCredibleNodesArePaidForBeingThere() {
    SimNode worker = simulation.visitor();
    simulation.visitor();
    submit("j_0000000000000001", 700);
    SimNode idler = simulation.visitor(Manner.STUCK, 500, 100);
    long earned = worker.status().unitsEarned();
    simulation.run(2 * TEN_MINUTES);
    long idle = worker.status().unitsEarned() - earned;
    // 0.1 ROAD an hour; the roll is called by the wall clock's ten minutes.
    assertTrue(idle > 1_600_000 && idle <= 3_400_000, idle + " units");
    assertEquals(0, idler.status().unitsEarned());
  }

  @Test
  void tabThatSaysGoodbyeIsReplacedWithinASecond() {
    SimNode leaver = simulation.visitor(Manner.STUCK, 500, 100);
    simulation.run(2_000);
    Job job = Jobs.of("j_0000000000000009", 1, Confidence.OFF, new SimRandom(3));
    simulation.submit(job);
    simulation.run(200);
    assertEquals(1, leases(leaver));
    SimNode other = simulation.visitor();
    simulation.run(2_000);
    leaver.closeTab();
    long left = simulation.nowMillis();
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()) || leases(other) > 0, 5_000));
    assertTrue(simulation.nowMillis() - left <= 1_000);
  }

  @Test
  void newNodesOfOneNetworkAreLimited() {
    List<Message> heard = new ArrayList<>();
    for (int i = 0; i <= NodeLimits.UNKNOWN_PER_PREFIX_MAX; i++) {
      arrive(10_000 + i, new Arrival("192.0.2.0/24", false), heard);
    }
    simulation.run(1_000);
    assertEquals(
        NodeLimits.UNKNOWN_PER_PREFIX_MAX,
        heard.stream().filter(Message.Joined.class::isInstance).count());
    List<String> refusals =
        heard.stream()
            .filter(Message.Refused.class::isInstance)
            .map(message -> ((Message.Refused) message).reason())
            .toList();
    assertEquals(1, refusals.size());
    assertFalse(refusals.get(0).isEmpty());
    arrive(20_000, new Arrival("198.51.100.0/24", false), heard);
    simulation.run(1_000);
    assertEquals(
        NodeLimits.UNKNOWN_PER_PREFIX_MAX + 1,
        heard.stream().filter(Message.Joined.class::isInstance).count());
  }

  /** A node that says hello and then nothing. */
  private void arrive(long connection, Arrival arrival, List<Message> heard) {
    byte[] key = new byte[32];
    simulation.random().fill(key);
    SimKey signer = new SimKey(key);
    ConsentTerms terms = SimConsent.terms(50, "https://sim.test");
    NodeLine line =
        new NodeLine() {
          @Override
          public boolean say(Message message) {
            heard.add(message);
            if (message instanceof Message.Welcome welcome) {
              byte[] proof = HelloProof.signed(welcome.challenge(), welcome.seedId(), terms);
              signer.sign(
                  proof,
                  signature ->
                      simulation
                          .coordinator()
                          .heard(
                              connection,
                              new Message.Hello(
                                  Hex.of(key),
                                  Hex.of(signature),
                                  "sim-wasm",
                                  0,
                                  terms,
                                  List.of())));
            }
            return true;
          }

          @Override
          public void close(String reason) {}
        };
    simulation.coordinator().opened(connection, line, arrival);
  }

  private int leases(SimNode node) {
    return simulation.coordinator().snapshot().nodes().stream()
        .filter(view -> view.nodeId().equals(node.nodeId()))
        .mapToInt(MeshSnapshot.NodeView::leases)
        .sum();
  }

  private void submit(String jobId, int texts) {
    Job job = Jobs.of(jobId, texts, Confidence.QUORUM, new SimRandom(5));
    simulation.submit(job);
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()), TEN_MINUTES));
  }
}
