package io.blackroad.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Utf8;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JobTokenTest {
  private static final String TEXT = "00".repeat(31) + "01";

  @Test
  void aJobsNameIsItsTokensHash() {
    JobToken token = Objects.requireNonNull(JobToken.parse(TEXT));
    byte[] said = Utf8.bytes("blackroad-mesh-job-name:v1\n");
    byte[] hashed = Arrays.copyOf(said, said.length + JobToken.BYTES);
    hashed[hashed.length - 1] = 1;
    String hash = Hex.of(new Sha256().sha256(hashed));
    assertEquals(hash.substring(0, 32), token.job(new Sha256()));
    assertEquals(TEXT, token.text());
  }

  @Test
  void tokenNameAndKeyTellNothingOfEachOther() {
    SealedJob.Secret secret =
        SealedJob.Secret.drawn(target -> Arrays.fill(target, (byte) 7), new Sha256());
    assertNotEquals(Hex.of(secret.key()), secret.token().text());
    assertEquals(secret.token().job(new Sha256()), secret.job());
  }

  @Test
  void takesNothingElseForOne() {
    assertNull(JobToken.parse(""));
    assertNull(JobToken.parse("0".repeat(62)));
    assertNull(JobToken.parse("0".repeat(66)));
    assertNull(JobToken.parse("x".repeat(64)));
    assertThrows(IllegalArgumentException.class, () -> new JobToken(new byte[31]));
  }
}
