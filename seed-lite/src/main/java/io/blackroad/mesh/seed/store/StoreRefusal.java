package io.blackroad.mesh.seed.store;

import java.io.IOException;

/** A data folder that cannot be used; the message says why and what to do, in one line. */
public final class StoreRefusal extends IOException {
  private static final long serialVersionUID = 1;

  public StoreRefusal(String message) {
    super(message);
  }

  public StoreRefusal(String message, Throwable cause) {
    super(message, cause);
  }
}
