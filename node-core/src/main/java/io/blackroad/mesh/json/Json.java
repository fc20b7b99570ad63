package io.blackroad.mesh.json;

import java.util.List;
import java.util.SortedMap;

/**
 * A value of the narrowed JSON of spec/ps-sha-infinity.md 3: integers only, keys printable ASCII.
 */
public sealed interface Json {
  /** An object; its keys sort as their bytes do. */
  record Obj(SortedMap<String, Json> members) implements Json {}

  /** An array. */
  record Arr(List<Json> items) implements Json {}

  /** Text without lone surrogates. */
  record Text(String value) implements Json {}

  /** An integer with |n| &lt; 2^53. */
  record Int(long value) implements Json {}

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** The literal null. */
  enum Null implements Json {
    NULL
  }
}
