package io.blackroad.mesh.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that the project said it would reach, and what was measured.
 *
 * @param limit what {@code measured} has to be on the right side of, or equal
 * @param floor whether more is better
 */
record Target(String name, double measured, double limit, boolean floor, String unit) {

  static Target atMost(String name, double measured, double limit, String unit) {
    return new Target(name, measured, limit, false, unit);
  }

  static Target atLeast(String name, double measured, double limit, String unit) {
    return new Target(name, measured, limit, true, unit);
  }

  /** A statement that has to be true. */
  static Target holds(String name, boolean measured) {
    return new Target(name, measured ? 1 : 0, 1, true, "");
  }

  boolean met() {
    return floor ? measured >= limit : measured <= limit;
  }

  /** {@code at most 2 s}. */
  String wanted() {
    return unit.isEmpty()
        ? "holds"
        : (floor ? "at least " : "at most ") + Figure.text(limit) + " " + unit;
  }

  /** {@code 1.62 s}. */
  String got() {
    return unit.isEmpty() ? (met() ? "holds" : "fails") : Figure.text(measured) + " " + unit;
  }

  ObjectNode toJson() {
    return new ObjectMapper()
        .createObjectNode()
        .put("target", name)
        .put("wanted", wanted())
        .put("measured", Samples.rounded(measured))
        .put("met", met());
  }
}
