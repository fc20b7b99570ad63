package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EmbedProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void showsRateChecksAndTimeLeft() {
    try (EmbedProgress progress = progress(false, true)) {
      progress.expect(200, true);
      progress.add(50, 40, "It needs a second node.");
      assertTrue(
          progress
              .line()
              .matches(
                  "50/200 texts, 40 checked, [0-9]+\\.[0-9] texts/s, [0-9]+:[0-9]{2} left; It needs a second node\\."),
          progress.line());
    }
  }

  @Test
  void marksAGuessedTotal() {
    try (EmbedProgress progress = progress(false, false)) {
      progress.expect(300, false);
      assertEquals("0/~300 texts, 0.0 texts/s", progress.line());
    }
  }

  @Test
  void drawsABarOnATerminal() {
    try (EmbedProgress progress = progress(true, false)) {
      progress.expect(48, true);
      progress.add(12, 0, "");
      assertTrue(progress.line().startsWith("[######------------------] 12/48 texts, "));
      progress.finish();
    }
    String text = err.toString(StandardCharsets.UTF_8);
    assertTrue(text.endsWith(" texts/s\n"), text);
    assertTrue(text.contains("\r\u001b[K12 texts in "), text);
  }

  private EmbedProgress progress(boolean terminal, boolean checking) {
    return new EmbedProgress(
        new PrintStream(err, true, StandardCharsets.UTF_8), terminal, checking);
  }
}
