package io.blackroad.mesh.task;

import org.jspecify.annotations.Nullable;

/** Element type of a {@link Tensor}; {@link #code} is its byte on the wire (spec/wire.md 4). */
public enum DType {
  FLOAT32(1, 4),
  INT32(2, 4);

  private final int code;
  private final int elementBytes;

  DType(int code, int elementBytes) {
    this.code = code;
    this.elementBytes = elementBytes;
  }

  public int code() {
    return code;
  }

  public int elementBytes() {
    return elementBytes;
  }

  /** The type with that code, or null when there is none. */
  public static @Nullable DType ofCode(int code) {
    for (DType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }
}
