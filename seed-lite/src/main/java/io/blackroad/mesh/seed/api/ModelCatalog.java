package io.blackroad.mesh.seed.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models of a seed; the first one is what is used when none is named. */
public interface ModelCatalog {
  List<Model> models();

  /** The model of that name, or null. */
  default @Nullable Model find(String name) {
    for (Model model : models()) {
      if (model.spec().name().equals(name)) {
        return model;
      }
    }
    return null;
  }
}
