package io.blackroad.mesh.task;

import org.jspecify.annotations.Nullable;

/** How sure a submitter wants to be of a result before it is used and paid. */
public enum Confidence {
  /** The first result counts. */
  OFF("off"),

  /** A result counts once enough nodes agree on it. */
  QUORUM("quorum");

  private final String wireName;

  Confidence(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** The confidence of that name, or null. */
  public static @Nullable Confidence ofWireName(String name) {
    for (Confidence confidence : values()) {
      if (confidence.wireName.equals(name)) {
        return confidence;
      }
    }
    return null;
  }
}
