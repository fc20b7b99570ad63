package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.conformance.BrokenVectors;
import io.blackroad.mesh.conformance.Conformance;
import io.blackroad.mesh.conformance.Differential;
import io.blackroad.mesh.conformance.TokenizeConformance;
import io.blackroad.mesh.tokenize.ModelVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What node-core and the adapters promise, kept as WebAssembly in Chromium. */
class ConformanceInChromiumTest {
  private static final Path VECTORS = Path.of("../spec/vectors");

  @RegisterExtension
  private static final PageInChromium CHROMIUM =
      new PageInChromium(
          TestSite.TEST_PAGE,
          """
          async () => {
            const runtime = await import('/mesh/node.wasm-runtime.js');
            const { PeerLine } = await import('/mesh/peer-line.js');
            self.meshPeers = new PeerLine(); // as node-worker.js does
            window.tck = (await runtime.load('/test/tck.wasm')).exports;
            window.conformance = (await runtime.load('/conformance/conformance.wasm')).exports;
            window.bytes = async (path) => new Int8Array(await (await fetch(path)).arrayBuffer());
          }""");

  @TestFactory
  List<DynamicTest> everyVectorFilePasses() throws IOException {
    try (Stream<Path> files = Files.list(VECTORS)) {
      return files
          .map(file -> Objects.requireNonNull(file.getFileName()).toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .map(name -> DynamicTest.dynamicTest(name, () -> passes(name)))
          .toList();
    }
  }

  private static void passes(String name) throws IOException {
    String expected = Conformance.runToText(Files.readAllBytes(VECTORS.resolve(name)));
    assertTrue(
        expected.startsWith("{\"failed\":0,") || expected.startsWith("{\"skipped\""), expected);
    assertEquals(expected, run("/vectors/" + name));
  }

  @Test
  void saysOfBrokenFilesWhatTheJvmSays() {
    for (BrokenVectors.Broken broken : BrokenVectors.all()) {
      CHROMIUM.site().put("/broken.json", broken.file());
      assertEquals(Conformance.runToText(broken.file()), run("/broken.json"), broken.name());
    }
  }

  private static Object run(String path) {
    return CHROMIUM.page().evaluate("async path => conformance.run(await bytes(path))", path);
  }

  @Test
  void tokenizerPassesItsGoldenVectors() {
    assertEquals(
        "144 passed",
        CHROMIUM
            .page()
            .evaluate(
                "async v => tck.tokenizeConformance(v, await bytes('/vectors/tokenize-golden.json'))",
                ModelVocabulary.lines()));
  }

  @Test
  void everyDifferentialLineIsTheJvms() {
    String vocabulary = ModelVocabulary.lines();
    List<String> expected = new ArrayList<>(Differential.lines());
    expected.addAll(TokenizeConformance.differential(vocabulary));

    assertEquals(
        String.join("\n", expected),
        CHROMIUM.page().evaluate("v => tck.differential(v)", vocabulary));
  }

  @Test
  void clockEntropyAndDigestKeepTheirContracts() {
    assertEquals("", CHROMIUM.page().evaluate("tck.portViolations()"));
  }

  @Test
  void linkKeepsItsContract() {
    String url = CHROMIUM.site().url("/ws/echo").replace("http:", "ws:");

    assertEquals(
        "",
        CHROMIUM.page().evaluate("url => new Promise(done => tck.linkViolations(url, done))", url));
  }
}
