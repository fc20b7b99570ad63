package io.blackroad.mesh.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {
  private static final Provenance SAMPLE =
      new Provenance(
          Instant.parse("2026-03-31T23:59:59Z"),
          "0123456789",
          true,
          new Provenance.Machine("A CPU", 2, 4_096, "Linux 6.1"),
          "a VM",
          "156.0",
          "./mesh bench main-job",
          "0.1 0.2 0.3");

  @Test
  void onlyResultsMayDifferFromTheCommit() {
    assertFalse(Provenance.isDirty(List.of()));
    assertFalse(
        Provenance.isDirty(List.of(" M benchmarks/RESULTS.md", "A  benchmarks/results/x.json")));
    assertTrue(Provenance.isDirty(List.of(" M benchmarks/RESULTS.md", " M mesh")));
    assertTrue(Provenance.isDirty(List.of(" M benchmarks/src/RESULTS.md")));
  }

  @Test
  void readsTheProcessorsName() {
    assertEquals(
        "Some CPU @ 2 GHz",
        Provenance.cpuModel(List.of("processor : 0", "model name\t: Some CPU @ 2 GHz")));
    assertEquals("unknown " + System.getProperty("os.arch"), Provenance.cpuModel(List.of()));
  }

  @Test
  void figuresAreKeptUnderDayAndCommit(@TempDir Path folder) throws Exception {
    Findings findings = new Findings();
    findings.begin("part");
    findings.add("pace", "how fast", Samples.of(1, 2, 3), "texts/s");
    Path file = SAMPLE.write(folder, "main-job", findings.json());
    assertEquals(folder.resolve("main-job-2026-03-31-0123456789.json"), file);
    String text = Files.readString(file);
    assertTrue(text.contains("\"median\" : 2.0"), text);
    assertTrue(text.contains("\"unit\" : \"texts/s\""), text);
  }

  @Test
  void saysWhenItRanOnUncommittedChanges() {
    String section = ResultsPage.section(SAMPLE, new Findings(), "results/x.json");
    assertTrue(section.contains("`0123456789` **with uncommitted changes**"), section);
    assertTrue(section.contains("A CPU, 2 cores, 4096 MiB"), section);
  }

  @Test
  void knowsThisMachine() {
    Provenance here = Provenance.here(Path.of(""), "test", "none");
    assertTrue(here.machine().memoryMiB() > 100, here.machine().toString());
    assertTrue(here.load().matches("[0-9.]+ [0-9.]+ [0-9.]+"), here.load());
  }
}
