package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A text's vector is the same bits whichever tab computes it, beside whatever else, with one thread
 * or two, run after run; and it means what ONNX Runtime on the JVM says it means.
 */
class DeterminismTest {
  private static final List<String> TEXTS =
      List.of(
          "Photosynthesis turns light into sugar.",
          "The Treaty of Westphalia ended the Thirty Years' War in 1648.",
          "A hash table trades memory for time: with a good hash, a look-up costs the same however"
              + " many entries there are.",
          "Prime numbers have exactly two divisors.",
          "Why is the sky blue?",
          "Volcanoes form where plates part, where one dives under another, and over hot spots far"
              + " from any edge.",
          "E = mc²",
          "Le chat dort sur la chaise, à côté de la fenêtre.",
          "光合作用把光变成糖。",
          "Supply and demand meet at a price; when the price is held lower, there are queues.",
          "A minor third is three semitones, a major third four.",
          "Newton's second law says that a force changes a body's momentum at a rate equal to the"
              + " force, in the direction in which it acts; for a body of constant mass this is the"
              + " product of mass and acceleration, and a net force of zero leaves it at rest or"
              + " moving in a straight line at a constant speed, which is the first law again.",
          "ok",
          "Dijkstra's algorithm finds shortest paths when no edge has a negative length.",
          "The mitochondrion is where a cell burns sugar with oxygen and charges up ATP.",
          "🙂 emoji and ﬁgures 1234567890");

  private static TestSite site;
  private static Chromium chromium;
  private static TestModel quantised;
  private static TestModel full;

  @BeforeAll
  static void open() throws Exception {
    site = new TestSite();
    chromium = new Chromium();
    quantised = TestModel.load("all-minilm-l6-v2-q", false);
    full = TestModel.load("all-minilm-l6-v2", true);
    site.put(quantised.path(), quantised.onnx());
    site.put(full.path(), full.onnx());
  }

  @AfterAll
  static void close() throws Exception {
    chromium.close();
    site.close();
  }

  private static EnginePage page(int threads, TestModel model) {
    EnginePage page = new EnginePage(chromium.open(site.url(TestSite.TEST_PAGE)), threads);
    assertEquals("ready", page.prepare(model.message()));
    return page;
  }

  @Test
  void theQuantisedModelGivesTheSameBitsEverywhere() throws Exception {
    List<int[]> sequences = quantised.tokens(TEXTS);
    List<float[]> expected;
    try (EnginePage page = page(1, quantised)) {
      expected = oneByOne(page, quantised, sequences);
      assertSame("again", expected, oneByOne(page, quantised, sequences));
      assertSame("in another order", expected, backwards(page, sequences));
    }
    try (EnginePage page = page(1, quantised)) {
      assertSame("in another tab, alone", expected.subList(5, 6), only(page, sequences, 5));
      assertSame("in another tab", expected, oneByOne(page, quantised, sequences));
    }
    try (EnginePage page = page(2, quantised)) {
      assertEquals(true, page.evaluate("crossOriginIsolated"), "threads need isolation");
      assertSame("with two threads", expected, oneByOne(page, quantised, sequences));
    }
    assertMeansTheSame(expected, JvmVectors.of(full, sequences));
  }

  @Test
  void theFullModelGivesTheSameBitsBatchedOrAlone() throws Exception {
    List<int[]> sequences = full.tokens(TEXTS);
    List<float[]> alone;
    try (EnginePage page = page(1, full)) {
      alone = oneByOne(page, full, sequences);
      assertSame("in one batch", alone, page.run(full, sequences));
      assertSame("in a small batch", alone.subList(2, 7), page.run(full, sequences.subList(2, 7)));
    }
    try (EnginePage page = page(2, full)) {
      assertSame("with two threads", alone, page.run(full, sequences));
    }
    List<float[]> reference = JvmVectors.of(full, sequences);
    for (int i = 0; i < TEXTS.size(); i++) {
      assertArrayEquals(reference.get(i), alone.get(i), 1e-5f, TEXTS.get(i));
    }
  }

  private static List<float[]> oneByOne(EnginePage page, TestModel model, List<int[]> sequences) {
    List<float[]> vectors = new ArrayList<>();
    for (int[] sequence : sequences) {
      vectors.addAll(page.run(model, List.of(sequence)));
    }
    return vectors;
  }

  private static List<float[]> backwards(EnginePage page, List<int[]> sequences) {
    List<float[]> vectors = oneByOne(page, quantised, sequences.reversed());
    Collections.reverse(vectors);
    return vectors;
  }

  private static List<float[]> only(EnginePage page, List<int[]> sequences, int index) {
    return oneByOne(page, quantised, sequences.subList(index, index + 1));
  }

  private static void assertSame(String how, List<float[]> expected, List<float[]> vectors) {
    assertEquals(expected.size(), vectors.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), vectors.get(i), how + ", text " + i);
    }
  }

  private static void assertMeansTheSame(List<float[]> vectors, List<float[]> reference) {
    double sum = 0;
    for (int i = 0; i < vectors.size(); i++) {
      double cosine = dot(vectors.get(i), reference.get(i));
      assertTrue(cosine >= 0.97, "cosine " + cosine + " for " + TEXTS.get(i));
      sum += cosine;
    }
    double mean = sum / vectors.size();
    assertTrue(mean >= 0.985, "mean cosine " + mean);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
