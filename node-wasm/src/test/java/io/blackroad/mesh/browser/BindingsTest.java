package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where JavaScript may be, and what may be in it. */
class BindingsTest {
  private static final Path BROWSER = Path.of("src/main/java/io/blackroad/mesh/browser");
  private static final Pattern DECISION =
      Pattern.compile("^(?!\\s*(/?\\*|//)).*\\b(if|for|while|switch|do)\\b\\s*[({]");

  @Test
  void bindingsDecideNothing() throws IOException {
    assertEquals(List.of(), lines(true, DECISION));
  }

  @Test
  void nothingElseHoldsJavaScript() throws IOException {
    assertEquals(List.of(), lines(false, Pattern.compile("@JSBody|\\bnative\\b")));
  }

  /** Lines of the bindings, or of everything else, in which {@code pattern} is found. */
  private static List<String> lines(boolean bindings, Pattern pattern) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(BROWSER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.startsWith(BROWSER.resolve("js")) == bindings) {
          Files.readAllLines(file).stream()
              .filter(line -> pattern.matcher(line).find())
              .forEach(line -> found.add(file.getFileName() + ": " + line));
        }
      }
    }
    return found;
  }
}
