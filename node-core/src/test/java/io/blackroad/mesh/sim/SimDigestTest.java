package io.blackroad.mesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackroad.mesh.port.DigestContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimDigestTest {
  @Test
  void keepsTheContract() {
    assertEquals(List.of(), DigestContract.violations(new SimDigest()));
  }
}
