package io.blackroad.mesh.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Repetitions of one measurement, at least one, all in one unit. */
record Samples(List<Double> values) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double HALF = 0.5;

  Samples {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no samples, wanted at least one");
    }
  }

  static Samples of(double... values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return new Samples(list);
  }

  double median() {
    return quantile(HALF);
  }

  double min() {
    return quantile(0);
  }

  double max() {
    return quantile(1);
  }

  double mean() {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** The value below which a share {@code q} (0 to 1) lies, by linear interpolation (type 7). */
  double quantile(double q) {
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("quantile " + q + ", wanted 0 to 1");
    }
    List<Double> sorted = values.stream().sorted().toList();
    double at = q * (sorted.size() - 1);
    int below = (int) Math.floor(at);
    int above = (int) Math.ceil(at);
    return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
  }

  /**
   * Each sample divided by its partner of the same round: what a machine that is slow for a while
   * does to both is cancelled.
   */
  Samples over(Samples partner) {
    if (partner.values.size() != values.size()) {
      throw new IllegalArgumentException(
          values.size() + " samples over " + partner.values.size() + ", wanted pairs");
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / partner.values.get(i));
    }
    return new Samples(ratios);
  }

  /** Median and extremes for people, all values for whoever wants to look again. */
  ObjectNode toJson() {
    ObjectNode json = JSON.createObjectNode();
    json.put("median", rounded(median())).put("min", rounded(min())).put("max", rounded(max()));
    values.forEach(value -> json.withArray("/samples").add(rounded(value)));
    return json;
  }

  /** Six significant digits. */
  static double rounded(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value;
    }
    return new java.math.BigDecimal(value).round(new java.math.MathContext(6)).doubleValue();
  }
}
