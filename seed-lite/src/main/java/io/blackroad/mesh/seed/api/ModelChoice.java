package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.seed.http.Problem;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the model that a request names. */
final class ModelChoice {
  /** Kind of problem: no model has that name. */
  static final String UNKNOWN = "unknown-model";

  private ModelChoice() {}

  /**
   * The model {@code name}, or the first one for null; a {@link Problem} when it cannot be used.
   */
  static Model of(ModelCatalog catalog, @Nullable String name) {
    Model model = name == null ? catalog.models().getFirst() : catalog.find(name);
    if (model == null) {
      String names =
          catalog.models().stream()
              .map(known -> known.spec().name())
              .collect(Collectors.joining(", "));
      throw new Problem(
              422,
              UNKNOWN,
              "The model is not known",
              "This seed has no model '" + name + "'. It has: " + names)
          .about("model");
    }
    String absence = model.absence();
    if (absence != null) {
      throw new Problem(
              409,
              "model-absent",
              "The model's files are missing",
              "The model '" + model.spec().name() + "' cannot be used: " + absence)
          .about("model");
    }
    return model;
  }
}
