package io.blackroad.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.sim.Jobs;
import io.blackroad.mesh.sim.SimClock;
import io.blackroad.mesh.sim.SimNode;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.sim.Simulation;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.witness.ProvenEntry;
import io.blackroad.mesh.witness.Receipts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A seed whose answers carry receipts of what is not so. */
class ForgedReceiptTest {
  private final Simulation simulation = new Simulation(21);
  private final Job job = Jobs.of("j_0000000000000001", 60, Confidence.QUORUM, new SimRandom(9));
  private final List<SimNode> nodes = new ArrayList<>();

  @Test
  void receiptOfAnEntryThatIsNotInTheLogPaysNothing() {
    Settlements forged = new Settlements();
    simulation.bend(forged);
    nodes.add(simulation.visitor());
    nodes.add(simulation.visitor());
    simulation.submit(job);
    simulation.run(20_000);
    assertTrue(forged.bent > 0);
    for (SimNode node : nodes) {
      assertEquals(0, node.status().unitsEarned());
      assertTrue(node.status().receiptsBroken() > 0);
    }
  }

  /** Puts an entry of its own making in place of each reward, under the true checkpoint. */
  private static final class Settlements implements UnaryOperator<Message> {
    private final Chain.Ports ports =
        new Chain.Ports(new Sha256(), new SimClock(), new SimRandom(5));
    private int bent;

    @Override
    public Message apply(Message message) {
      if (!(message instanceof Message.Settled settled) || !settled.accepted()) {
        return message;
      }
      bent++;
      List<ProvenEntry> entries = new ArrayList<>(settled.receipts().entries());
      ProvenEntry reward = entries.removeLast();
      LoggedEntry real = reward.entry();
      Chain chain =
          Chain.resume(
              real.entry().chain(),
              real.entry().seq(),
              real.entry().prevHash(),
              real.entry().timestampNanos() - 1,
              ports);
      LoggedEntry own =
          chain.append(real.entry().actorId(), real.entry().action(), 1, real.payload());
      entries.add(new ProvenEntry(own, reward.path()));
      return new Message.Settled(
          settled.taskId(),
          true,
          settled.agreeing(),
          settled.units(),
          settled.held(),
          settled.reason(),
          new Receipts(settled.receipts().checkpoint(), entries));
    }
  }

  @Test
  void rewardThatIsShownTwiceCountsOnce() {
    List<Message.Settled> first = new ArrayList<>();
    simulation.bend(
        message -> {
          if (!(message instanceof Message.Settled settled) || !settled.accepted()) {
            return message;
          }
          first.add(settled);
          return first.get(0);
        });
    nodes.add(simulation.visitor());
    simulation.submit(Jobs.of("j_0000000000000002", 60, Confidence.OFF, new SimRandom(9)));
    simulation.run(20_000);
    assertTrue(first.size() > 1);
    assertEquals(first.get(0).units(), nodes.get(0).status().unitsEarned());
  }

  @Test
  void consentOtherThanWasGivenIsNotJoined() {
    simulation.bend(
        message -> {
          if (!(message instanceof Message.Joined joined)) {
            return message;
          }
          List<ProvenEntry> entries = joined.receipts().entries();
          return new Message.Joined(
              joined.nodeId(),
              joined.passed(),
              joined.held(),
              joined.paid(),
              new Receipts(joined.receipts().checkpoint(), entries.subList(1, 1)));
        });
    nodes.add(simulation.visitor());
    simulation.run(5_000);
    assertEquals("", nodes.get(0).status().nodeId());
  }
}
