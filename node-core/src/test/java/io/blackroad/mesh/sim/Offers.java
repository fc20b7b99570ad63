package io.blackroad.mesh.sim;

import io.blackroad.mesh.SeedConfig;
import io.blackroad.mesh.seal.SealedModel;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.verify.Tolerance;
import java.util.List;

/** What a simulated seed has computed: a model, and its sealed form. */
final class Offers {
  private Offers() {}

  static List<SeedConfig.OfferedModel> of(ModelSpec model) {
    return List.of(offer(model), offer(SealedModel.of(model)));
  }

  private static SeedConfig.OfferedModel offer(ModelSpec model) {
    return new SeedConfig.OfferedModel(model, new Tolerance(0.9999, 1e-4), 1_000);
  }
}
