package io.blackroad.mesh;

import io.blackroad.mesh.reward.Tariff;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.verify.Tolerance;
import io.blackroad.mesh.witness.CodeManifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a coordinator must know before it starts.
 *
 * @param seedId {@code s_} and 32 hex digits
 * @param models what jobs may ask for, the default first
 * @param tariff what work earns
 * @param code what the seed serves to browsers, and visitors consent to
 */
public record SeedConfig(
    String seedId, List<OfferedModel> models, Tariff tariff, CodeManifest code) {
  public SeedConfig {
    models = List.copyOf(models);
  }

  /**
   * A model with the seed's terms.
   *
   * @param tolerance between engine classes
   * @param referenceMicrosPerToken cost on the reference machine, the basis of its price
   */
  public record OfferedModel(ModelSpec spec, Tolerance tolerance, long referenceMicrosPerToken) {}

  /** The model of that catalog name, which must be on offer. */
  OfferedModel offered(String name) {
    OfferedModel model = model(name);
    if (model == null) {
      throw new IllegalStateException("a task of the model " + name + ", which is not on offer");
    }
    return model;
  }

  /** The model of that catalog name, or null. */
  public @Nullable OfferedModel model(String name) {
    for (OfferedModel model : models) {
      if (model.spec().name().equals(name)) {
        return model;
      }
    }
    return null;
  }
}
