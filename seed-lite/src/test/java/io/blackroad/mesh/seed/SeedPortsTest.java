package io.blackroad.mesh.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackroad.mesh.port.ClockContract;
import io.blackroad.mesh.port.DigestContract;
import io.blackroad.mesh.port.EntropyContract;
import io.blackroad.mesh.port.SignatureCheckContract;
import io.blackroad.mesh.port.SignerContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The seed's adapters keep the contracts that the browser's keep; its engine, link and log have
 * tests of their own.
 */
class SeedPortsTest {
  private static final List<String> NONE = List.of();

  @Test
  void clock() {
    assertEquals(NONE, ClockContract.violations(new SystemClock()));
  }

  @Test
  void entropy() {
    assertEquals(NONE, EntropyContract.violations(new SecureEntropy()));
  }

  @Test
  void digest() {
    assertEquals(NONE, DigestContract.violations(new JcaDigest()));
  }

  @Test
  void signatureCheck() {
    assertEquals(NONE, SignatureCheckContract.violations(new JcaSignatureCheck()));
  }

  @Test
  void signer() {
    List<List<String>> outcomes = new ArrayList<>();
    SignerContract.check(
        JcaSigner.generated(), JcaSignatureCheck::holds, violations -> outcomes.add(violations));
    assertEquals(List.of(NONE), outcomes);
  }
}
