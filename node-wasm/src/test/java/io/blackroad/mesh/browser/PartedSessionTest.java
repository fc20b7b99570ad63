package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A model that runs in parts computes the very bits of the whole one, and ends between two parts.
 */
class PartedSessionTest {
  private static final List<Integer> LENGTHS = List.of(2, 3, 7, 16, 33, 64, 100, 127, 128, 256);

  @RegisterExtension
  private static final PageInChromium PAGE =
      new PageInChromium(
          TestSite.TEST_PAGE,
          """
          async () => {
            window.ort = await import('/mesh/ort/ort.wasm.min.mjs');
            Object.assign(ort.env.wasm, { numThreads: 1, wasmPaths: new URL('/mesh/ort/', location).href });
            const { inParts } = await import('/mesh/parted-session.js');
            window.inParts = inParts;
            const tensor = (rows, tokens, value) =>
                new ort.Tensor('int64', BigInt64Array.from({ length: rows * tokens }, (_, i) => BigInt(value(i))), [rows, tokens]);
            window.feeds = (rows, tokens) => ({
              input_ids: tensor(rows, tokens, (i) => i % tokens === 0 ? 101 : i % tokens === tokens - 1 ? 102 : 999 + i * 7919 % 29000),
              attention_mask: tensor(rows, tokens, () => 1),
              token_type_ids: tensor(rows, tokens, () => 0),
            });
            window.states = async (session, given) =>
                (await session.run(given, ['last_hidden_state'])).last_hidden_state;
            window.options = { executionProviders: ['wasm'], graphOptimizationLevel: 'basic' };
          }""");

  @ParameterizedTest
  @CsvSource({"all-minilm-l6-v2-q, 6", "all-minilm-l6-v2, 24"})
  void computesTheBitsOfTheWholeModel(String name, int parts) throws IOException {
    TestModel model = TestModel.load(name, true);
    PAGE.site().put(model.path(), model.onnx());

    Object differing =
        PAGE.page()
            .evaluate(
                """
                async ({ path, lengths, count }) => {
                  const bytes = new Uint8Array(await (await fetch(path)).arrayBuffer());
                  const whole = await ort.InferenceSession.create(bytes, options);
                  const parted = await inParts(ort).InferenceSession.create(bytes, options);
                  if (parted.parts.length !== count) return [`${parted.parts.length} parts`];
                  const differing = [];
                  for (const [rows, tokens] of [...lengths.map((tokens) => [1, tokens]), [4, 16], [3, 50]]) {
                    const [a, b] = [await states(whole, feeds(rows, tokens)), await states(parted, feeds(rows, tokens))];
                    const [bits, others] = [a, b].map(({ data }) => new Uint32Array(data.buffer, data.byteOffset, data.length));
                    const same = String(a.dims) === String(b.dims) && a.type === b.type && bits.every((bit, i) => bit === others[i]);
                    if (!same || bits.every((bit) => bit === 0)) differing.push(`${rows} x ${tokens}`);
                  }
                  await whole.release();
                  await parted.release();
                  return differing;
                }""",
                Map.of("path", model.path(), "lengths", LENGTHS, "count", parts));

    assertEquals(List.of(), differing);
  }

  @Test
  void whatStaysWholeRunsAsItIs() {
    Object created =
        PAGE.page()
            .evaluate(
                """
                () => inParts({ InferenceSession: { create: (bytes, options) => [bytes.length, options] } })
                    .InferenceSession.create(new Uint8Array(5), 'as asked')""");

    assertEquals(List.of(5, "as asked"), created);
  }

  /** A runtime whose sessions take 7 ms a run and count. */
  private static final String COUNTING =
      """
      window.ran = 0;
      window.counting = { InferenceSession: { create: async () => ({
        async run(feeds, [output]) {
          ran++;
          const end = performance.now() + 7;
          while (performance.now() < end);
          return { [output]: ran };
        },
      }) } };
      """;

  @Test
  void whoeverIsEndedBetweenTwoPartsRunsNoMore() {
    PAGE.site().put("/test/four.onnx", OnnxFile.chain(4, 1_000_000).bytes());
    Object ran =
        PAGE.page()
            .evaluate(
                "async () => {"
                    + COUNTING
                    + """
                    const bytes = new Uint8Array(await (await fetch('/test/four.onnx')).arrayBuffer());
                    let turns = 0;
                    const loaded = () => Promise.resolve();
                    let turn = loaded;
                    const session = await inParts(counting, () => turn()).InferenceSession.create(bytes);
                    const all = await session.run({ x: 0 }, ['y']);
                    const before = ran;
                    turn = () => new Promise((go) => { if (++turns === 2) ended(); else go(); });
                    let ended;
                    const end = new Promise((resolve) => { ended = resolve; });
                    const over = session.run({ x: 0 }, ['y']).then(() => 'went on');
                    return [before, all.y, await Promise.race([over, end.then(() => 'ended')]), ran - before];
                  }""");

    assertEquals(List.of(4, 4, "ended", 2), ran);
  }

  @Test
  void letsOthersHaveTheirTurnBetweenParts() {
    PAGE.site().put("/test/four.onnx", OnnxFile.chain(4, 1_000_000).bytes());
    Object ran =
        PAGE.page()
            .evaluate(
                "async () => {"
                    + COUNTING
                    + """
                    const bytes = new Uint8Array(await (await fetch('/test/four.onnx')).arrayBuffer());
                    const session = await inParts(counting).InferenceSession.create(bytes);
                    const other = new MessageChannel();
                    const heard = new Promise((resolve) => { other.port1.onmessage = () => resolve(ran); });
                    other.port2.postMessage('stop');
                    const all = session.run({ x: 0 }, ['y']);
                    return [await heard, (await all).y];
                  }""");

    List<?> counts = (List<?>) ran;
    assertTrue(((Number) counts.getFirst()).intValue() < 4, counts.toString());
    assertEquals(4, counts.getLast());
  }

  /** inside.js: workers in a context that can start none. */
  @Test
  void anInnerExecutorThatIsEndedHasNoMoreTurns() {
    String executor =
        """
        self.onmessage = async () => {
          const turn = self.meshTurns();
          for (self.turns = 0; self.turns < 1000; self.turns++) await turn();
        };
        """;
    PAGE.site().put("/test/executor.js", executor.getBytes(StandardCharsets.UTF_8));
    try (Page page = PAGE.page().context().newPage()) {
      page.navigate(PAGE.site().url(TestSite.TEST_PAGE));
      Object turns =
          page.evaluate(
              """
              async () => {
                await import('/mesh/inside.js');
                const worker = new Worker('/test/executor.js');
                const { port1, port2 } = new MessageChannel();
                const others = () => new Promise((resolve) => { port1.onmessage = resolve; port2.postMessage(0); });
                worker.postMessage({});
                while (!(self.turns > 2)) await others();
                worker.terminate();
                const ended = self.turns;
                for (let i = 0; i < 100; i++) await others();
                return self.turns - ended;
              }""");
      assertEquals(0, turns);
    }
  }
}
