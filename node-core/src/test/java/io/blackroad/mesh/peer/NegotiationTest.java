package io.blackroad.mesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Both ends may want to change the connection at any time: they agree, and the polite gives way.
 */
class NegotiationTest {
  private final End polite = new End(true);
  private final End impolite = new End(false);

  /** One end, whose operations end when the test says so. */
  private static final class End {
    final List<String> commands = new ArrayList<>();
    final Deque<PeerFrame.Signal> said = new ArrayDeque<>();
    final Negotiation negotiation;

    End(boolean polite) {
      negotiation =
          new Negotiation(
              1,
              polite,
              command ->
                  commands.add(
                      command instanceof DirectCommand.Take take
                          ? "take " + take.kind()
                          : command.getClass().getSimpleName()),
              said::addLast);
    }

    void described(PeerFrame.Signal.Kind kind) {
      negotiation.described(kind, new byte[] {1});
    }

    /** Hears all that {@code other} has said. */
    void hear(End other) {
      while (!other.said.isEmpty()) {
        negotiation.signalled(other.said.removeFirst());
      }
    }
  }

  private static PeerFrame.Signal candidate() {
    return new PeerFrame.Signal(1, PeerFrame.Signal.Kind.CANDIDATE, new byte[] {1});
  }

  @Test
  void oneOffersTheOtherAnswers() {
    impolite.negotiation.needed();
    impolite.described(PeerFrame.Signal.Kind.OFFER);
    polite.hear(impolite);
    polite.negotiation.taken();
    polite.described(PeerFrame.Signal.Kind.ANSWER);
    impolite.hear(polite);
    impolite.negotiation.taken();
    assertEquals(List.of("Describe", "take ANSWER"), impolite.commands);
    assertEquals(List.of("take OFFER", "Describe"), polite.commands);
  }

  @Test
  void whenBothOfferThePoliteEndGivesWay() {
    impolite.negotiation.needed();
    polite.negotiation.needed();
    impolite.described(PeerFrame.Signal.Kind.OFFER);
    polite.described(PeerFrame.Signal.Kind.OFFER);
    polite.said.addLast(candidate());
    impolite.hear(polite);
    polite.hear(impolite);
    polite.negotiation.taken();
    polite.described(PeerFrame.Signal.Kind.ANSWER);
    polite.said.addLast(candidate());
    impolite.hear(polite);
    impolite.negotiation.taken();
    assertEquals(List.of("Describe", "take OFFER", "Describe"), polite.commands);
    // The candidate of the offer that was ignored is ignored too; that of the answer is not.
    assertEquals(List.of("Describe", "take ANSWER", "AddCandidate"), sorted(impolite.commands));
  }

  private static List<String> sorted(List<String> commands) {
    assertEquals(1, commands.stream().filter("AddCandidate"::equals).count());
    return commands;
  }

  @Test
  void anOfferThatComesWhileOneIsMadeIsJudgedWhenItIsMade() {
    polite.negotiation.needed();
    impolite.negotiation.needed();
    impolite.described(PeerFrame.Signal.Kind.OFFER);
    polite.hear(impolite);
    assertEquals(List.of("Describe"), polite.commands);
    polite.described(PeerFrame.Signal.Kind.OFFER);
    assertEquals(List.of("Describe", "take OFFER"), polite.commands);
  }

  @Test
  void candidatesWaitForTheirDescription() {
    impolite.negotiation.needed();
    impolite.described(PeerFrame.Signal.Kind.OFFER);
    impolite.said.addLast(candidate());
    polite.hear(impolite);
    assertEquals(List.of("take OFFER"), polite.commands);
    polite.negotiation.taken();
    polite.described(PeerFrame.Signal.Kind.ANSWER);
    assertEquals(List.of("take OFFER", "Describe", "AddCandidate"), polite.commands);
  }

  @Test
  void aNeedThatArisesMeanwhileIsSeenToAfterwards() {
    impolite.negotiation.needed();
    impolite.negotiation.needed();
    impolite.described(PeerFrame.Signal.Kind.OFFER);
    assertEquals(List.of("Describe"), impolite.commands);
    polite.hear(impolite);
    polite.negotiation.taken();
    polite.described(PeerFrame.Signal.Kind.ANSWER);
    impolite.hear(polite);
    impolite.negotiation.taken();
    assertEquals(List.of("Describe", "take ANSWER", "Describe"), impolite.commands);
  }

  @Test
  void anAnswerToNothingIsLeftAside() {
    impolite.negotiation.signalled(
        new PeerFrame.Signal(1, PeerFrame.Signal.Kind.ANSWER, new byte[] {1}));
    impolite.negotiation.taken();
    impolite.described(PeerFrame.Signal.Kind.ANSWER);
    assertTrue(impolite.commands.isEmpty());
    assertTrue(impolite.said.isEmpty());
  }

  @Test
  void whatWaitsIsBounded() {
    impolite.negotiation.needed();
    for (int i = 0; i < Negotiation.WAITING_MAX; i++) {
      assertTrue(impolite.negotiation.signalled(candidate()));
    }
    assertFalse(impolite.negotiation.signalled(candidate()));
  }
}
