package io.blackroad.mesh.log;

import io.blackroad.mesh.json.Utf8;

/**
 * What bytes are hashed for: D(label, b) = UTF8(label) || 0x0A || b, so that no hash of one kind
 * can stand for another (spec/ps-sha-infinity.md 2).
 */
public enum Domain {
  IDENTITY("identity"),
  EVENT("event"),
  PAYLOAD("mesh-payload"),
  INPUT("mesh-input"),
  OUTPUT("mesh-output"),
  COMMIT("mesh-commit"),
  CHECKPOINT("mesh-checkpoint");

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // never handed out
  private final byte[] prefix;

  Domain(String name) {
    label = "BR-PS-SHA\u221e-" + name + ":v1";
    prefix = Utf8.bytes(label + "\n");
  }

  /** The label's exact text. */
  public String label() {
    return label;
  }

  /** The bytes to hash: the label, a line feed, and {@code parts} joined. */
  public byte[] separate(byte[]... parts) {
    int length = prefix.length;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] separated = new byte[length];
    System.arraycopy(prefix, 0, separated, 0, prefix.length);
    int at = prefix.length;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, separated, at, part.length);
      at += part.length;
    }
    return separated;
  }
}
