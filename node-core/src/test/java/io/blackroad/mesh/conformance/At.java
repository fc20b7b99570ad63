package io.blackroad.mesh.conformance;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Looks into a vector file, whose form is trusted. */
final class At {
  private At() {}

  static Json member(Json object, String name) {
    Json value = ((Json.Obj) object).members().get(name);
    if (value == null) {
      throw new IllegalArgumentException("no member " + name);
    }
    return value;
  }

  static String text(Json object, String name) {
    return ((Json.Text) member(object, name)).value();
  }

  static long number(Json object, String name) {
    return ((Json.Int) member(object, name)).value();
  }

  static boolean truth(Json object, String name) {
    return ((Json.Bool) member(object, name)).value();
  }

  static List<Json> items(Json object, String name) {
    return ((Json.Arr) member(object, name)).items();
  }

  static byte[] bytes(Json object, String name) {
    return bytes(member(object, name));
  }

  static List<byte[]> allBytes(Json object, String name) {
    List<byte[]> all = new ArrayList<>();
    for (Json item : items(object, name)) {
      all.add(bytes(item));
    }
    return all;
  }

  static byte[] bytes(Json hex) {
    byte[] bytes = Hex.parse(((Json.Text) hex).value());
    if (bytes == null) {
      throw new IllegalArgumentException("not hexadecimal: " + hex);
    }
    return bytes;
  }
}
