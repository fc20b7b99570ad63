package io.blackroad.mesh.peer.service;

import org.jspecify.annotations.Nullable;

/** Why an edge is over. */
public enum PartReason {
  /** An end wants it no longer. */
  ENDED("ended"),

  /** An end has not heard the other for too long (spec/wire.md 8.6). */
  LOST("lost"),

  /** The other end sent what no edge says. */
  VIOLATED("violated"),

  /** The other node is no longer at this seed. */
  LEFT("left"),

  /** A visitor's bytes of this day are used up. */
  BUDGET("budget"),

  /** A visitor allows no peers any longer. */
  CONSENT("consent");

  private final String wireName;

  PartReason(String wireName) {
    this.wireName = wireName;
  }

  /** What it is called in a word. */
  public String wireName() {
    return wireName;
  }

  /** The reason of that name; null when there is none. */
  static @Nullable PartReason ofWireName(String name) {
    for (PartReason reason : values()) {
      if (reason.wireName.equals(name)) {
        return reason;
      }
    }
    return null;
  }
}
