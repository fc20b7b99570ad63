package io.blackroad.mesh.seed.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.peer.service.PeerWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnCredentialsTest {
  private static final String SECRET = "north-wind-and-the-sun-2026";
  private static final long NOW = 1_790_000_123_456L;

  @TempDir Path folder;

  private Path file(String text, String permissions) throws IOException {
    Path file = folder.resolve("secret");
    Files.deleteIfExists(file);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  private TurnSecret secret() throws IOException {
    return TurnSecret.read(file(SECRET + "\n", "rw-------"));
  }

  /** The password by openssl: printf NAME | openssl dgst -sha1 -hmac SECRET -binary | base64. */
  @Test
  void isWhatCoturnComputes() throws IOException {
    TurnCredentials.Credential minted =
        new TurnCredentials(secret()).until("n_0123", 1_790_000_600_000L);
    assertEquals("1790000600:n_0123", minted.username());
    assertEquals("Tq3LX/UlwiXeDdfS8yxIeVjg3cQ=", minted.password());
  }

  @Test
  void lastsFiveToTenMinutesAndIsTheSameForThatLong() throws IOException {
    TurnCredentials credentials = new TurnCredentials(secret());
    TurnCredentials.Credential first = credentials.mint("n_0123", NOW);
    int changes = 0;
    String name = first.username();
    for (long now = NOW; now < NOW + 3_600_000; now += 1_000) {
      TurnCredentials.Credential again = credentials.mint("n_0123", now);
      long left = again.expiresAtMillis() - now;
      assertTrue(left >= 300_000 && left <= 600_000, "left: " + left);
      changes += again.username().equals(name) ? 0 : 1;
      name = again.username();
    }
    assertEquals(12, changes);
    assertNotEquals(first.password(), credentials.mint("n_4567", NOW).password());
  }

  @Test
  void isShownNowhere() throws IOException {
    TurnSecret secret = secret();
    TurnCredentials.Credential minted = new TurnCredentials(secret).mint("n_0123", NOW);
    assertFalse((secret + " " + minted).contains(minted.password()));
    assertFalse((secret + " " + minted).contains(SECRET));
  }

  @Test
  void aSecretThatOthersCanReadIsNone() throws IOException {
    for (String open : List.of("rw-r--r--", "rw----r--", "rw-rw----", "rw-----w-")) {
      Path file = file(SECRET, open);
      IOException refused = assertThrows(IOException.class, () -> TurnSecret.read(file));
      assertTrue(String.valueOf(refused.getMessage()).contains("chmod 600"), open);
    }
    assertEquals(SECRET, TurnSecret.read(file(SECRET, "rw-r-----")).text());
  }

  @Test
  void aSecretIsOneLongLineThatNoConfigurationMisreads() throws IOException {
    for (String bad : List.of("", "short", SECRET + "\nrealm=evil", SECRET + " x", "#" + SECRET)) {
      Path file = file(bad, "rw-------");
      assertThrows(IOException.class, () -> TurnSecret.read(file), bad);
    }
    assertThrows(IOException.class, () -> TurnSecret.read(folder.resolve("none")));
  }

  @Test
  void whoWantsNoDirectPeersIsToldOfNoServer() throws IOException {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOW));
    List<IceUrl> turn = List.of(IceUrl.of("turns:t.example:443?transport=tcp"));
    MintedIce ice =
        new MintedIce(
            List.of(IceUrl.of("stun:s.example")), turn, new TurnCredentials(secret()), clock);
    assertEquals(PeerWord.Ice.NONE, ice.forNode("n_0123", false));
    PeerWord.Ice told = ice.forNode("n_0123", true);
    assertEquals(List.of("stun:s.example:3478"), told.stun());
    assertEquals(List.of("turns:t.example:443?transport=tcp"), told.turn());
    assertTrue(told.username().endsWith(":n_0123"));
    assertThrows(IllegalArgumentException.class, () -> new MintedIce(List.of(), turn, null, clock));
  }
}
