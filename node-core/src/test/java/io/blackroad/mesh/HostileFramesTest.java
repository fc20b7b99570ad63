package io.blackroad.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.sim.Audit;
import io.blackroad.mesh.sim.Jobs;
import io.blackroad.mesh.sim.SimConsent;
import io.blackroad.mesh.sim.SimKey;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.sim.Simulation;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.HelloProof;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A peer that says anything at all, at any time, to a seed that has work to do. */
class HostileFramesTest {
  private static final long CONNECTION = 1_000_000;
  private static final ConsentTerms TERMS = SimConsent.terms(50, "https://evil.test");

  private final Simulation simulation = new Simulation(11);
  private final List<Message> heard = new ArrayList<>();
  private final SimKey key = new SimKey(new byte[32]);
  private boolean closed;

  private void connect() {
    SignalLink link =
        new SignalLink() {
          @Override
          public boolean send(byte[] frame) {
            if (MessageCodec.decode(frame) instanceof Decoded.Ok ok) {
              heard.add(ok.message());
            }
            return !closed;
          }

          @Override
          public void close(String reason) {
            closed = true;
          }
        };
    simulation.coordinator().opened(CONNECTION, link, Arrival.VISITOR);
    simulation.run(10);
  }

  private void say(Message message) {
    simulation.coordinator().received(CONNECTION, MessageCodec.encode(message));
    simulation.run(50);
  }

  private void hello() {
    Message.Welcome welcome = (Message.Welcome) heard.get(0);
    byte[] proof = HelloProof.signed(welcome.challenge(), welcome.seedId(), TERMS);
    key.sign(
        proof,
        signature ->
            say(
                new Message.Hello(
                    Hex.of(key.publicKey()), Hex.of(signature), "sim-wasm", 0, TERMS, List.of())));
  }

  private String refusal() {
    return heard.stream()
        .filter(message -> message instanceof Message.Refused)
        .map(message -> ((Message.Refused) message).reason())
        .findFirst()
        .orElse("");
  }

  @Test
  void garbageEndsTheLinkWithAReason() {
    connect();
    simulation.coordinator().received(CONNECTION, new byte[] {7, 7, 7});
    simulation.run(10);
    assertTrue(refusal().startsWith("malformed frame"), refusal());
    assertTrue(closed);
  }

  @Test
  void nothingGoesBeforeHello() {
    connect();
    say(new Message.Heartbeat());
    assertTrue(refusal().contains("hello"), refusal());
  }

  @Test
  void signatureOfAnotherChallengeIsRefused() {
    connect();
    say(
        new Message.Hello(
            Hex.of(key.publicKey()), "00".repeat(64), "sim-wasm", 0, TERMS, List.of()));
    assertTrue(refusal().contains("signature"), refusal());
  }

  @Test
  void linkThatSaysNothingIsClosed() {
    connect();
    simulation.run(4_000);
    assertTrue(closed);
  }

  @Test
  void workOfOthersCannotBeClaimed() {
    simulation.visitor();
    simulation.visitor();
    Job job = Jobs.of("j_0000000000000001", 60, Confidence.QUORUM, new SimRandom(5));
    simulation.submit(job);
    connect();
    hello();
    String anyTask = "t_0000000000000000";
    say(new Message.Ready("no such model", false));
    say(new Message.Commit(anyTask, "00".repeat(32)));
    say(new Message.Reveal(anyTask, "00".repeat(32), Tensor.ofVectors(new float[8], 8)));
    say(new Message.Decline(anyTask, "no"));
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()), 60_000));
    Audit audit = new Audit(simulation);
    assertEquals("", audit.problem());
    assertEquals(2, audit.paid().size());
  }

  @Test
  void whoDeclinesEverythingIsShownOut() {
    connect();
    hello();
    for (int i = 0; i < 17; i++) {
      say(new Message.Decline("t_0000000000000000", "no"));
    }
    assertTrue(refusal().contains("declined"), refusal());
  }

  @Test
  void seedsOwnMessagesAreNotTaken() {
    connect();
    hello();
    say(new Message.Open("t_0000000000000000"));
    assertTrue(refusal().contains("does not take"), refusal());
  }

  @Test
  void randomFramesNeverStopTheSeed() {
    Job job = Jobs.of("j_0000000000000001", 60, Confidence.QUORUM, new SimRandom(5));
    simulation.visitor();
    simulation.visitor();
    simulation.submit(job);
    SimRandom random = new SimRandom(77);
    for (int i = 0; i < 2_000; i++) {
      closed = false;
      byte[] frame = new byte[1 + random.below(200)];
      random.fill(frame);
      simulation.coordinator().opened(CONNECTION + i, new Deaf(), Arrival.VISITOR);
      simulation.coordinator().received(CONNECTION + i, frame);
    }
    assertTrue(simulation.runUntil(() -> simulation.ended(job.id()), 60_000));
  }

  /** Takes everything, says nothing. */
  private static final class Deaf implements SignalLink {
    @Override
    public boolean send(byte[] frame) {
      return true;
    }

    @Override
    public void close(String reason) {}
  }
}
