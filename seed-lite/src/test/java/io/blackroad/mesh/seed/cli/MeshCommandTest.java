package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeshCommandTest {
  private static final List<String> COMMANDS =
      List.of("seed", "embed", "tokenize", "verify", "models", "turn-config", "doctor");

  @Test
  void everyCommandHelpsWithExamples() {
    for (String command : COMMANDS) {
      CliRun run = CliRun.of("", command, "--help");
      assertEquals(0, run.exitCode(), command);
      assertTrue(run.out().contains("Usage: mesh " + command), run.out());
      assertTrue(run.out().contains("Example"), run.out());
      assertEquals("", run.err());
    }
    assertTrue(CliRun.of("", "--help").out().contains("mesh embed < lines.txt"));
  }

  @Test
  void saysItsVersion() {
    CliRun run = CliRun.of("", "--version");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().startsWith("mesh "), run.out());
  }

  @Test
  void wrongUsageIsOneLineAndExitCodeTwo() {
    assertMisused("mesh: Unknown option: '--frob'", "--frob");
    assertMisused("mesh: Unmatched argument at index 0: 'frob'", "frob");
    assertMisused("mesh: Missing required subcommand");
    assertMisused("mesh tokenize: Unknown option: '--modle=x'", "tokenize", "--modle=x");
    assertMisused("mesh verify: ", "verify", "--data", "a", "--log", "b");
  }

  private static void assertMisused(String start, String... arguments) {
    CliRun run = CliRun.of("", arguments);
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().startsWith(start), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals("", run.out());
  }
}
