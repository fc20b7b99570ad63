package io.blackroad.mesh.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Liars in real browsers, against the default confidence: no wrong result is handed out, the liar
 * is shut out and told why, keeps nothing, and the honest are paid.
 */
class AttacksIT {
  private static final String MODEL = "all-minilm-l6-v2-q";
  private static final long JOB_MILLIS_MAX = 60_000;
  private static final int CPU_CAP_PERCENT = 100;

  /** Jobs that a liar may take part in until it is caught; each reads the same texts. */
  private static final int JOBS_MAX = 4;

  /** Between browsers and the seed's own engine (tolerance of the catalog: 0.98 and less). */
  private static final double COSINE_MIN = 0.97;

  private static final List<String> TEXTS = Passages.read(TestSeed.SITE).texts().subList(0, 60);

  /** Enough for each visitor to get a task. */
  private static final int FEW_TEXTS = 24;

  /** What the seed computes itself, from nobody's word. */
  private static byte[] reference = new byte[0];

  @TempDir Path data;

  @BeforeAll
  static void computeOnTheSeed(@TempDir Path folder) {
    try (TestSeed seed = TestSeed.start(folder, true)) {
      String job = seed.client().submit(TEXTS, MODEL, "off", "the reference");
      seed.finished(job, JOB_MILLIS_MAX);
      reference = seed.client().vectors(job);
    }
  }

  @Test
  void alwaysLying() {
    attack(2, Liar.GROSS, FEW_TEXTS);
  }

  @Test
  void lyingAfterFiftyHonestResults() {
    attack(2, Liar.GROSS.after(50), TEXTS.size());
  }

  /** A fifth of the population, each wrong in its own way. */
  @Test
  void oneSaboteurInFive() {
    attack(4, Liar.GROSS, FEW_TEXTS);
  }

  private void attack(int honestCount, Liar lies, int texts) {
    List<String> honestIds = new ArrayList<>();
    String liarId;
    try (TestSeed seed = TestSeed.start(data, true);
        Visitors browser = Visitors.launch()) {
      BrowserContext crooked = browser.newContext();
      lies.corrupt(crooked);
      Visitor liar = browser.open(crooked, seed.url());
      for (int i = 0; i < honestCount; i++) {
        browser.open(seed.url());
      }
      List<Visitor> visitors = browser.present();
      visitors.forEach(visitor -> visitor.consent(CPU_CAP_PERCENT));
      visitors.forEach(Visitor::awaitReady);
      List<Visitor> honest = visitors.subList(1, visitors.size());
      liarId = liar.nodeId();
      honest.forEach(visitor -> honestIds.add(visitor.nodeId()));

      workUntilCaught(seed, liar, texts);

      assertTrue(liar.text("#refusal").contains("takes no more work from"), liar.text("#refusal"));
      honest.forEach(visitor -> assertFalse(isRefused(visitor), "an honest visitor is refused"));
      if (lies.honestRuns() == 0) {
        assertEquals("0 ROAD", liar.earned());
      }
    }
    try (Ledger ledger = new Ledger(data)) {
      assertEquals(0, ledger.units(liarId) + ledger.units("escrow:" + liarId));
      for (String id : honestIds) {
        assertTrue(ledger.units(id) + ledger.units("escrow:" + id) > 0, id + " is paid");
      }
      assertEquals(0, ledger.sum());
    }
  }

  /** Has jobs done until the liar is refused; every one of them is right. */
  private static void workUntilCaught(TestSeed seed, Visitor liar, int texts) {
    SeedClient client = seed.client();
    byte[] right = Arrays.copyOf(reference, texts * Vectors.DIMENSIONS * Float.BYTES);
    for (int i = 0; i < JOBS_MAX && !isRefused(liar); i++) {
      String job = client.submit(TEXTS.subList(0, texts), MODEL, "standard", "a liar at work");
      seed.finished(job, JOB_MILLIS_MAX);
      double least = Vectors.leastCosine(right, client.vectors(job));
      assertTrue(least >= COSINE_MIN, "cosine " + least);
    }
    TestSeed.await("the liar's refusal", 10_000, () -> isRefused(liar));
  }

  private static boolean isRefused(Visitor visitor) {
    return visitor.widget().locator("#refusal").isVisible();
  }
}
