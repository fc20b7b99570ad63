package io.blackroad.mesh.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimCommandTest {
  private record Ran(int code, String out, String err) {}

  private static Ran sim(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new SimCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  @Test
  void sameSeedPrintsTheSameTimeline() {
    Ran first = sim("11");
    assertEquals(first, sim("11"));
    assertEquals(0, first.code);
    assertNotEquals(first.out, sim("12").out);
  }

  @Test
  void timelineShowsTheLifeOfTheJob() {
    String out = sim("11", "--nodes", "6", "--texts", "400").out;
    assertTrue(out.contains("visitor 4 (liar) consents"), out);
    assertTrue(out.contains("a job of 400 texts is admitted"), out);
    assertTrue(out.contains("the result of visitor 4 (liar) is disproven"), out);
    assertTrue(out.contains("visitor 6 (fickle) joins"), out);
    assertTrue(out.contains("the job is done"), out);
    assertEquals(1, out.lines().filter(line -> line.startsWith("seed 11: every")).count(), out);
  }

  @Test
  void quietPrintsOneLine() {
    assertEquals(1, sim("3", "--quiet").out.lines().count());
  }

  @Test
  void searchPlaysASmallMeshAndAPopulationOfEverySeed() {
    Ran ran = sim("--search", "2", "--first", "5");
    assertEquals(0, ran.code, ran.out);
    assertEquals(5, ran.out.lines().count(), ran.out);
    assertTrue(ran.out.startsWith("seed 5: every invariant held"), ran.out);
    assertTrue(ran.out.contains(" seed 6: every invariant held"), ran.out);
    assertTrue(ran.out.contains("2 meshes played, from seed 5 on"), ran.out);
  }

  @Test
  void searchKeepsToTheSizeThatIsGiven() {
    Ran ran = sim("5", "--search", "4", "--nodes", "5");
    assertEquals(0, ran.code, ran.out);
    assertEquals(5, ran.out.lines().count(), ran.out);
    assertTrue(ran.out.contains("4 meshes played, from seed 5 on"), ran.out);
  }

  @Test
  void samePopulationPrintsTheSameTimeline() {
    String[] population = {"3", "--nodes", "60", "--tasks", "600", "--mix", "everything"};
    Ran first = sim(population);
    assertEquals(first, sim(population));
    assertEquals(0, first.code, first.out);
    assertTrue(first.out.contains("accepted/s"), first.out);
    assertTrue(first.out.contains("deserter after open"), first.out);
    assertEquals(1, first.out.lines().filter(line -> line.startsWith("seed 3: every")).count());
  }

  @Test
  void saysWhatIsWrongWithItsArguments() {
    assertEquals(2, sim().code);
    Ran few = sim("1", "--nodes", "2");
    assertEquals(2, few.code);
    assertTrue(few.err.contains("2 visitors, wanted at least 4"), few.err);
    assertEquals(2, sim("--search", "0").code);
    Ran mix = sim("1", "--mix", "nobody");
    assertEquals(2, mix.code);
    assertTrue(mix.err.contains("--mix nobody, wanted one of ordinary, honest"), mix.err);
    assertEquals(2, sim("1", "--tasks", "9", "--confidence", "high").code);
    assertEquals(2, sim("1", "--tasks", "0").code);
  }
}
