package io.blackroad.mesh.demo.site;

import java.util.List;

/** Content that no site can be built from; ends the build. */
public final class MalformedContent extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedContent(List<String> problems) {
    super(String.join("\n", problems));
  }
}
