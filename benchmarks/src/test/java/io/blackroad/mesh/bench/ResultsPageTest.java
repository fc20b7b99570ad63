package io.blackroad.mesh.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ResultsPageTest {
  @Test
  void replacesItsOwnSectionOnly() {
    String once = ResultsPage.replaced("# Results\n\nWords.\n", "core", "first");
    String both = ResultsPage.replaced(once, "main-job", "other");
    String again = ResultsPage.replaced(both, "core", "second") + "After.\n";
    assertTrue(again.startsWith("# Results\n\nWords.\n\n<!-- core: "), again);
    assertTrue(again.contains("-->\nsecond\n<!-- core: end -->"), again);
    assertTrue(again.contains("-->\nother\n<!-- main-job: end -->"), again);
    assertTrue(again.endsWith("After.\n"), again);
    assertEquals(again, ResultsPage.replaced(again, "core", "second"));
  }

  @Test
  void missedTargetsStandOut() {
    Findings findings = new Findings();
    findings.begin("part");
    findings.add("x", "a thing", 3, "kB");
    findings.judge(Target.atMost("small", 11, 10, "kB"));
    findings.judge(Target.holds("same", true));
    String section =
        ResultsPage.section(Provenance.here(java.nio.file.Path.of(""), "x", "x"), findings, "r");
    assertTrue(section.contains("| small | at most 10 kB | 11 kB | **missed** |"), section);
    assertTrue(section.contains("| same | holds | holds | met |"), section);
    assertTrue(section.contains("| part | a thing | 3 kB |"), section);
  }
}
