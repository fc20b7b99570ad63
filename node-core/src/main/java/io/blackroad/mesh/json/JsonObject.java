package io.blackroad.mesh.json;

import java.util.List;
import java.util.TreeMap;

/** Builds a {@link Json.Obj} member by member. A name given twice keeps the later value. */
public final class JsonObject {
  private TreeMap<String, Json> members = new TreeMap<>();
  private boolean handedOut;

  /** Sets {@code name} to a text without lone surrogates. */
  public JsonObject put(String name, String value) {
    return put(name, new Json.Text(value));
  }

  /** Sets {@code name} to an integer with |value| &lt; 2^53. */
  public JsonObject put(String name, long value) {
    return put(name, new Json.Int(value));
  }

  /** Sets {@code name} to a 64-bit quantity, written as a decimal string. */
  public JsonObject putDecimal(String name, long value) {
    return put(name, new Json.Text(Long.toString(value)));
  }

  /** Sets {@code name} to true or false. */
  public JsonObject put(String name, boolean value) {
    return put(name, new Json.Bool(value));
  }

  /** Sets {@code name} to an array. */
  public JsonObject put(String name, List<? extends Json> items) {
    return put(name, new Json.Arr(List.copyOf(items)));
  }

  /** Sets {@code name} to any value. */
  public JsonObject put(String name, Json value) {
    if (handedOut) {
      members = new TreeMap<>(members);
      handedOut = false;
    }
    members.put(name, value);
    return this;
  }

  /** The object so far. */
  public Json.Obj build() {
    handedOut = true;
    return new Json.Obj(members);
  }
}
