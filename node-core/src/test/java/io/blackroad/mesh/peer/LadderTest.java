package io.blackroad.mesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.sim.SimRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When what is tried, beside a relay that is never touched. */
class LadderTest {
  private final SimTime time = new SimTime();
  private final List<String> log = new ArrayList<>();
  private int attempt;
  private int opened;
  private int closed;
  private boolean silent;

  private final LadderSide side =
      new LadderSide() {
        @Override
        public void command(int of, DirectCommand command) {
          attempt = of;
          opened += command instanceof DirectCommand.Open ? 1 : 0;
          closed += command instanceof DirectCommand.Close ? 1 : 0;
          note(command.getClass().getSimpleName());
        }

        @Override
        public void signal(PeerFrame.Signal signal) {
          note("signal");
        }

        @Override
        public boolean isSilent() {
          return silent;
        }

        @Override
        public void route(Trust trust) {
          note(trust.toString());
        }
      };

  private void note(String what) {
    log.add(time.monotonicMillis() + " " + what);
  }

  private Ladder ladder(boolean polite) {
    Ladder ladder = new Ladder(time, new SimRandom(5), side, polite);
    ladder.allow(true);
    return ladder;
  }

  private void run(Ladder ladder, long untilMillis) {
    while (ladder.wakeAtMillis() <= untilMillis) {
      time.runUntil(ladder.wakeAtMillis());
      ladder.tick();
    }
    time.runUntil(untilMillis);
  }

  private void openChannels(Ladder ladder) {
    ladder.event(attempt, new DirectEvent.ChannelsOpen());
    ladder.heard();
    log.clear();
  }

  @Test
  void stunAtOnceThenTurnWithARestartThenItIsOver() {
    run(ladder(false), 10_000);
    assertEquals(
        List.of("0 Open", "2500 UseTurn", "2500 RestartIce", "10000 DOWN", "10000 Close"), log);
  }

  @Test
  void thePoliteEndFollowsAndBeginsWhereNothingComes() {
    run(ladder(true), 11_000);
    assertEquals(List.of("2000 Open", "4000 UseTurn", "6000 RestartIce"), log);
  }

  @Test
  void attemptsAreBoundedAndFurtherAndFurtherApart() {
    Ladder ladder = ladder(false);
    run(ladder, 24 * 3_600_000L);
    assertEquals(Ladder.ATTEMPTS_MAX, opened);
    assertEquals(Ladder.ATTEMPTS_MAX, closed);
    assertEquals(Long.MAX_VALUE, ladder.wakeAtMillis());
    List<Long> opens =
        log.stream()
            .filter(line -> line.endsWith(" Open"))
            .map(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
            .toList();
    for (int i = 1; i < opens.size(); i++) {
      long wait = opens.get(i) - opens.get(i - 1) - Ladder.TRY_MILLIS;
      long base = 4_000L << (i - 1);
      assertTrue(wait >= base / 2 && wait < base * 3 / 2, "wait " + i + ": " + wait);
    }
  }

  @Test
  void anotherNetworkGivesNewAttempts() {
    Ladder ladder = ladder(false);
    run(ladder, 24 * 3_600_000L);
    ladder.networkChanged();
    run(ladder, 48 * 3_600_000L);
    assertEquals(2 * Ladder.ATTEMPTS_MAX, opened);
  }

  @Test
  void aRouteThatFallsSilentIsRestartedAtOnceAndHealsWhenHeard() {
    Ladder ladder = ladder(false);
    run(ladder, 100);
    openChannels(ladder);
    ladder.doubt();
    ladder.doubt();
    run(ladder, 3_000);
    ladder.heard();
    run(ladder, 100_000);
    assertEquals(List.of("100 DOUBTED", "100 UseTurn", "100 RestartIce", "3000 TRUSTED"), log);
  }

  @Test
  void whatARestartDoesNotHealIsBuiltAnew() {
    Ladder ladder = ladder(false);
    run(ladder, 100);
    openChannels(ladder);
    ladder.event(attempt, new DirectEvent.Disconnected());
    run(ladder, 6_200);
    assertEquals(
        List.of(
            "100 DOUBTED", "100 UseTurn", "100 RestartIce", "6100 DOWN", "6100 Close", "6100 Open"),
        log);
    assertEquals(2, attempt);
  }

  @Test
  void anotherNetworkIsReasonEnoughToRestart() {
    Ladder ladder = ladder(false);
    run(ladder, 100);
    openChannels(ladder);
    ladder.networkChanged();
    assertEquals(List.of("100 DOUBTED", "100 UseTurn", "100 RestartIce"), log);
  }

  @Test
  void aPeersAttemptIsFollowed() {
    Ladder ladder = ladder(true);
    ladder.signalled(offer(1));
    ladder.signalled(offer(3));
    ladder.signalled(offer(2));
    assertEquals(List.of("0 Open", "0 Take", "0 DOWN", "0 Close", "0 Open", "0 Take"), log);
    assertEquals(3, attempt);
  }

  @Test
  void aPeerThatRestartsWhatIsUpHereIsAnsweredOverTheRelay() {
    Ladder ladder = ladder(false);
    run(ladder, 100);
    openChannels(ladder);
    ladder.signalled(offer(1));
    assertEquals(List.of("100 DOUBTED", "100 UseTurn", "100 Take"), log);
    ladder.heard();
    run(ladder, 100_000);
    assertEquals("100 TRUSTED", log.get(log.size() - 1));
  }

  private static PeerFrame.Signal offer(int of) {
    return new PeerFrame.Signal(of, PeerFrame.Signal.Kind.OFFER, new byte[] {1});
  }

  @Test
  void aPeerThatBeginsWithoutEndIsNotFollowedWithoutEnd() {
    Ladder ladder = ladder(true);
    for (int i = 1; i < 1_000; i++) {
      ladder.signalled(offer(i));
    }
    ladder.signalled(offer(Integer.MAX_VALUE));
    assertEquals(Ladder.ATTEMPTS_MAX, opened);
  }

  @Test
  void whereItIsNotAllowedNothingIsTriedAndNothingAnswered() {
    Ladder ladder = ladder(false);
    ladder.allow(false);
    ladder.signalled(offer(1));
    run(ladder, 100_000);
    assertEquals(List.of(), log);
    assertEquals(Long.MAX_VALUE, ladder.wakeAtMillis());
  }

  @Test
  void whatIsTakenBackIsClosedAtOnce() {
    Ladder ladder = ladder(false);
    run(ladder, 100);
    openChannels(ladder);
    ladder.allow(false);
    assertEquals(List.of("100 DOWN", "100 Close"), log);
  }

  @Test
  void wordsOfAnOlderAttemptAreLeftAside() {
    Ladder ladder = ladder(false);
    run(ladder, 20_000);
    log.clear();
    ladder.event(1, new DirectEvent.NegotiationNeeded());
    ladder.event(1, new DirectEvent.ChannelsOpen());
    ladder.event(1, new DirectEvent.Failed());
    assertEquals(List.of(), log);
    assertTrue(attempt > 1);
  }

  @Test
  void waitsForASilentPeerAndBeginsWhenItIsHeard() {
    silent = true;
    Ladder ladder = ladder(false);
    run(ladder, 600_000);
    assertEquals(0, opened);
    silent = false;
    ladder.reached();
    run(ladder, 601_000);
    assertEquals(1, opened);
  }
}
