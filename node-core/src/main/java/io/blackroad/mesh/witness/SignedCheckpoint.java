package io.blackroad.mesh.witness;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.SignatureCheck;
import java.util.function.Consumer;

/**
 * A checkpoint that a seed stands by. It vouches for itself: the chain's name is a hash of the key
 * (spec/ps-sha-infinity.md 5), so whoever knows the seed's id needs no other source for its key.
 *
 * @param publicKey the seed's Ed25519 key, 64 hex digits
 * @param signature over {@link Checkpoint#signedBytes}, 128 hex digits
 */
public record SignedCheckpoint(Checkpoint checkpoint, String publicKey, String signature) {
  /** What stands before the seed's id in a chain's name. */
  public static final String CHAIN_PREFIX = "mesh/";

  /** Whether the chain is the one of {@code publicKey}. */
  public boolean isOfItsChain(Digest digest) {
    String seedId = Identity.seedId(Hex.require(publicKey), digest);
    return checkpoint.chain().equals(CHAIN_PREFIX + seedId);
  }

  /** Tells {@code done} whether this is the word of the seed that its chain names. */
  public void check(Digest digest, SignatureCheck signatures, Consumer<Boolean> done) {
    if (!isOfItsChain(digest)) {
      done.accept(false);
      return;
    }
    signatures.verify(
        Hex.require(publicKey), checkpoint.signedBytes(), Hex.require(signature), done);
  }

  /** Whether both state the same log. */
  public boolean sameLog(SignedCheckpoint other) {
    return checkpoint.treeSize() == other.checkpoint.treeSize()
        && checkpoint.root().equals(other.checkpoint.root())
        && checkpoint.headHash().equals(other.checkpoint.headHash())
        && checkpoint.chain().equals(other.checkpoint.chain());
  }
}
