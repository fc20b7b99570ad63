package io.blackroad.mesh.seed;

import io.blackroad.mesh.witness.Archive;
import io.blackroad.mesh.witness.Evidence;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.SignedCheckpoint;

/** Keeps nothing: the seed's own node lives beside the log itself. */
final class NoArchive implements Archive {
  @Override
  public void checkpoint(SignedCheckpoint newest) {}

  @Override
  public void receipt(Receipt receipt) {}

  @Override
  public void evidence(Evidence evidence) {}
}
