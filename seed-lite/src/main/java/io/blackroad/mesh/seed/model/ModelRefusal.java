package io.blackroad.mesh.seed.model;

import java.io.IOException;

/** A model that cannot be used as it is; the message says why and what to do, in one line. */
public final class ModelRefusal extends IOException {
  private static final long serialVersionUID = 1;

  public ModelRefusal(String message) {
    super(message);
  }

  public ModelRefusal(String message, Throwable cause) {
    super(message, cause);
  }
}
