package io.blackroad.mesh.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Renderers that are made up: so much that is kept, a leak, and garbage that grows until the
 * browser collects it, by figures of Chromium 156.
 */
class KeptMemoryTest {
  private static final int RENDERERS = 1_000;
  private static final double HOURS = 0.8;
  private static final double TASKS_PER_HOUR = 5_000;
  private static final double KIB_PER_MIB = 1_024;
  private static final int LOOKS = 9;

  /** One that is left running for an hour, of which the first fifth does not count. */
  private static final class Renderer {
    final Random random;
    final double leakKibPerTask;
    final double toothHours;
    final double phase;

    Renderer(long seed, double leakKibPerTask) {
      this.random = new Random(seed);
      this.leakKibPerTask = leakKibPerTask;
      this.toothHours = 0.2 + 0.3 * random.nextDouble();
      this.phase = random.nextDouble();
    }

    double keptMib(double hours) {
      double leaked = leakKibPerTask * TASKS_PER_HOUR * hours / KIB_PER_MIB;
      return 255 + leaked + 1.6 * random.nextGaussian();
    }

    double residentMib(double hours) {
      double tooth = (hours / toothHours + phase) % 1;
      return keptMib(hours) + 16 + 40 * tooth;
    }

    KeptMemory.Look look(double hours) {
      List<Double> mib = new ArrayList<>();
      for (int i = 0; i < LOOKS; i++) {
        mib.add(keptMib(hours));
      }
      return new KeptMemory.Look(3_600 * hours, new Samples(mib), TASKS_PER_HOUR * hours);
    }

    double keptSlope() {
      KeptMemory kept = new KeptMemory();
      kept.add(look(0.2));
      kept.add(look(0.2 + HOURS));
      return kept.mibPerHour();
    }

    double residentSlope() {
      List<Double> seconds = new ArrayList<>();
      List<Double> mib = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        double hours = 0.2 + HOURS * i / 200;
        seconds.add(3_600 * hours);
        mib.add(residentMib(hours));
      }
      return ThreadMeter.slopePerHour(seconds, mib);
    }
  }

  /** How many of a thousand renderers are found to grow. */
  private static int found(double leakKibPerTask) {
    int found = 0;
    for (long seed = 0; seed < RENDERERS; seed++) {
      found += new Renderer(seed, leakKibPerTask).keptSlope() > LongPart.MIB_PER_HOUR_MAX ? 1 : 0;
    }
    return found;
  }

  @Test
  void aRendererThatLeaksNothingPasses() {
    assertTrue(found(0) <= 1, "false alarms: " + found(0));
  }

  @Test
  void aLeakOfFourKibibytesATaskIsFound() {
    assertTrue(found(4) >= RENDERERS - 1, "found: " + found(4));
  }

  @Test
  void aLineThroughResidentMemoryTellsGarbageFromLeaksNoBetterThanChance() {
    int alarms = 0;
    int missed = 0;
    for (long seed = 0; seed < RENDERERS; seed++) {
      alarms += new Renderer(seed, 0).residentSlope() > LongPart.MIB_PER_HOUR_MAX ? 1 : 0;
      missed += new Renderer(seed, 4).residentSlope() > LongPart.MIB_PER_HOUR_MAX ? 0 : 1;
    }
    assertTrue(alarms > RENDERERS / 20, "alarms: " + alarms);
    assertTrue(missed > RENDERERS / 5, "missed: " + missed);
  }

  @Test
  void growthIsThatOfTheMediansPerHour() {
    KeptMemory kept = new KeptMemory();
    kept.add(new KeptMemory.Look(100, Samples.of(10, 11, 300), 7));
    kept.add(new KeptMemory.Look(1_900, Samples.of(12, 12.5, 11), 1_007));
    assertEquals(2, kept.mibPerHour(), 1e-9);
    assertEquals(1_000, kept.tasks());
  }
}
