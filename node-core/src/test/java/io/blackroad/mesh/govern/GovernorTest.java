package io.blackroad.mesh.govern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import io.blackroad.mesh.task.TokenBatch;
import java.util.Collections;
import java.util.List;
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
    return new Conditions(charging, percent, Conditions.PRESSURE_NONE, 0);
  }

  private static Conditions pressure(int pressure) {
    return new Conditions(true, 100, pressure, 0);
  }

  private static Conditions sign(int sign) {
    return new Conditions(true, 100, Conditions.PRESSURE_NONE, sign);
  }

  private Decision after(Conditions conditions) {
    governor.conditions(conditions, nowMillis);
    return governor.decide(nowMillis);
  }

  private static void assertStops(PauseCode code, Decision decision) {
    assertPause(code, decision);
    assertTrue(decision.rests() && !decision.relays());
  }

  private static void assertRunsLess(PauseCode code, Decision decision) {
    assertPause(code, decision);
    assertEquals(Rules.LESS_PERCENT, decision.sharePercent());
  }

  private static void assertPause(PauseCode code, Decision decision) {
    Pause why = decision.why();
    assertNotNull(why);
    assertEquals(code.wireName(), why.code().wireName());
  }

  /** How long it takes until the node runs as it may, once all is calm. */
  private long holdMillis() {
    governor.conditions(Conditions.CALM, nowMillis);
    long from = nowMillis;
    Decision decision = governor.decide(nowMillis);
    for (Pause why = decision.why(); why != null; why = decision.why()) {
      long wake = governor.wakeAtMillis(nowMillis);
      assertTrue(wake > nowMillis && wake < Long.MAX_VALUE, "wakes at " + wake);
      assertTrue(why.nextCheckMillis() >= wake - nowMillis, "wakes at " + wake);
      nowMillis = wake;
      decision = governor.decide(nowMillis);
    }
    return nowMillis - from;
  }

  @Test
  void everyTriggerHasItsDecisionAtOnceAndItsTimeAfterwards() {
    Decision relays = after(battery(false, 90));
    assertPause(PauseCode.ON_BATTERY, relays);
    assertTrue(relays.rests() && relays.relays());
    assertEquals(Rules.BATTERY_HOLD_MILLIS, holdMillis());
    assertStops(PauseCode.BATTERY_LOW, after(battery(false, 19)));
    assertEquals(Rules.BATTERY_HOLD_MILLIS, holdMillis());
    assertStops(PauseCode.DATA_SAVER, after(sign(Conditions.DATA_SAVER)));
    assertEquals(Rules.DATA_SAVER_HOLD_MILLIS, holdMillis());
    assertRunsLess(PauseCode.PRESSURE, after(pressure(Conditions.PRESSURE_SERIOUS)));
    assertEquals(Rules.PRESSURE_HOLD_MILLIS, holdMillis());
    assertStops(PauseCode.PRESSURE, after(pressure(Conditions.PRESSURE_CRITICAL)));
    assertEquals(Rules.CRITICAL_HOLD_MILLIS, holdMillis());
    assertRunsLess(PauseCode.USER_ACTIVE, after(sign(Conditions.USER_ACTIVE)));
    assertEquals(Rules.ACTIVE_HOLD_MILLIS, holdMillis());
    assertStops(PauseCode.HIDDEN, after(sign(Conditions.HIDDEN)));
    assertEquals(Rules.HIDDEN_HOLD_MILLIS, holdMillis());
  }

  @Test
  void whatMustNotPauseDoesNot() {
    assertNull(after(battery(true, 3)).why());
    assertNull(after(battery(true, Conditions.BATTERY_UNKNOWN)).why());
    assertNull(after(pressure(Conditions.PRESSURE_NONE)).why());
    assertEquals(100, after(Conditions.CALM).sharePercent());
  }

  @Test
  void aBatteryOfUnknownChargeIsABatteryAllTheSame() {
    assertPause(PauseCode.ON_BATTERY, after(battery(false, Conditions.BATTERY_UNKNOWN)));
    assertPause(PauseCode.ON_BATTERY, after(battery(false, 20)));
    assertPause(PauseCode.BATTERY_LOW, after(battery(false, 19)));
  }

  @Test
  void pressureThatStaysCriticalIsHeat() {
    assertPause(PauseCode.PRESSURE, after(pressure(Conditions.PRESSURE_CRITICAL)));
    assertEquals(nowMillis + Rules.CRITICAL_MILLIS, governor.wakeAtMillis(nowMillis));
    nowMillis += Rules.CRITICAL_MILLIS;
    assertEquals(Long.MAX_VALUE, governor.wakeAtMillis(nowMillis));
    assertPause(PauseCode.THERMAL, governor.decide(nowMillis));
    assertEquals(Rules.THERMAL_HOLD_MILLIS, holdMillis());
  }

  @Test
  void saysWhenItLooksAgainWhileTheTriggerLasts() {
    after(battery(false, 50));
    for (long passed = 0; passed < 60_000; passed += 700) {
      Pause why = governor.decide(nowMillis + passed).why();
      assertNotNull(why);
      assertTrue(why.nextCheckMillis() > 0 && why.nextCheckMillis() <= Rules.CHECK_MILLIS);
    }
  }

  @Test
  void aVisitorAtTheirPageHalvesTheShareForAWhile() {
    assertEquals(80, percentInUse(10_000), 2);
    after(sign(Conditions.USER_ACTIVE));
    assertEquals(40, percentInUse(10_000), 2);
    holdMillis();
    assertEquals(80, percentInUse(10_000), 2);
  }

  @Test
  void anotherLimitHoldsAtOnceAndNotBeyondTheRules() {
    governor.cap(20, nowMillis);
    assertEquals(20, percentInUse(10_000), 1);
    after(sign(Conditions.USER_ACTIVE));
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
    while (!governor.decide(nowMillis).rests()) {
      Governor.Run run = governor.begin(ALONE, TEXT, nowMillis);
      nowMillis += 60;
      governor.ran(run, 60_000, nowMillis);
      assertTrue(nowMillis - from < 11_000);
    }
    assertPause(PauseCode.THERMAL, governor.decide(nowMillis));
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
      assertNull(governor.decide(nowMillis).why());
    }
  }

  @Test
  void aModelThatMindsItsNeighboursRunsOneTextAtATime() {
    List<int[]> texts = Collections.nCopies(8, new int[10]);
    governor.ran(governor.begin(ALONE, TEXT, nowMillis), 20_000, nowMillis + 20);
    assertEquals(1, governor.texts(ALONE, texts, 0));
    governor.ran(governor.begin(TOGETHER, TEXT, nowMillis), 20_000, nowMillis + 20);
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
  void anotherModelIsMeasuredAnew() {
    List<int[]> texts = Collections.nCopies(8, new int[10]);
    governor.ran(governor.begin(TOGETHER, TEXT, nowMillis), 20_000, nowMillis + 20);
    assertEquals(4, governor.texts(TOGETHER, texts, 0));
    assertEquals(1, governor.texts(model("c", true), texts, 0));
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
        boolean rests = decision.rests();
        if (mustRest(conditions)) {
          assertTrue(rests, "works on, seed " + seed);
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
        || now.has(Conditions.DATA_SAVER)
        || now.has(Conditions.HIDDEN)
        || now.pressure() == Conditions.PRESSURE_CRITICAL;
  }

  private static Conditions random(SimRandom random) {
    boolean calm = random.below(3) > 0;
    return new Conditions(
        calm || random.below(2) == 0,
        random.below(102) - 1,
        calm ? Conditions.PRESSURE_NONE : random.below(3),
        calm ? Conditions.USER_ACTIVE : random.below(8));
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
