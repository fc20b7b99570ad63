package io.blackroad.mesh.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.bench.Society.Member;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.task.Confidence;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The policies do what their descriptions say, on people who are what they are said to be. */
class TrustTest {
  private static final int TASKS = 4_000;

  private static long liars(Society society) {
    return society.members().stream().filter(member -> !member.honest()).count();
  }

  @Test
  void populationsHaveTheSharesThatTheyAreNamedFor() {
    Society steady = Society.of("steady", 1, 500);
    assertEquals(25, steady.members().stream().filter(m -> m.pastTasks() == 0).count());
    assertEquals(5, liars(steady));
    for (String name : List.of("sabotaged", "sleepers", "colluders", "cold")) {
      assertEquals(100, liars(Society.of(name, 1, 500)), name);
    }
    assertTrue(
        Society.of("sabotaged", 1, 500).members().stream()
            .allMatch(member -> member.honest() == member.pastTasks() > 0));
  }

  @Test
  void membersLieAtTheirRateAndAlwaysTheSameAboutTheSameTask() {
    Society society = Society.of("cold", 1, 100);
    for (Member member : society.members()) {
      int lies = 0;
      for (int task = 0; task < TASKS; task++) {
        int answer = society.answer(member, task);
        assertEquals(answer, society.answer(member, task));
        lies += answer == 0 ? 0 : 1;
      }
      assertEquals(member.lieRate(), lies / (double) TASKS, 0.03, member.toString());
    }
  }

  @Test
  void onlyColludersTellOneLie() {
    Society apart = Society.of("cold", 1, 100);
    Society together = Society.of("colluders", 1, 100);
    assertTrue(apart.answer(apart.members().get(0), 1) != apart.answer(apart.members().get(20), 1));
    assertEquals(
        together.answer(together.members().get(0), 1),
        together.answer(together.members().get(20), 1));
    assertTrue(together.answer(together.members().get(0), 1) != 0);
  }

  @Test
  void twoOfThreeComputesHonestTasksTwice() {
    TrustReport report = new TwoOfThree().run(Society.of("honest", 1, 100), TASKS);
    assertEquals(1.0, report.extraWork());
    assertEquals(0, report.wrongAtFirst());
    assertEquals(2, report.medianCopies());
    assertTrue(report.complete());
  }

  @Test
  void boincTrustsFromTenOnAndMoreAndMore() {
    assertFalse(BoincAdaptive.trusts(9, 0.99));
    assertFalse(BoincAdaptive.trusts(10, 0.09));
    assertTrue(BoincAdaptive.trusts(10, 0.11));
    assertTrue(BoincAdaptive.trusts(1_000, 0.002));
  }

  @Test
  void boincsCountGrowsAsItsRuleMakesItGrow() {
    assertEquals(7, BoincAdaptive.validAfter(7));
    SimRandom random = new SimRandom(3);
    double sum = 0;
    int hosts = 400;
    for (int host = 0; host < hosts; host++) {
      double valid = 0;
      for (int task = 0; task < 2_000; task++) {
        double chance = (random.nextLong() >>> 11) * 0x1p-53;
        valid += BoincAdaptive.trusts(valid, chance) ? 0 : 1;
      }
      sum += valid;
    }
    assertEquals(sum / hosts, BoincAdaptive.validAfter(2_000), 1.5);
  }

  @Test
  void theMeshChecksFewResultsOfProvenNodes() {
    TrustReport report =
        new MeshTrust(Confidence.STANDARD).run(Society.of("honest", 1, 100), TASKS);
    assertEquals(0.03, report.extraWork(), 0.012);
    assertEquals(1, report.medianCopies());
    assertEquals(0, report.barredHonest());
    assertTrue(report.complete());
  }

  @Test
  void theMeshBarsWhoLiesAndCorrectsWhatItHandedOut() {
    TrustReport report =
        new MeshTrust(Confidence.STANDARD).run(Society.of("sleepers", 1, 100), TASKS);
    assertTrue(report.wrongAtFirst() > 0, "nobody got away with anything");
    assertTrue(report.wrongInTheEnd() < report.wrongAtFirst() / 2, "nothing was corrected");
    assertTrue(report.barredLiars() >= 5, report.barredLiars() + " liars barred");
    assertEquals(0, report.barredHonest());
    assertTrue(report.complete());
  }

  @Test
  void aReportCountsTheFirstAnswerAndTheLast() {
    TrustReport report = new TrustReport(4);
    for (int task = 0; task < 4; task++) {
      report.computed(task);
      assertFalse(report.complete());
      report.accepted(task, task == 0 ? 9 : 0);
    }
    assertTrue(report.complete());
    assertEquals(0.25, report.wrongAtFirst());
    report.computed(0);
    report.accepted(0, 0);
    assertEquals(0.25, report.wrongAtFirst());
    assertEquals(0, report.wrongInTheEnd());
    assertEquals(0.25, report.extraWork());
  }
}
