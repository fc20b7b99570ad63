package io.blackroad.mesh.bench;

import io.blackroad.mesh.task.Confidence;

/** The mesh's own rule, with the classes that a seed runs: {@link MeshTrustRun}. */
final class MeshTrust implements TrustPolicy {
  private final Confidence confidence;

  MeshTrust(Confidence confidence) {
    this.confidence = confidence;
  }

  @Override
  public String name() {
    return "mesh, " + confidence.wireName();
  }

  @Override
  public TrustReport run(Society society, int tasks) {
    return new MeshTrustRun(society, tasks, confidence).run();
  }
}
