package io.blackroad.mesh.browser;

import io.blackroad.mesh.witness.Archive;
import io.blackroad.mesh.witness.Evidence;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.SignedCheckpoint;

/** Keeps nothing beyond the session. */
final class SessionArchive implements Archive {
  @Override
  public void checkpoint(SignedCheckpoint newest) {}

  @Override
  public void receipt(Receipt receipt) {}

  @Override
  public void evidence(Evidence evidence) {}
}
