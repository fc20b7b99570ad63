package io.blackroad.mesh.json;

/** What came of parsing bytes as JSON. */
public sealed interface Parsed {
  /** The bytes are one value of the profile. */
  record Value(Json json) implements Parsed {}

  /**
   * They are not.
   *
   * @param offset of the first byte that is wrong, or the length when bytes are missing
   * @param reason what is wrong, for a person
   */
  record Malformed(int offset, String reason) implements Parsed {}
}
