package io.blackroad.mesh.seed;

import io.blackroad.mesh.JobListener;
import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.SeedConfig;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.seal.SealedModel;
import io.blackroad.mesh.seal.SealedRow;
import io.blackroad.mesh.seed.seal.Grants;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.verify.Tolerance;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** What a seed does for sealed jobs: offers the models, takes jobs up again, ends forsaken ones. */
final class SealedWork implements Grants.Ends, SeedLoop.Actor {
  private static final Logger LOG = System.getLogger(SealedWork.class.getName());

  /** Equal results are equal bytes; two that differ differ everywhere. */
  private static final Tolerance EXACT = new Tolerance(1, 0);

  private final LoopMesh mesh;
  private final Grants grants;

  SealedWork(SeedLoop loop, Clock clock, LoopMesh mesh) {
    this.mesh = mesh;
    this.grants = new Grants(loop, clock, new JcaSignatureCheck(), this);
  }

  Grants grants() {
    return grants;
  }

  /** The same models, and behind them the sealed form of each that has one. */
  static List<SeedConfig.OfferedModel> offers(List<SeedConfig.OfferedModel> open) {
    List<SeedConfig.OfferedModel> all = new ArrayList<>(open);
    for (SeedConfig.OfferedModel model : open) {
      ModelSpec sealed = SealedModel.of(model.spec());
      if (sealed.tokensMax() <= NodeLimits.TEXT_TOKENS_MAX) {
        all.add(new SeedConfig.OfferedModel(sealed, EXACT, model.referenceMicrosPerToken()));
      }
    }
    return all;
  }

  /** Takes up a job that was admitted before a restart: its submitter may come back. */
  void resume(Job job) {
    if (SealedModel.openName(job.model()) != null) {
      SealedRow row = SealedRow.of(job.inputs().sequences().getFirst());
      grants.open(job.id(), row == null ? "" : row.job());
    }
  }

  /** What tells {@code to}, and knows of jobs that are over. */
  JobListener listener(JobListener to) {
    return new JobListener() {
      @Override
      public void admitted(String jobId) {
        to.admitted(jobId);
      }

      @Override
      public void accepted(AcceptedOutput output) {
        to.accepted(output);
      }

      @Override
      public void corrected(AcceptedOutput output) {
        to.corrected(output);
      }

      @Override
      public void ended(String jobId, boolean cancelled) {
        grants.ended(jobId);
        to.ended(jobId, cancelled);
      }
    };
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits
  public void forsaken(String jobId) {
    LOG.log(Level.INFO, "job {0} is ended: nobody grants its keys any more", jobId);
    mesh.ask(
        coordinator -> {
          coordinator.cancel(jobId);
          return true;
        });
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits
  public void refused(String nodeId) {
    mesh.ask(
        coordinator -> {
          coordinator.excuse(nodeId);
          return true;
        });
  }

  @Override
  public int step() {
    return grants.step();
  }

  @Override
  public long wakeAtMillis() {
    return grants.wakeAtMillis();
  }
}
