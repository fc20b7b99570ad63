package io.blackroad.mesh.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A visitor's receipts leave the widget as a file, and {@code mesh verify} believes it. */
class ReceiptsIT {
  /** A seed shows its visitors a checkpoint once a minute. */
  private static final double CHECKPOINT_MILLIS_MAX = 75_000;

  private static final Path JAR = Path.of("../seed-lite/target/seed-lite.jar");

  @Test
  void downloadedReceiptsVerifyOnTheCommandLineAfterTheSeedIsGone(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("receipts.json");
    try (Visitors visitors = Visitors.launch()) {
      try (TestSeed seed = TestSeed.start(folder.resolve("data"), false)) {
        Visitor visitor = visitors.open(seed.url());
        visitor.consent(100);
        visitor.awaitReady();
        List<String> texts = Passages.read(TestSeed.SITE).texts().subList(0, 4);
        seed.finished(seed.client().submit(texts, "all-minilm-l6-v2-q", "off", "a test"), 60_000);
        TestSeed.await("receipts", 10_000, () -> visitor.receiptsVerified() > 4);
        downloadReceipts(visitor).saveAs(file);
        showsWhoHoldsTheSeedToItsLog(visitor.page(), seed);
        visitor.leave();
      }
    }
    assertEquals(0, verify(file));
  }

  private static Download downloadReceipts(Visitor visitor) {
    FrameLocator widget = visitor.widget();
    Locator ran = widget.locator("#ran");
    ran.locator("summary").click();
    Locator again = ran.getByText("Show the newest");
    PlaywrightAssertions.assertThat(again).isVisible();
    TestSeed.await(
        "the reward's receipt",
        10_000,
        () -> {
          again.click();
          return String.valueOf(ran.textContent()).contains("Earned");
        });
    return visitor
        .page()
        .waitForDownload(() -> ran.getByText(Pattern.compile("Download \\d+ receipts")).click());
  }

  private static void showsWhoHoldsTheSeedToItsLog(Page page, TestSeed seed) {
    page.navigate(seed.url().resolve("/mesh-live/").toString());
    PlaywrightAssertions.assertThat(page.locator("#watched"))
        .containsText("This browser holds the seed to the first");
    PlaywrightAssertions.assertThat(page.locator("#checkpoint"))
        .containsText(
            "root of their tree",
            new LocatorAssertions.ContainsTextOptions().setTimeout(CHECKPOINT_MILLIS_MAX));
  }

  private static int verify(Path file) throws IOException, InterruptedException {
    Path java = Path.of(String.valueOf(System.getProperty("java.home")), "bin", "java");
    return new ProcessBuilder(java.toString(), "-jar", JAR.toString(), "verify", file.toString())
        .inheritIO()
        .start()
        .waitFor();
  }
}
