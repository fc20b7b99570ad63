package io.blackroad.mesh.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TargetTest {
  @Test
  void limitsAreMetWhenReachedExactly() {
    assertTrue(Target.atMost("a", 2, 2, "s").met());
    assertFalse(Target.atMost("a", 2.001, 2, "s").met());
    assertTrue(Target.atLeast("a", 0.85, 0.85, "times").met());
    assertFalse(Target.atLeast("a", 0.8499, 0.85, "times").met());
  }

  @Test
  void nothingMeasuredMeetsNothing() {
    assertFalse(Target.atMost("a", Double.NaN, 2, "s").met());
    assertFalse(Target.atLeast("a", Double.NaN, 2, "s").met());
  }

  @Test
  void statementsHoldOrFail() {
    assertTrue(Target.holds("a", true).met());
    assertEquals("fails", Target.holds("a", false).got());
  }

  @Test
  void readsAsASentence() {
    Target target = Target.atMost("first result", 1.624, 2, "s");
    assertEquals("at most 2 s", target.wanted());
    assertEquals("1.62 s", target.got());
    assertTrue(target.toJson().toString().contains("\"met\":true"));
  }
}
