package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** ROAD in JSON: whole units of 1e-8 and the same as a decimal number, both as strings. */
final class Amount {
  /** ROAD has eight decimals (facts: blackroad.md 2). */
  private static final int ROAD_DECIMALS = 8;

  private Amount() {}

  static ObjectNode of(long units) {
    return JsonText.object().put("units", Long.toString(units)).put("road", road(units));
  }

  /** {@code 123} units as {@code 0.00000123}. */
  static String road(long units) {
    return BigDecimal.valueOf(units, ROAD_DECIMALS).toPlainString();
  }
}
