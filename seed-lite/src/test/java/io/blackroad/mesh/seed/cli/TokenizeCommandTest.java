package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizeCommandTest {
  @TempDir Path folder;

  @Test
  void printsOneArrayPerLine() {
    CliRun run = tokenize("hello world\n\nna\u00efve caf\u00e9\r\nlast");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        "[101,7592,2088,102]\n[101,102]\n[101,15743,7668,102]\n[101,2197,102]\n", run.out());
    assertFalse(Files.exists(folder.resolve("data")), "tokenizing left something behind");
  }

  @Test
  void nothingInIsNothingOut() {
    assertEquals(new CliRun(0, "", ""), tokenize(""));
  }

  @Test
  void aLineSeparatorInsideOfATextEndsNoLine() {
    CliRun run = tokenize("a\u2028b\rc\u0085d\n");
    assertEquals(1, run.out().lines().count(), run.out());
  }

  @Test
  void anUnknownModelIsNamedWithTheKnownOnes() {
    CliRun run = tokenize("x", "--model", "nope");
    assertEquals(1, run.exitCode());
    assertTrue(
        run.err().startsWith("mesh tokenize: no model 'nope'; there are all-mini"), run.err());
  }

  @Test
  void anAbsentModelSaysWhatIsMissing() {
    CliRun run = tokenize("x", "--model", "nomic-embed-text-v1.5");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith("mesh tokenize: put the file "), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void anEndlessLineIsRefused() {
    CliRun run = tokenize("short\n" + "x".repeat(Lines.BYTES_MAX + 1));
    assertEquals(1, run.exitCode());
    assertEquals("[101,2460,102]\n", run.out());
    assertTrue(run.err().contains("line 2 is longer than 1048576 bytes"), run.err());
  }

  private CliRun tokenize(String in, String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "tokenize";
    arguments[1] = "--data";
    arguments[2] = folder.resolve("data").toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return CliRun.of(in, arguments);
  }
}
