package io.blackroad.mesh.port;

import java.util.ArrayList;
import java.util.List;

/** What a contract found broken. */
final class Violations {
  private final List<String> found = new ArrayList<>();

  void unless(boolean kept, String violation) {
    if (!kept) {
      found.add(violation);
    }
  }

  List<String> list() {
    return List.copyOf(found);
  }
}
