package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.seed.FilledSeed;
import io.blackroad.mesh.seed.OfflineLog;
import io.blackroad.mesh.seed.api.PublishedJson;
import io.blackroad.mesh.seed.store.StoredLog;
import io.blackroad.mesh.witness.CheckpointNote;
import io.blackroad.mesh.witness.Cosignature;
import io.blackroad.mesh.witness.Published;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A published log whose checkpoint a witness has cosigned. */
@Timeout(60)
class WitnessedMirrorTest {
  private static final long TIME_SECONDS = 1_795_000_000;

  @TempDir private Path data;
  @TempDir private Path mirror;

  @Test
  void cosignaturesCountOnlyWhileTheyHold() throws Exception {
    FilledSeed.in(data, 20);
    assertEquals(
        0, CliRun.of("", "export", mirror.toString(), "--data", data.toString()).exitCode());
    Path file = mirror.resolve("log/witnessed.json");
    String good = Files.readString(Files.writeString(file, witnessed()));
    CliRun run = CliRun.of("", "verify", mirror.toString());
    assertEquals(0, run.exitCode(), run.out());
    assertTrue(run.out().contains("cosigned by 1 witness"), run.out());
    assertBroken(file, good.replace("" + TIME_SECONDS, "" + (TIME_SECONDS + 1)), "the cosignature");
    assertBroken(file, good.replaceFirst("\"n_..", "\"n_00"), "the cosignature of n_00");
    assertBroken(file, good.replace("\"tree_size\":21", "\"tree_size\":20"), "did not sign");
    assertBroken(file, "{}", "is not a witnessed checkpoint");
  }

  private void assertBroken(Path file, String text, String reason) throws Exception {
    Files.writeString(file, text);
    CliRun run = CliRun.of("", "verify", mirror.toString());
    assertEquals(1, run.exitCode(), run.out());
    assertTrue(run.out().contains(reason), run.out());
  }

  private String witnessed() throws Exception {
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = Objects.requireNonNull(key.getPublic().getEncoded());
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    try (StoredLog stored = StoredLog.open(data)) {
      Published published = OfflineLog.sign(data, stored.log());
      Signature signing = Signature.getInstance("Ed25519");
      signing.initSign(key.getPrivate());
      signing.update(
          CheckpointNote.cosignedBytes(published.checkpoint().checkpoint(), TIME_SECONDS));
      Cosignature cosignature =
          new Cosignature(
              Identity.nodeId(raw, new Sha256()),
              Hex.of(raw),
              TIME_SECONDS,
              Hex.of(signing.sign()));
      return CanonicalJson.text(
          PublishedJson.toJson(
              new Published(
                  published.checkpoint(), published.noteSignature(), List.of(cosignature))));
    }
  }
}
