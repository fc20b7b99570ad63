package io.blackroad.mesh.govern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import io.blackroad.mesh.task.TokenBatch;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GovernorTest {
  private static final ModelSpec ALONE = model("a", false);
  private static final ModelSpec TOGETHER = model("b", true);
  private static final TokenBatch TEXT = new TokenBatch(List.of(new int[100]));

  private long nowMillis = 1_000;
  private final Governor governor = new Governor(80, nowMillis);

  private static ModelSpec model(String hash, boolean batchable) {
    return new ModelSpec(
        "m", "sha256:" + hash, 1, "r", "sha256:0", "basic", 8, 128, Pooling.MEAN, batchable);
  }

  private static Conditions battery(boolean charging, int percent) {
    return new Conditions(false, false, charging, percent, false, Pressure.NOMINAL, false);
  }

  private static Conditions pressure(Pressure pressure) {
    return new Conditions(false, false, true, 100, false, pressure, false);
  }

  private static Conditions dataSaver() {
    return new Conditions(false, false, true, 100, true, Pressure.NOMINAL, false);
  }

  private static Conditions hidden(boolean rests) {
    return new Conditions(true, rests, true, 100, false, Pressure.UNKNOWN, false);
  }

  private static Conditions active() {
    return new Conditions(false, false, true, 100, false, Pressure.NOMINAL, true);
  }

  private Decision after(Conditions conditions) {
    governor.conditions(conditions, nowMillis);
    return governor.decide(nowMillis);
  }

  private static @Nullable Pause why(Decision decision) {
    return switch (decision) {
      case Decision.Run unused -> null;
      case Decision.RunLess less -> less.why();
      case Decision.RelayOnly relays -> relays.why();
      case Decision.Stop stops -> stops.why();
    };
  }

  private static @Nullable PauseCode code(Decision decision) {
    Pause why = why(decision);
    return why == null ? null : why.code();
  }

  /** How long it takes until the node runs as it may, once all is calm. */
  private long holdMillis() {
    governor.conditions(Conditions.CALM, nowMillis);
    long from = nowMillis;
    Decision decision = governor.decide(nowMillis);
    while (!(decision instanceof Decision.Run)) {
      long wake = governor.wakeAtMillis(nowMillis);
      assertTrue(wake > nowMillis && wake < Long.MAX_VALUE, "wakes at " + wake);
      Pause why = why(decision);
      assertNotNull(why);
      assertTrue(why.nextCheckMillis() >= wake - nowMillis, why + ", wakes at " + wake);
      nowMillis = wake;
      decision = governor.decide(nowMillis);
    }
    return nowMillis - from;
  }

  @Test
  void everyTriggerHasItsDecisionAtOnceAndItsTimeAfterwards() {
    assertEquals(
        PauseCode.ON_BATTERY,
        code(assertInstanceOf(Decision.RelayOnly.class, after(battery(false, 90)))));
    assertEquals(Rules.BATTERY_HOLD_MILLIS, holdMillis());
    assertEquals(
        PauseCode.BATTERY_LOW,
        code(assertInstanceOf(Decision.Stop.class, after(battery(false, 19)))));
    assertEquals(Rules.BATTERY_HOLD_MILLIS, holdMillis());
    assertEquals(
        PauseCode.DATA_SAVER, code(assertInstanceOf(Decision.Stop.class, after(dataSaver()))));
    assertEquals(Rules.DATA_SAVER_HOLD_MILLIS, holdMillis());
    assertEquals(
        PauseCode.PRESSURE,
        code(assertInstanceOf(Decision.RunLess.class, after(pressure(Pressure.SERIOUS)))));
    assertEquals(Rules.PRESSURE_HOLD_MILLIS, holdMillis());
    assertEquals(
        PauseCode.PRESSURE,
        code(assertInstanceOf(Decision.Stop.class, after(pressure(Pressure.CRITICAL)))));
    assertEquals(Rules.CRITICAL_HOLD_MILLIS, holdMillis());
    assertEquals(
        PauseCode.USER_ACTIVE, code(assertInstanceOf(Decision.RunLess.class, after(active()))));
    assertEquals(Rules.ACTIVE_HOLD_MILLIS, holdMillis());
    assertEquals(
        PauseCode.HIDDEN, code(assertInstanceOf(Decision.Stop.class, after(hidden(true)))));
    assertEquals(Rules.HIDDEN_HOLD_MILLIS, holdMillis());
  }

  @Test
  void whatMustNotPauseDoesNot() {
    assertInstanceOf(Decision.Run.class, after(battery(true, 3)));
    assertInstanceOf(Decision.Run.class, after(battery(true, Conditions.BATTERY_UNKNOWN)));
    assertInstanceOf(Decision.Run.class, after(hidden(false)));
    assertInstanceOf(Decision.Run.class, after(pressure(Pressure.FAIR)));
    assertInstanceOf(Decision.Run.class, after(pressure(Pressure.UNKNOWN)));
  }

  @Test
  void aBatteryOfUnknownChargeIsABatteryAllTheSame() {
    assertEquals(PauseCode.ON_BATTERY, code(after(battery(false, Conditions.BATTERY_UNKNOWN))));
    assertEquals(PauseCode.ON_BATTERY, code(after(battery(false, 20))));
    assertEquals(PauseCode.BATTERY_LOW, code(after(battery(false, 19))));
  }

  @Test
  void pressureThatStaysCriticalIsHeat() {
    assertEquals(PauseCode.PRESSURE, code(after(pressure(Pressure.CRITICAL))));
    nowMillis += Rules.CRITICAL_MILLIS;
    assertEquals(PauseCode.THERMAL, code(governor.decide(nowMillis)));
    assertEquals(Rules.THERMAL_HOLD_MILLIS, holdMillis());
  }

  @Test
  void saysWhenItLooksAgainWhileTheTriggerLasts() {
    after(battery(false, 50));
    for (long passed = 0; passed < 60_000; passed += 700) {
      Pause why = why(governor.decide(nowMillis + passed));
      assertNotNull(why);
      assertTrue(why.nextCheckMillis() > 0 && why.nextCheckMillis() <= Rules.CHECK_MILLIS);
    }
  }

  @Test
  void aVisitorAtTheirPageHalvesTheShareForAWhile() {
    assertEquals(80, percentInUse(10_000), 2);
    after(active());
    assertEquals(40, percentInUse(10_000), 2);
    holdMillis();
    assertEquals(80, percentInUse(10_000), 2);
  }

  @Test
  void anotherLimitHoldsAtOnceAndNotBeyondTheRules() {
    governor.cap(20, nowMillis);
    assertEquals(20, percentInUse(10_000), 1);
    after(active());
    assertEquals(10, percentInUse(10_000), 1);
    governor.cap(1, nowMillis);
    assertEquals(1, percentInUse(30_000), 1, "half of one percent is one");
  }

  /** Works whenever it may for so long, in runs of 25 ms. */
  private double percentInUse(long millis) {
    long from = nowMillis;
    long busyMillis = 0;
    while (nowMillis < from + millis) {
      governor.decide(nowMillis);
      if (nowMillis >= governor.readyAtMillis()) {
        Governor.Run run = governor.begin(ALONE, TEXT, nowMillis);
        nowMillis += 25;
        busyMillis += 25;
        governor.ran(run, 25_000, nowMillis);
      } else {
        nowMillis++;
      }
    }
    return 100.0 * busyMillis / (nowMillis - from);
  }

  @Test
  void aDeviceThatBecameSlowGetsARest() {
    governor.conditions(Conditions.CALM, nowMillis);
    percentInUse(1_000);
    long from = nowMillis;
    while (governor.decide(nowMillis) instanceof Decision.Run) {
      Governor.Run run = governor.begin(ALONE, TEXT, nowMillis);
      nowMillis += 60;
      governor.ran(run, 60_000, nowMillis);
      assertTrue(nowMillis - from < 11_000);
    }
    assertEquals(PauseCode.THERMAL, code(governor.decide(nowMillis)));
    assertTrue(nowMillis - from >= RunCosts.SLOW_MILLIS);
    assertEquals(Rules.THERMAL_HOLD_MILLIS, holdMillis());
  }

  @Test
  void withoutSensorsOnlyTheLimitCounts() {
    percentInUse(1_000);
    for (int i = 0; i < 300; i++) {
      Governor.Run run = governor.begin(ALONE, TEXT, nowMillis);
      nowMillis += 60;
      governor.ran(run, 60_000, nowMillis);
      assertInstanceOf(Decision.Run.class, governor.decide(nowMillis));
    }
  }

  @Test
  void aModelThatMindsItsNeighboursRunsOneTextAtATime() {
    List<int[]> texts = Collections.nCopies(8, new int[10]);
    governor.ran(governor.begin(TOGETHER, TEXT, nowMillis), 20_000, nowMillis + 20);
    governor.ran(governor.begin(ALONE, TEXT, nowMillis), 20_000, nowMillis + 20);
    assertEquals(1, governor.texts(ALONE, texts, 0));
    assertEquals(4, governor.texts(TOGETHER, texts, 0));
  }

  @Test
  void theGaugeShowsWhatWasUsedAndNotWhatWasWaitedFor() {
    percentInUse(5_000);
    assertEquals(80, governor.busyPercent(nowMillis), 5);
    assertEquals(80, governor.cpuPercent(nowMillis), 5);
    for (int i = 0; i < 20; i++) {
      nowMillis = Math.max(nowMillis, governor.readyAtMillis());
      Governor.Run run = governor.begin(ALONE, TEXT, nowMillis);
      nowMillis += 100;
      governor.ran(run, 100_000, nowMillis);
    }
    assertEquals(80, governor.busyPercent(nowMillis), 8);
    assertEquals(20, governor.cpuPercent(nowMillis), 3);
  }

  @Test
  void remembersTheCostsOfAFewModelsOnly() {
    List<int[]> texts = Collections.nCopies(8, new int[10]);
    governor.ran(governor.begin(TOGETHER, TEXT, nowMillis), 20_000, nowMillis + 20);
    for (int i = 0; i < 50; i++) {
      governor.texts(model("x" + i, true), texts, 0);
    }
    assertEquals(1, governor.texts(TOGETHER, texts, 0), "measured anew");
  }

  /** Sensors that say whatever they like, whenever they like. */
  @Test
  void changesItsMindAtMostOnceInItsTimeAndAlwaysAtOnceForRest() {
    for (int seed = 1; seed <= 3_000; seed++) {
      SimRandom random = new SimRandom(seed);
      Governor trial = new Governor(50, 0);
      long now = 0;
      long restedFrom = -1;
      for (int i = 0; i < 200; i++) {
        now += random.below(random.below(5) == 0 ? 60_000 : 2_000);
        Conditions conditions = random(random);
        trial.conditions(conditions, now);
        Decision decision = trial.decide(now);
        boolean rests = decision instanceof Decision.Stop || decision instanceof Decision.RelayOnly;
        if (mustRest(conditions)) {
          assertTrue(rests, conditions + " gave " + decision + ", seed " + seed);
        }
        if (rests && restedFrom < 0) {
          restedFrom = now;
        } else if (!rests && restedFrom >= 0) {
          assertTrue(now - restedFrom >= Rules.HIDDEN_HOLD_MILLIS, "flapped, seed " + seed);
          restedFrom = -1;
        }
      }
    }
  }

  private static boolean mustRest(Conditions now) {
    return !now.charging()
        || now.dataSaver()
        || now.pressure() == Pressure.CRITICAL
        || (now.hidden() && now.restsHidden());
  }

  private static Conditions random(SimRandom random) {
    boolean calm = random.below(3) > 0;
    return new Conditions(
        random.below(2) == 0,
        !calm && random.below(2) == 0,
        calm || random.below(2) == 0,
        random.below(102) - 1,
        !calm && random.below(4) == 0,
        calm ? Pressure.NOMINAL : random.below(2) == 0 ? Pressure.SERIOUS : Pressure.CRITICAL,
        random.below(2) == 0);
  }

  /** Each loosening waits for its rule's own time after the trigger was last seen. */
  @Test
  void eachRuleHoldsItsOwnTime() {
    for (int seed = 1; seed <= 1_000; seed++) {
      SimRandom random = new SimRandom(seed);
      Latch latch = new Latch(PauseCode.PRESSURE, 5_000);
      long now = 0;
      long lastThere = Long.MIN_VALUE / 2;
      boolean before = false;
      for (int i = 0; i < 300; i++) {
        now += random.below(4_000);
        boolean there = random.below(3) == 0;
        if (before) {
          lastThere = now; // it was seen until now
        }
        latch.see(there, now);
        before = there;
        assertEquals(there || now - lastThere < 5_000, latch.isOn(now), "seed " + seed);
      }
    }
  }
}
