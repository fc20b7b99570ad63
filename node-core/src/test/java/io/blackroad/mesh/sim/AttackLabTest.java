package io.blackroad.mesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.sim.AttackLab.Finding;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No attack gets more, or costs others more, than docs/attacks.md says. */
class AttackLabTest {
  private static final AttackLab LAB = new AttackLab();
  private static final Map<String, Finding> FINDINGS = new LinkedHashMap<>();

  /** What may come of an attack that needs no words of its own. */
  private static final Bounds NOTHING = new Bounds(0, 5, 5, 1.5);

  /**
   * What may come of an attack at most.
   *
   * @param wrongPercent results that are wrong and stay accepted, of all
   * @param incomePercent of an attacker's session, of an honest one's
   * @param extraPoints percent of work more than without the attack
   * @param timeFactor longer than without the attack
   */
  private record Bounds(
      double wrongPercent, double incomePercent, double extraPoints, double timeFactor) {}

  private static Bounds bounds(String attack) {
    return switch (attack) {
      // Paid for what it did right before, and what it lies is refused.
      case "lying after 50 accepted results" -> new Bounds(0, 120, 20, 1.5);
      // Believed until one of three checks in a hundred meets it; who leaves before keeps its
      // spoils.
      case "lying after 5,000 accepted results" -> new Bounds(10, 120, 15, 1.5);
      // Nine of ten visitors: the work is done by the others, who have to check more newcomers.
      case "sybil flood, 4 networks" -> new Bounds(0, 5, 15, 1.5);
      // Its earlier results were confirmed before it fell silent.
      case "leaving after the commitment" -> new Bounds(0, 25, 5, 1.5);
      // The last tasks wait for a lease that runs out.
      case "withholding the reveal" -> new Bounds(0, 5, 5, 3);
      default -> NOTHING;
    };
  }

  private static Iterable<String> attacks() {
    return LAB.names();
  }

  private static Finding finding(String attack) {
    return FINDINGS.computeIfAbsent(attack, LAB::play);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void attackGetsNoMoreThanItsBounds(String attack) {
    Finding found = finding(attack);
    Finding peace = finding(baseline(attack));
    Bounds bounds = bounds(attack);
    String row = AttackLab.row(found);
    assertEquals("", found.outcome().problem(), row);
    double wrong = 100.0 * found.outcome().end().wrong() / found.outcome().end().accepted();
    assertTrue(wrong <= bounds.wrongPercent, () -> "wrong results stay: " + row);
    assertTrue(found.incomePercent() <= bounds.incomePercent, () -> "it pays: " + row);
    double extra = found.extraPercent() - peace.extraPercent();
    assertTrue(extra <= bounds.extraPoints, () -> extra + " points of work more: " + row);
    double factor = found.seconds() / peace.seconds();
    assertTrue(factor <= bounds.timeFactor, () -> factor + " times as long: " + row);
  }

  private static String baseline(String attack) {
    boolean fresh = attack.equals("lying after 50 accepted results");
    return fresh || attack.equals(AttackLab.NEW_SEED) ? AttackLab.NEW_SEED : AttackLab.PEACE;
  }

  @ParameterizedTest
  @MethodSource("liars")
  void liarsAreCaught(String attack) {
    NodeTally attackers = finding(attack).attackers();
    assertTrue(attackers.results + attackers.disproven > 0, "nobody attacked");
    assertTrue(attackers.barred > 0, () -> AttackLab.row(finding(attack)));
  }

  private static Iterable<String> liars() {
    return java.util.List.of(
        "always lying",
        "lying after 50 accepted results",
        "20 % independent saboteurs",
        "20 % colluders, one wrong answer",
        "sybil flood, 4 networks",
        "copying a neighbour's answer",
        "replaying an old result",
        "claiming absurd speed",
        "withholding the reveal");
  }
}
