package io.blackroad.mesh.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job with real browsers, a real model and a real seed, and with what may go wrong. */
class MainJobEndToEndIT {
  private static final String MODEL = "all-minilm-l6-v2-q";
  private static final String PURPOSE = "a test of the mesh";
  private static final int CPU_CAP_PERCENT = 100;
  private static final long JOB_MILLIS_MAX = 180_000;
  private static final List<String> TEXTS = Passages.read(TestSeed.SITE).texts().subList(0, 60);

  private static Visitors browser = launch();

  /** What honest visitors answer; computed once, and the measure of every other test. */
  private static byte[] honest = new byte[0];

  @TempDir Path data;

  private static Visitors launch() {
    return Visitors.launch();
  }

  @BeforeAll
  static void computeHonestly(@TempDir Path folder) {
    try (TestSeed seed = TestSeed.start(folder, false)) {
      List<Visitor> visitors = arrive(seed, 3);
      SeedClient client = seed.client();
      String job = client.submit(TEXTS, MODEL, "quorum", PURPOSE);
      JsonNode outcome = seed.finished(job, JOB_MILLIS_MAX);
      honest = client.vectors(job);
      assertEquals(TEXTS.size() * Vectors.DIMENSIONS * 4, honest.length);
      assertEquals(TEXTS.size(), outcome.path("checked").asInt());
      assertEquals(0, outcome.path("disagreements").asInt());
      assertEquals(3, client.countLogged("CONSENT"));
      TestSeed.await(
          "receipts", 10_000, () -> visitors.stream().allMatch(v -> v.receiptsVerified() > 3));
      visitors.forEach(Visitor::leave);
    }
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  private static List<Visitor> arrive(TestSeed seed, int count) {
    List<Visitor> visitors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Visitor visitor = browser.open(seed.url());
      visitor.consent(CPU_CAP_PERCENT);
      visitors.add(visitor);
    }
    visitors.forEach(Visitor::awaitReady);
    return visitors;
  }

  @Test
  void tabThatClosesMidJobCostsTheJobNothing() {
    try (TestSeed seed = TestSeed.start(data, false)) {
      List<Visitor> visitors = arrive(seed, 3);
      SeedClient client = seed.client();
      String job = client.submit(TEXTS, MODEL, "quorum", PURPOSE);
      TestSeed.await("first results", 60_000, () -> client.job(job).path("done").asInt() > 0);
      visitors.get(0).leave();
      seed.finished(job, JOB_MILLIS_MAX);
      assertArrayEquals(honest, client.vectors(job));
      visitors.subList(1, 3).forEach(Visitor::leave);
    }
  }

  @Test
  void liarChangesNoResultAndEarnsNothing() {
    String liarId;
    try (TestSeed seed = TestSeed.start(data, false)) {
      List<Visitor> visitors = new ArrayList<>(arrive(seed, 2));
      BrowserContext crooked = browser.newContext();
      Liar.SLIGHT.corrupt(crooked);
      Visitor liar = Visitor.arrive(crooked, seed.url());
      liar.consent(CPU_CAP_PERCENT);
      liar.awaitReady();
      visitors.add(liar);
      liarId = liar.nodeId();
      SeedClient client = seed.client();
      String job = client.submit(TEXTS, MODEL, "quorum", PURPOSE);
      JsonNode outcome = seed.finished(job, JOB_MILLIS_MAX);
      assertArrayEquals(honest, client.vectors(job));
      assertTrue(outcome.path("disagreements").asInt() > 0, outcome.toString());
      assertEquals("0 ROAD", liar.earned());
      visitors.forEach(Visitor::leave);
    }
    try (Ledger ledger = new Ledger(data)) {
      assertEquals(0, ledger.units(liarId) + ledger.units("escrow:" + liarId));
    }
  }

  @Test
  void killedSeedFinishesTheJobAndPaysNobodyTwice() {
    try (TestSeed seed = TestSeed.start(data, false)) {
      List<Visitor> visitors = arrive(seed, 3);
      String job = seed.client().submit(TEXTS, MODEL, "quorum", PURPOSE);
      SeedClient before = seed.client();
      TestSeed.await("first results", 60_000, () -> before.job(job).path("done").asInt() > 0);
      seed.killAndRestart();
      JsonNode outcome = seed.finished(job, JOB_MILLIS_MAX);
      assertEquals(TEXTS.size(), outcome.path("done").asInt());
      assertArrayEquals(honest, seed.client().vectors(job));
      assertEquals(rewards(seed.client()).stream().distinct().toList(), rewards(seed.client()));
      visitors.forEach(Visitor::leave);
    }
  }

  /**
   * Who was paid for what, from the log: {@code node/previous hash} would differ, so actor and
   * payload hash.
   */
  private static List<String> rewards(SeedClient client) {
    List<String> rewards = new ArrayList<>();
    for (JsonNode entry : client.log()) {
      if (entry.path("action_type").asText().equals("REWARD")) {
        rewards.add(entry.path("actor_id").asText() + "/" + entry.path("payload_hash").asText());
      }
    }
    assertTrue(!rewards.isEmpty());
    return rewards;
  }

  @Test
  void seedAloneFinishesByFallback() {
    try (TestSeed seed = TestSeed.start(data, true)) {
      SeedClient client = seed.client();
      String job = client.submit(TEXTS, MODEL, "quorum", PURPOSE);
      seed.finished(job, JOB_MILLIS_MAX);
      double least = Vectors.leastCosine(honest, client.vectors(job));
      assertTrue(least >= 0.97, "cosine " + least);
    }
  }
}
