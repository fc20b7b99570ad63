package io.blackroad.mesh.chromium;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Where this machine has its Chromium. */
public final class ChromiumPath {
  private ChromiumPath() {}

  /** What the environment's CHROMIUM names, else the first that is installed. */
  public static Path find() {
    String named = Objects.requireNonNullElse(System.getenv("CHROMIUM"), "");
    return Stream.of(
            named, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no Chromium: set CHROMIUM to its path"));
  }
}
