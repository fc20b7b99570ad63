package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.seed.FilledSeed;
import io.blackroad.mesh.seed.OfflineLog;
import io.blackroad.mesh.seed.TestSeed;
import io.blackroad.mesh.seed.api.LogStore;
import io.blackroad.mesh.seed.store.StoredLog;
import io.blackroad.mesh.witness.Evidence;
import io.blackroad.mesh.witness.ProvenEntry;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.ReceiptJson;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that visitors keep: receipts and evidence. */
@Timeout(120)
class ReceiptFileTest {
  @TempDir private static Path data;
  @TempDir private static Path forked;
  private static String reward = "";
  private static String result = "";

  @TempDir private Path folder;

  @BeforeAll
  static void fill() throws Exception {
    FilledSeed.in(data, 40);
    Files.copy(data.resolve("seed.key"), forked.resolve("seed.key"));
    FilledSeed.in(forked, 40);
    reward = receipt(10);
    result = receipt(17);
  }

  private static String receipt(long seq) throws Exception {
    try (StoredLog stored = StoredLog.open(data)) {
      LogStore log = stored.log();
      SignedCheckpoint signed = OfflineLog.sign(data, log).checkpoint();
      LoggedEntry entry = Objects.requireNonNull(log.entry(seq));
      var proof = new TreeProver(log.hashes(), new Sha256()).inclusion(seq, log.size());
      var path = proof.path().stream().map(Hex::of).toList();
      Receipt receipt = new Receipt(new ProvenEntry(entry, path), signed);
      return CanonicalJson.text(ReceiptJson.toJson(receipt));
    }
  }

  @Test
  void receiptsHoldInEveryForm() throws Exception {
    CliRun one = verify(reward);
    assertEquals(0, one.exitCode(), one.out());
    assertTrue(one.out().startsWith("The receipt holds: entry 10, a REWARD of n_"), one.out());
    for (String file :
        new String[] {"[\n" + reward + ",\n" + result + "\n]\n", reward + "\n" + result}) {
      CliRun both = verify(file);
      assertEquals(0, both.exitCode(), both.out());
      assertTrue(both.out().startsWith("All 2 receipts hold: "), both.out());
    }
    try (TestSeed seed = TestSeed.withoutFallback(data)) {
      String shown = seed.get("/log/proof/inclusion?seq=17").body();
      assertEquals(0, verify(shown, "--seed", seed.seedId()).exitCode());
    }
  }

  @Test
  void everyForgeryIsNamed() throws Exception {
    String root = reward.replaceFirst(".*\"merkle_root\":\"([0-9a-f]{64}).*", "$1");
    assertBroken(
        reward.replace("\"amount\":\"10\"", "\"amount\":\"99\""),
        "at entry 10: entry 10: the payload is not");
    assertBroken(
        reward.replace("\"truth_state\":1", "\"truth_state\":0"),
        "at entry 10: entry 10: the hash is not");
    assertBroken(reward.replace(root, "0".repeat(64)), "is not in the tree");
    assertBroken(reward.replace("\"tree_size\":41", "\"tree_size\":40"), "at entry 10: ");
    assertBroken(
        reward.replaceFirst("\"signature\":\"..", "\"signature\":\"00"), "the seed did not sign");
    assertBroken(reward.replaceFirst("\"path\":\\[\"..", "\"path\":[\"zz"), "receipt 1 is not one");
    assertBroken(
        "[" + result + "," + reward.replace("\"amount\":\"10\"", "\"amount\":\"99\"") + "]",
        "at entry 10");
    assertBroken("[]", "there is no receipt");
    assertBroken("{\"entry\":1}", "receipt 1 is not one");
    assertBroken(reward + "\n{oops", "line 2 is not JSON");
    CliRun other = verify(reward, "--seed", "s_" + "0".repeat(32));
    assertEquals(1, other.exitCode());
    assertTrue(other.out().contains("not of seed s_0000"), other.out());
    assertEquals(2, verify(reward, "--checkpoint", data.resolve("x").toString()).exitCode());
  }

  @Test
  void evidenceConvictsOnlyWhenItDoes() throws Exception {
    SignedCheckpoint first;
    SignedCheckpoint second;
    try (StoredLog one = StoredLog.open(data);
        StoredLog other = StoredLog.open(forked)) {
      first = OfflineLog.sign(data, one.log()).checkpoint();
      second = OfflineLog.sign(forked, other.log()).checkpoint();
    }
    CliRun split = verify(evidence(Evidence.Kind.SPLIT, first, second));
    assertEquals(0, split.exitCode(), split.out());
    assertTrue(split.out().contains("convicts mesh/s_"), split.out());
    assertTrue(split.out().contains("sizes 41 and 41"), split.out());
    assertBroken(evidence(Evidence.Kind.SPLIT, first, first), "it proves nothing");
    assertBroken(evidence(Evidence.Kind.TIME_BACKWARDS, first, second), "it proves nothing");
    assertBroken(
        evidence(Evidence.Kind.NOT_CONTINUED, first, second), "does not convict by itself");
    assertBroken(
        evidence(Evidence.Kind.SPLIT, first, second)
            .replaceAll("\"merkle_root\":\"..", "\"merkle_root\":\"00"),
        "did not sign");
  }

  private static String evidence(
      Evidence.Kind kind, SignedCheckpoint first, SignedCheckpoint second) {
    return CanonicalJson.text(new Evidence(kind, first, second).toJson());
  }

  private CliRun verify(String text, String... more) throws Exception {
    Path file = Files.writeString(folder.resolve("kept.json"), text);
    return CliRun.of(
        "",
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("verify", file.toString()),
                java.util.stream.Stream.of(more))
            .toArray(String[]::new));
  }

  private void assertBroken(String text, String reason) throws Exception {
    CliRun run = verify(text);
    assertEquals(1, run.exitCode(), run.out());
    assertTrue(run.out().contains(reason), run.out());
    assertEquals(1, run.out().lines().count());
  }
}
