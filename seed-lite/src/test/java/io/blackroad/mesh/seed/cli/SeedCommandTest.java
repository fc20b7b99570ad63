package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The seed as an operator runs it: a process, signals, its own fallback node, real vectors. */
@Timeout(180)
class SeedCommandTest {
  private static final int SIGTERM_EXIT = 143;

  private static final Pattern VECTOR =
      Pattern.compile(
          "\\{\"index\":[0-9]+,\"embedding\":\\[([-.0-9E]+,){383}[-.0-9E]+],\"confirmedBy\":1,.*}");

  @TempDir Path folder;

  @Test
  void embedsByItselfAndKeepsAChainThatVerifies() throws Exception {
    try (SeedProcess seed = start()) {
      String url = seed.url();
      CliRun run =
          CliRun.of(
              "a glacier is a river of ice\nvolcanoes\n",
              "embed",
              "--seed",
              url,
              "--confidence",
              "off");
      assertEquals(0, run.exitCode(), run.err());
      List<String> lines = run.out().lines().toList();
      assertEquals(2, lines.size());
      for (int i = 0; i < 2; i++) {
        assertTrue(VECTOR.matcher(lines.get(i)).matches(), lines.get(i));
        assertTrue(lines.get(i).startsWith("{\"index\":" + i + ","), lines.get(i));
      }
      assertEquals(SIGTERM_EXIT, seed.terminate());
      assertTrue(seed.rest().endsWith("stopped"), "no clean end");
    }
    CliRun verified = CliRun.of("", "verify", "--data", data());
    assertEquals(0, verified.exitCode(), verified.err());
    assertTrue(verified.out().contains(" entries of mesh/s_"), verified.out());
  }

  @Test
  void goesOnAfterKillNine() throws Exception {
    String url;
    try (SeedProcess seed = start()) {
      url = seed.url();
      assertEquals(0, embed(url, "one\n").exitCode());
      seed.kill();
    }
    try (SeedProcess seed = start()) {
      assertEquals(0, embed(seed.url(), "two\n").exitCode());
      assertEquals(SIGTERM_EXIT, seed.terminate());
    }
    assertEquals(0, CliRun.of("", "verify", "--data", data()).exitCode());
  }

  @Test
  void aSecondSeedOnTheSameDataIsOneLine() throws Exception {
    try (SeedProcess first = start()) {
      first.url();
      assertEnds("mesh seed: another seed is using the data folder ", start());
    }
  }

  @Test
  void aPortInUseIsOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertEnds(
          "mesh seed: cannot listen on 127.0.0.1:" + port,
          new SeedProcess("--data", data(), "--port", port));
    }
  }

  @Test
  void aSiteThatIsNotThereIsOneLine() throws Exception {
    assertEnds(
        "mesh seed: the site folder ", new SeedProcess("--data", data(), "--site", data() + "/no"));
  }

  private static CliRun embed(String url, String in) {
    return CliRun.of(in, "embed", "--seed", url, "--confidence", "off");
  }

  private static void assertEnds(String start, SeedProcess seed) throws Exception {
    try (seed) {
      String said = seed.rest();
      assertEquals(1, seed.exitCode(), said);
      assertTrue(said.startsWith(start), said);
      assertEquals(1, said.lines().count(), said);
    }
  }

  private SeedProcess start() throws Exception {
    return new SeedProcess("--data", data(), "--port", "0");
  }

  private String data() {
    return folder.resolve("data").toString();
  }
}
