package io.blackroad.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.sign.Ed25519;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealKeyProofTest {
  private final byte[] secret = new byte[32];
  private final byte[] publicKey = Ed25519.publicKey(secret);
  private final String nodeId = Identity.nodeId(publicKey, new Sha256());
  private final byte[] sealKey = key(7);
  private final byte[] signature = signature(secret, sealKey);

  private static byte[] key(int fill) {
    byte[] key = new byte[SealKey.PUBLIC_BYTES];
    Arrays.fill(key, (byte) fill);
    key[0] = 4;
    return key;
  }

  private static byte[] signature(byte[] secret, byte[] sealKey) {
    return Ed25519.sign(secret, SealKeyProof.signed(sealKey));
  }

  private boolean holds(SealKeyProof proof, String node) {
    List<Boolean> told = new ArrayList<>();
    proof.check(
        node,
        new Sha256(),
        (key, message, sign, done) -> done.accept(Ed25519.verify(key, message, sign)),
        told::add);
    assertEquals(1, told.size());
    return told.get(0);
  }

  @Test
  void holdsForTheNodeThatSaidIt() {
    assertEquals(true, holds(new SealKeyProof(publicKey, sealKey, signature), nodeId));
  }

  @Test
  void refusedForAnotherNodeOrKey() {
    SealKeyProof proof = new SealKeyProof(publicKey, sealKey, signature);
    assertEquals(false, holds(proof, "n_" + "0".repeat(32)));
    assertEquals(false, holds(new SealKeyProof(publicKey, key(8), signature), nodeId));
  }

  @Test
  void refusedWhenTheSeedSignsAKeyOfItsOwnInTheNodesName() {
    byte[] seedsSecret = key(9);
    byte[] seeds = Arrays.copyOf(seedsSecret, 32);
    byte[] forged = signature(seeds, key(8));
    assertEquals(false, holds(new SealKeyProof(publicKey, key(8), forged), nodeId));
    assertEquals(false, holds(new SealKeyProof(Ed25519.publicKey(seeds), key(8), forged), nodeId));
  }

  @Test
  void refusedWithAFlippedBit() {
    for (int at = 0; at < signature.length; at++) {
      byte[] flipped = SealCryptoContract.flipped(signature, at);
      assertEquals(false, holds(new SealKeyProof(publicKey, sealKey, flipped), nodeId));
    }
  }

  @Test
  void refusedInAnotherLengthWithoutAskingAnybody() {
    for (int bytes : new int[] {0, 33, 64, 66}) {
      byte[] other = Arrays.copyOf(sealKey, bytes);
      byte[] signed = signature(secret, other);
      assertEquals(false, holds(new SealKeyProof(publicKey, other, signed), nodeId));
    }
    byte[] shortKey = Arrays.copyOf(publicKey, 31);
    assertEquals(false, holds(new SealKeyProof(shortKey, sealKey, signature), nodeId));
  }
}
