package io.blackroad.mesh.task;

import org.jspecify.annotations.Nullable;

/** How token vectors become one text vector. */
public enum Pooling {
  MEAN("mean"),
  CLS("cls");

  private final String wireName;

  Pooling(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** The pooling of that name, or null. */
  public static @Nullable Pooling ofWireName(String name) {
    for (Pooling pooling : values()) {
      if (pooling.wireName.equals(name)) {
        return pooling;
      }
    }
    return null;
  }
}
