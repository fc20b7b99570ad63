package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.ChainVerifier;
import io.blackroad.mesh.log.LoggedEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a process that stores: nothing that it was told is durable may be missing after. */
class KilledSeedTest {
  private static final int LIVES = 6;
  private static final int ACKNOWLEDGEMENTS_MAX = 400;

  @TempDir Path data;

  @Test
  void losesNothingAcknowledgedAndBooksNothingTwice() throws Exception {
    long seed = System.nanoTime();
    SeededBytes random = new SeededBytes(seed);
    long acknowledged = -1;
    for (int life = 0; life < LIVES; life++) {
      acknowledged = Math.max(acknowledged, liveAndDie(random));
      assertKept(acknowledged, "seed " + seed + ", life " + life);
    }
    assertTrue(acknowledged > LIVES, "the writer got nowhere: " + acknowledged);
  }

  /** Runs a writer, kills it after some acknowledgements, and returns the last one that it gave. */
  private long liveAndDie(SeededBytes random) throws Exception {
    Process process = start(random.next());
    int kills = 1 + random.below(ACKNOWLEDGEMENTS_MAX);
    long last = -1;
    int count = 0;
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Long.parseLong(line);
        count++;
        if (count == kills) {
          process
              .toHandle()
              .destroyForcibly(); // SIGKILL; what is still in the pipe counts as acknowledged
        }
      }
    }
    assertEquals(137, process.waitFor(), "128 + SIGKILL");
    return last;
  }

  private Process start(long writerSeed) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(property("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(property("java.class.path"));
    command.add(KilledWriter.class.getName());
    command.add(data.toString());
    command.add(Long.toString(writerSeed));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }

  private void assertKept(long acknowledged, String context) throws Exception {
    try (SqliteSeedStore store = SqliteSeedStore.open(data, new Sha256())) {
      List<LoggedEntry> entries = store.log().entries(0, Integer.MAX_VALUE);
      assertTrue(
          entries.size() > acknowledged,
          () -> entries.size() + " entries, acknowledged " + acknowledged + "; " + context);
      ChainVerifier verifier = new ChainVerifier(new Sha256());
      entries.forEach(verifier::feed);
      assertEquals(new ChainVerifier.Result.Sound(entries.size()), verifier.result(), context);
      assertOneOfEach(store, entries.size() - 1, context);
    }
  }

  /** Each result came with one posting (and the repetition of another) and one output. */
  private static void assertOneOfEach(SqliteSeedStore store, int results, String context) {
    List<AcceptedOutput> outputs = store.jobs().outputs(TestBatches.JOB, 0, Integer.MAX_VALUE);
    assertEquals(results, outputs.size(), context);
    for (int i = 0; i < results; i++) {
      assertEquals(TestBatches.output(TestBatches.JOB, i + 1, 2), outputs.get(i), context);
    }
    assertEquals(-results * TestBatches.UNITS, store.log().balanceUnits("mint"), context);
    long earned = 0;
    for (int node = 0; node < 3; node++) {
      earned += store.log().balanceUnits("n_" + node);
    }
    assertEquals(results * TestBatches.UNITS, earned, context);
  }
}
