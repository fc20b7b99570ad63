package io.blackroad.mesh.demo.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The templates of a folder, by file name without {@code .html}. */
public final class Templates {
  private final Map<String, Template> byName = new TreeMap<>();

  private Templates() {}

  public static Templates read(Path folder) throws IOException {
    Templates templates = new Templates();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = folder.relativize(file).toString().replaceFirst("\\.html$", "");
        templates.byName.put(name, new Template(name, Files.readString(file)));
      }
    }
    return templates;
  }

  Template get(String name) {
    Template template = byName.get(name);
    if (template == null) {
      throw new IllegalArgumentException("no template " + name + " among " + byName.keySet());
    }
    return template;
  }
}
