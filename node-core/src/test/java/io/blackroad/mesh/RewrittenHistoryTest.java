package io.blackroad.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.sim.Audit;
import io.blackroad.mesh.sim.Jobs;
import io.blackroad.mesh.sim.SimClock;
import io.blackroad.mesh.sim.SimNode;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.sim.Simulation;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.witness.Checkpoint;
import io.blackroad.mesh.witness.Evidence;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A seed that holds its own key and lies about its log, and nodes that have seen some of it. */
class RewrittenHistoryTest {
  private static final long MINUTES_2 = 120_000;

  private final Simulation simulation = new Simulation(21);
  private final Job job = Jobs.of("j_0000000000000001", 60, Confidence.QUORUM, new SimRandom(9));
  private final List<SimNode> nodes = new ArrayList<>();

  private void work() {
    nodes.add(simulation.visitor());
    nodes.add(simulation.visitor());
    simulation.submit(job);
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()), MINUTES_2));
    simulation.run(1_000);
  }

  /** Restarts the seed on a log that was made from the stored one. */
  private void restartOn(UnaryOperator<List<LogBatch>> forge) {
    simulation.killSeed();
    List<LogBatch> forged = forge.apply(List.copyOf(simulation.stored()));
    simulation.replaceLog(forged);
    simulation.startSeed();
    simulation.run(10_000);
  }

  /** The same log with another salt in every entry from {@code from} on, so with other hashes. */
  private static List<LogBatch> rewritten(List<LogBatch> honest, int from) {
    List<LogBatch> kept = new ArrayList<>(honest.subList(0, from));
    LoggedEntry last = last(kept);
    Chain chain =
        Chain.resume(
            last.entry().chain(),
            last.entry().seq() + 1,
            last.entry().hash(),
            last.entry().timestampNanos(),
            new Chain.Ports(new Sha256(), new SimClock(), new SimRandom(77)));
    for (LogBatch batch : honest.subList(from, honest.size())) {
      List<LoggedEntry> entries = new ArrayList<>();
      for (LoggedEntry entry : batch.entries()) {
        entries.add(
            chain.append(
                entry.entry().actorId(),
                entry.entry().action(),
                entry.entry().truthState(),
                entry.payload()));
      }
      kept.add(LogBatch.of(entries));
    }
    return kept;
  }

  private static LoggedEntry last(List<LogBatch> batches) {
    return batches.getLast().entries().getLast();
  }

  private void convicted(SimNode node, Evidence.Kind kind) {
    List<Evidence> evidence = node.archive().evidence();
    assertEquals(1, evidence.size(), node.status().toString());
    assertEquals(kind, evidence.get(0).kind());
    assertEquals(NodeStatus.Phase.STOPPED, node.status().phase());
    assertEquals(evidence.get(0).sentence(), node.status().alarm());
  }

  @Test
  void honestSeedIsNeverConvicted() {
    work();
    restartOn(honest -> honest);
    for (SimNode node : nodes) {
      assertEquals("", new Audit(simulation).problem(node));
      assertEquals(NodeStatus.Phase.IDLE, node.status().phase());
      assertTrue(node.status().witnessedSize() > 0);
    }
  }

  @Test
  void rewrittenHistoryIsCaughtByWhoeverHoldsACheckpoint() {
    work();
    restartOn(honest -> rewritten(honest, 5));
    nodes.forEach(node -> convicted(node, Evidence.Kind.NOT_CONTINUED));
  }

  @Test
  void rewrittenLastEntryIsCaughtToo() {
    work();
    long held = Objects.requireNonNull(nodes.get(0).archive().newest()).checkpoint().treeSize();
    restartOn(
        honest -> {
          List<LogBatch> seen = new ArrayList<>();
          for (LogBatch batch : honest) {
            if (batch.entries().getLast().entry().seq() < held) {
              seen.add(batch);
            }
          }
          return rewritten(seen, seen.size() - 1);
        });
    assertEquals(1, nodes.get(0).archive().evidence().size());
  }

  @Test
  void truncatedLogIsCaught() {
    work();
    restartOn(honest -> honest.subList(0, honest.size() / 2));
    nodes.forEach(node -> assertEquals(1, node.archive().evidence().size()));
    nodes.forEach(node -> assertEquals(NodeStatus.Phase.STOPPED, node.status().phase()));
  }

  @Test
  void anotherHistoryShownToAnotherNodeIsCaughtByGossip() {
    work();
    Simulation elsewhere = new Simulation(22);
    SimNode stranger = elsewhere.visitor();
    elsewhere.run(2_000);
    SignedCheckpoint theirs = Objects.requireNonNull(stranger.archive().newest());
    nodes.get(0).hear(theirs);
    simulation.run(1_000);
    convicted(nodes.get(0), Evidence.Kind.NOT_CONTINUED);
    assertTrue(nodes.get(1).archive().evidence().isEmpty(), "nobody told it");
  }

  @Test
  void gossipOfAnHonestSeedHarmsNobody() {
    work();
    SignedCheckpoint early = Objects.requireNonNull(nodes.get(0).archive().newest());
    SimNode late = simulation.visitor();
    simulation.run(61_000);
    late.hear(early);
    nodes.get(1).hear(Objects.requireNonNull(late.archive().newest()));
    simulation.run(1_000);
    for (SimNode node : List.of(late, nodes.get(0), nodes.get(1))) {
      assertEquals("", new Audit(simulation).problem(node));
      assertEquals(NodeStatus.Phase.IDLE, node.status().phase());
    }
  }

  @Test
  void checkpointThatNobodySignedSaysNothing() {
    work();
    SignedCheckpoint real = Objects.requireNonNull(nodes.get(0).archive().newest());
    Checkpoint said = real.checkpoint();
    Checkpoint other =
        new Checkpoint(
            said.chain(), said.treeSize(), "ab".repeat(32), said.headHash(), said.timestampNanos());
    nodes.get(1).hear(new SignedCheckpoint(other, real.publicKey(), real.signature()));
    simulation.run(1_000);
    assertTrue(nodes.get(1).archive().evidence().isEmpty());
    assertEquals(NodeStatus.Phase.IDLE, nodes.get(1).status().phase());
  }

  @Test
  void seedThatOwesAProofIsLeft() {
    work();
    simulation.bend(
        message -> message instanceof Message.Consistency ? new Message.Cancel(TASK) : message);
    SimNode node = nodes.get(0);
    long before = node.status().witnessedSize();
    simulation.submit(Jobs.of("j_0000000000000002", 60, Confidence.QUORUM, new SimRandom(9)));
    simulation.run(30_000);
    assertEquals(before, node.status().witnessedSize());
    assertTrue(node.archive().evidence().isEmpty(), "silence is no evidence");
  }

  @Test
  void wordOfAnotherCheckpointIsPassedOnThroughTheSeed() {
    work();
    List<Message> heard = new ArrayList<>();
    simulation.bend(
        message -> {
          if (message instanceof Message.Gossip) {
            heard.add(message);
          }
          return message;
        });
    simulation.run(61_000);
    assertEquals(List.of(), heard, "all were shown the same");
    SignedCheckpoint early =
        Objects.requireNonNull(nodes.get(0).archive().receipts().get(0)).checkpoint();
    nodes.get(0).tell(early);
    simulation.run(1_000);
    assertEquals(List.of(new Message.Gossip(early)), heard);
    assertEquals("", new Audit(simulation).problem(nodes.get(1)));
  }

  private static final String TASK = "t_0000000000000000";

  @Test
  void checkpointsAreShownLoggedAndCosigned() {
    simulation.fallback();
    work();
    simulation.run(61_000);
    var shown = simulation.coordinator().witnessed();
    assertNotNull(shown);
    assertEquals(2, shown.cosignatures().size(), "the seed's own node is no witness");
    long logged = new Audit(simulation).count(io.blackroad.mesh.log.Action.CHECKPOINT);
    assertTrue(logged >= 1);
    simulation.run(300_000);
    assertEquals(
        logged,
        new Audit(simulation).count(io.blackroad.mesh.log.Action.CHECKPOINT),
        "nothing was new but the checkpoint itself");
  }
}
