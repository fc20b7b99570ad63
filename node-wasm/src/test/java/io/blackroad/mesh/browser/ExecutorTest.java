package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.task.ModelSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the executor gets, keeps and checks what it runs. */
class ExecutorTest {
  private static final String RUNTIME = "/mesh/ort/ort-wasm-simd-threaded.wasm";
  private static final List<int[]> TEXT = List.of(new int[] {101, 7592, 2088, 102});

  /** How many files are kept. */
  private static final String KEPT =
      "caches.open('mesh-models-v1').then(c => c.keys()).then(keys => keys.length)";

  private static TestModel model;
  private static Chromium chromium;

  private TestSite site;
  private EnginePage page;

  @BeforeAll
  static void open() throws IOException {
    model = TestModel.load("all-minilm-l6-v2-q", false);
    chromium = new Chromium();
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @BeforeEach
  void openPage() throws IOException {
    site = new TestSite();
    site.put(model.path(), model.onnx());
    page = new EnginePage(chromium.open(site.url(TestSite.TEST_PAGE)), 1);
  }

  @AfterEach
  void closePage() throws IOException {
    page.close();
    site.close();
  }

  @Test
  void keepsItsContract() {
    assertEquals("", page.engineViolations(model.message()));
  }

  @Test
  void downloadsModelAndRuntimeOnceAndSaysHowFar() {
    assertEquals("ready", page.prepare(model.message()));
    float[] first = page.run(model, TEXT).getFirst();
    List<List<Number>> progress = page.progress();
    long size = model.onnx().length;
    assertEquals(List.of(size, size), longs(progress.getLast()));
    assertTrue(progress.size() > 10, progress.size() + " steps");

    page = page.again(1);
    assertEquals("cached", page.prepare(model.message()));
    assertArrayEquals(first, page.run(model, TEXT).getFirst());
    assertEquals(1, site.requests(model.path()));
    assertEquals(1, site.requests(RUNTIME));
  }

  private static List<Long> longs(List<Number> numbers) {
    return numbers.stream().map(Number::longValue).toList();
  }

  @Test
  void healsACorruptCopy() {
    assertEquals("ready", page.prepare(model.message()));
    float[] first = page.run(model, TEXT).getFirst();
    page.evaluate(
        """
        async () => {
          const cache = await caches.open('mesh-models-v1');
          for (const key of await cache.keys()) {
            const bytes = new Uint8Array(await (await cache.match(key)).arrayBuffer());
            bytes[bytes.length >> 1] ^= 1;
            await cache.put(key, new Response(bytes));
          }
        }""");

    page = page.again(1);
    assertEquals("ready", page.prepare(model.message()), "not cached: it had to be fetched anew");
    assertArrayEquals(first, page.run(model, TEXT).getFirst());
    assertEquals(2, site.requests(model.path()));

    page = page.again(1);
    assertEquals("cached", page.prepare(model.message()));
    assertEquals(2, site.requests(model.path()));
  }

  @Test
  void refusesAModelWithAnotherHash() {
    byte[] bent = model.onnx().clone();
    bent[bent.length / 2] ^= 1;
    site.put(model.path(), bent);

    String reason = page.prepare(model.message());

    assertTrue(reason.contains(" has SHA-256 ") && reason.contains(", wanted "), reason);
    assertEquals(1, page.evaluate(KEPT), "the runtime and nothing else");
    site.put(model.path(), model.onnx());
    assertEquals("ready", page.prepare(model.message()));
  }

  @Test
  void refusesARuntimeWithAnotherHash() {
    ModelSpec spec = model.spec();
    Map<String, Object> message =
        TestModel.message(
            new ModelSpec(
                spec.name(),
                spec.modelHash(),
                spec.modelBytes(),
                spec.runtime(),
                "sha256:" + "0".repeat(64),
                spec.level(),
                spec.dimensions(),
                spec.tokensMax(),
                spec.pooling(),
                spec.batchable()));

    String reason = page.prepare(message);

    assertTrue(reason.contains("ort-wasm-simd-threaded.wasm has SHA-256 "), reason);
  }

  @Test
  void givesUpADownloadThatIsTooLong() {
    site.put(model.path(), Arrays.copyOf(model.onnx(), model.onnx().length + 1));

    String reason = page.prepare(model.message());

    assertTrue(reason.endsWith("is longer than " + model.onnx().length + " bytes"), reason);
  }

  @Test
  void saysWhenTheSeedHasNoSuchFile() {
    site.remove(model.path());

    String reason = page.prepare(model.message());

    assertTrue(reason.endsWith(model.path() + " answered 404"), reason);
  }

  @Test
  void refusesAnOutputOfAnotherShape() {
    ModelSpec spec = model.spec();
    ModelSpec narrower =
        new ModelSpec(
            spec.name(),
            spec.modelHash(),
            spec.modelBytes(),
            spec.runtime(),
            spec.runtimeHash(),
            spec.level(),
            256,
            spec.tokensMax(),
            spec.pooling(),
            spec.batchable());
    assertEquals("ready", page.prepare(TestModel.message(narrower)));

    assertEquals(
        "the model's output is float32[1, 4, 384], wanted float32[1, 4, 256]",
        page.reason(TestModel.message(narrower), TEXT));
  }

  @Test
  void refusesToRunWhatIsNotLoaded() {
    assertEquals(model.spec().name() + " is not loaded", page.reason(model.message(), TEXT));
  }

  @Test
  void startsAgainAfterACrash() {
    assertEquals("ready", page.prepare(model.message()));
    float[] first = page.run(model, TEXT).getFirst();

    page.crashExecutor();

    assertArrayEquals(first, page.run(model, TEXT).getFirst());
  }
}
