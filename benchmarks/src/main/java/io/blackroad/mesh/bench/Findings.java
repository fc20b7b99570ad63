package io.blackroad.mesh.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What the parts of a benchmark measured, in the order in which they did. */
final class Findings {
  private final ObjectNode json = new ObjectMapper().createObjectNode();
  private final List<Target> targets = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private String part = "";

  /** A line of the table that people read. */
  record Row(String part, String what, String value) {}

  /** What is found from now on belongs to {@code name}. */
  void begin(String name) {
    part = name;
  }

  /** A repeated measurement. */
  void add(String key, String what, Samples samples, String unit) {
    json.withObject("/" + part).set(key, samples.toJson().put("unit", unit));
    rows.add(new Row(part, what, (Figure.text(samples) + " " + unit).strip()));
  }

  /** A single figure. */
  void add(String key, String what, double value, String unit) {
    json.withObject("/" + part).put(key, Samples.rounded(value));
    rows.add(new Row(part, what, (Figure.text(value) + " " + unit).strip()));
  }

  /** A statement. */
  void add(String key, String what, boolean holds) {
    json.withObject("/" + part).put(key, holds);
    rows.add(new Row(part, what, holds ? "yes" : "no"));
  }

  /** Words, e.g. a version. */
  void note(String key, String what, String text) {
    json.withObject("/" + part).put(key, text);
    rows.add(new Row(part, what, text));
  }

  void judge(Target target) {
    targets.add(target);
    json.withArray("/targets").add(target.toJson());
  }

  ObjectNode json() {
    return json;
  }

  List<Target> targets() {
    return List.copyOf(targets);
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }
}
