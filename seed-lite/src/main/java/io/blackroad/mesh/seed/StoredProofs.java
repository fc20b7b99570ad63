package io.blackroad.mesh.seed;

import io.blackroad.mesh.merkle.ConsistencyProof;
import io.blackroad.mesh.merkle.ProofSource;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.seed.api.LogStore;
import io.blackroad.mesh.seed.http.Workers;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Reads proofs from the stored tiles, beside the coordinator's thread. */
final class StoredProofs implements ProofSource {
  private final LogStore log;
  private final Workers workers;
  private final Executor loop;

  StoredProofs(LogStore log, Workers workers, Executor loop) {
    this.log = log;
    this.workers = workers;
    this.loop = loop;
  }

  @Override
  public void consistency(long size1, long size2, Consumer<ConsistencyProof> done) {
    workers.execute(
        () -> {
          TreeProver prover = new TreeProver(log.hashes(), new JcaDigest());
          ConsistencyProof proof = prover.consistency(size1, size2);
          loop.execute(() -> done.accept(proof));
        });
  }
}
